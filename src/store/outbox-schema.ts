import type { MailState, MailTrouble } from '../domain/mail-delivery.ts'
import type { MailKind } from '../domain/mail.ts'

type Instant = string

/** The table of mails that are promised, as `schema.ts` has all others. */
export interface OutboxSchema {
  outbox: {
    id: string
    kind: MailKind
    account_id: string | null
    /** Address and values, sealed; null once they have been forgotten. */
    content: string | null
    state: MailState
    /** Begun since it was queued, or since somebody had it tried again. */
    attempts: number
    next_attempt_at: Instant
    created_at: Instant
    claimed_by: string | null
    claimed_at: Instant | null
    sent_at: Instant | null
    last_error: MailTrouble | null
  }
}
