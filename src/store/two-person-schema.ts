import type { ActName, TwoPersonActState, VoidReason } from '../domain/two-person-act.ts'

type Instant = string

/** The table of acts by two persons, as `schema.ts` has all others. */
export interface TwoPersonSchema {
  two_person_act: {
    id: string
    act: ActName
    /** What it is about: the id of a round. */
    subject_id: string
    /** Canonical JSON of choice and facts; no personal data. */
    content: string
    content_hash: string
    state: TwoPersonActState
    proposed_by: string
    proposed_role: string
    proposed_at: Instant
    /** Who approved or withdrew it, or found it void. */
    decided_by: string | null
    decided_at: Instant | null
    void_reason: VoidReason | null
  }
}
