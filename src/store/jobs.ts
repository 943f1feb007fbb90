import type { Db, Trx } from './db.ts'
import type { JobKind } from './jobs-schema.ts'

export type Job = { id: string; kind: JobKind; subjectId: string }

export async function enqueue(trx: Trx, job: Job, now: string): Promise<void> {
  await trx
    .insertInto('job')
    .values({
      id: job.id,
      kind: job.kind,
      subject_id: job.subjectId,
      state: 'queued',
      worker: null,
      attempts: 0,
      progress_done: 0,
      progress_total: 0,
      created_at: now,
      touched_at: now,
    })
    .execute()
}

/** Takes the oldest waiting job; of several workers that try, exactly one gets it. */
export async function claimJob(db: Db, worker: string, now: string): Promise<Job | undefined> {
  const waiting = await db
    .selectFrom('job')
    .select(['id', 'kind', 'subject_id'])
    .where('state', '=', 'queued')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!waiting) return undefined
  const claimed = await db
    .updateTable('job')
    .set(({ eb }) => ({ state: 'running', worker, touched_at: now, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', waiting.id)
    .where('state', '=', 'queued')
    .executeTakeFirst()
  if (claimed.numUpdatedRows !== 1n) return claimJob(db, worker, now)
  return { id: waiting.id, kind: waiting.kind, subjectId: waiting.subject_id }
}

export async function reportProgress(db: Db, jobId: string, done: number, total: number, now: string): Promise<void> {
  await db
    .updateTable('job')
    .set({ progress_done: done, progress_total: total, touched_at: now })
    .where('id', '=', jobId)
    .execute()
}

/** A sign of life, so that nobody takes the job for abandoned. */
export async function touchJob(db: Db, jobId: string, now: string): Promise<void> {
  await db.updateTable('job').set({ touched_at: now }).where('id', '=', jobId).where('state', '=', 'running').execute()
}

export async function finishJob(trx: Trx, jobId: string, state: 'done' | 'failed', now: string): Promise<void> {
  await trx.updateTable('job').set({ state, touched_at: now }).where('id', '=', jobId).execute()
}

/** After a crash: what ran and has not been touched since goes back into the queue. Gives the number of such jobs. */
export async function requeueStale(db: Db, untouchedSince: string): Promise<number> {
  const requeued = await db
    .updateTable('job')
    .set({ state: 'queued', worker: null })
    .where('state', '=', 'running')
    .where('touched_at', '<', untouchedSince)
    .executeTakeFirst()
  return Number(requeued.numUpdatedRows)
}
