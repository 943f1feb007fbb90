import type { CameBy } from '../domain/employment.ts'
import type { Role } from '../policy/policy.ts'

type Instant = string

/** The tables of coming in, as `schema.ts` has all others. */
export interface ComingInSchema {
  invitation: {
    id: string
    token_hash: string
    role: Role
    /** The company, Kita, provider or consortium that the role is for; of a parent, its company. */
    subject_id: string
    email: string
    given_by: string
    given_at: Instant
    expires_at: Instant
    accepted_at: Instant | null
    accepted_by: string | null
    revoked_at: Instant | null
  }
  company_code: {
    id: string
    company_id: string
    code_hash: string
    label: string
    uses: number
    uses_left: number
    made_by: string
    made_at: Instant
    valid_until: Instant
    withdrawn_at: Instant | null
  }
  registration: {
    id: string
    /** asked: nobody has looked yet whose address it is; sent: a link is on its way; idle: the address had an account. */
    state: 'asked' | 'sent' | 'confirmed' | 'idle'
    code_id: string
    email: string | null
    given_name: string | null
    family_name: string | null
    password_hash: string | null
    token_hash: string | null
    asked_at: Instant
    expires_at: Instant
  }
  /** Whom a parent works for, as it said itself, and what the company says to it: at most one of the two answers stands. */
  employer: {
    account_id: string
    company_id: string
    told_at: Instant
    came_by: CameBy
    confirmed_at: Instant | null
    denied_at: Instant | null
    version: number
  }
  password_reset: {
    id: string
    /** asked: nobody has looked yet whose address it is; sent: a link is on its way; idle: nobody's, or too many. */
    state: 'asked' | 'sent' | 'used' | 'idle'
    email: string | null
    account_id: string | null
    token_hash: string | null
    asked_at: Instant
    expires_at: Instant
  }
}
