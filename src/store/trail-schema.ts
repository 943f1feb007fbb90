/** The tables beside the trail itself, as `schema.ts` has all others. */
export interface TrailSchema {
  subject_key: {
    subject: string
    sealed_key: string
  }
}
