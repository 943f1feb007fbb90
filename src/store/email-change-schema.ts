type Instant = string

/** The table of addresses that accounts are about to change to, as `schema.ts` has all others. */
export interface EmailChangeSchema {
  email_change: {
    id: string
    account_id: string
    /** asked: nobody has looked yet whose address it is; sent: a link is on its way; idle: the address has another account. */
    state: 'asked' | 'sent' | 'idle'
    /** Kept in every state alike: whoever asked sees it, and must not see whether the address has an account. */
    email: string
    token_hash: string | null
    asked_at: Instant
    expires_at: Instant
  }
}
