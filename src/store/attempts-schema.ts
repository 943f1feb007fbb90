/** The table of attempts, as `schema.ts` has all others. */
export interface AttemptsSchema {
  attempt: {
    /** A keyed digest of act, account and network: the table tells nobody who tried what from where. */
    lane: string
    /** When the lane's allowance is full again; from then on the row says nothing and may go. */
    full_at: string
  }
}
