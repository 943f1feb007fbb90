import type { ThawReason } from '../domain/thaw-reason.ts'

type Instant = string

/** The tables of public draws, as `schema.ts` has all others. */
export interface DrawSchema {
  draw: {
    id: string
    round_id: string
    /** The public random value as the rules name it. */
    named: string
    rules: string
    rules_hash: string
    places_salt: string
    root: string
    frozen_by: string
    frozen_at: Instant
    /** The first of two persons; what they entered is told to nobody before the second has. */
    entered_by: string | null
    entered_at: Instant | null
    randomness: string | null
    drand_signature: string | null
    /** When two entries were thrown away because they were not the same. */
    differed_at: Instant | null
    confirmed_by: string | null
    drawn_at: Instant | null
    seed: string | null
    /** When and why two persons opened the round again; never once it is drawn. */
    thawed_at: Instant | null
    thaw_reason: ThawReason | null
  }
  draw_leaf: { draw_id: string; ticket: string; leaf: string }
  dry_run: {
    id: string
    round_id: string
    number: number
    state: 'queued' | 'computed' | 'incident'
    requested_by: string
    requested_at: Instant
    problem: string | null
    figures: string | null
    outcome_hash: string | null
    incident_number: string | null
  }
}
