type Instant = string

/** The tables of deletion and retention, as `schema.ts` has all others. */
export interface RetentionSchema {
  deletion_request: { account_id: string; requested_at: Instant }
  inactivity_notice: { account_id: string; sent_at: Instant }
  purge_run: { day: string; at: Instant }
}
