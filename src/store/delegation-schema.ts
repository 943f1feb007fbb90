import type { Role } from '../policy/policy.ts'

type Day = string
type Instant = string

/** The table of roles lent for a holiday, as `schema.ts` has all others. */
export interface DelegationSchema {
  delegation: {
    id: string
    from_account: string
    to_account: string
    role: Role
    subject_id: string
    valid_from: Day
    valid_to: Day
    created_at: Instant
    ended_at: Instant | null
    version: number
  }
}
