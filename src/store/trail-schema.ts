type Instant = string

/** The tables beside the trail itself, as `schema.ts` has all others. */
export interface TrailSchema {
  subject_key: {
    subject: string
    sealed_key: string
  }
  trail_head: {
    /** How many entries it covers. */
    size: number
    at: Instant
    root: string
    origin: string
    key_id: string
    signature: string
    /** What the next head grows from: the roots of the perfect trees, as JSON. */
    frontier: string
  }
}
