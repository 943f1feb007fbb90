type Instant = string

export type JobKind =
  | 'compute-round'
  | 'preview-catalogue'
  | 'dry-run'
  | 'answer-registration'
  | 'answer-password-reset'
  | 'answer-email-change'

/** The table of work that waits, as `schema.ts` has all others. */
export interface JobsSchema {
  job: {
    id: string
    kind: JobKind
    subject_id: string
    state: 'queued' | 'running' | 'done' | 'failed'
    worker: string | null
    /** How often somebody began it; more than once where a process died over it. */
    attempts: number
    progress_done: number
    progress_total: number
    created_at: Instant
    touched_at: Instant
  }
}
