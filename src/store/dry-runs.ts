import type { OutcomeFigures } from '../domain/outcome-figures.ts'
import type { AllocationProblem } from '../engine/types.ts'
import type { Db, Trx } from './db.ts'

export type DryRun = {
  number: number
  state: 'queued' | 'computed' | 'incident'
  requestedAt: string
  figures: OutcomeFigures | null
  incidentNumber: string | null
  progress: { done: number; total: number } | null
}

/** Those of a round, the newest first. */
export async function listDryRuns(db: Db | Trx, roundId: string): Promise<DryRun[]> {
  const rows = await db
    .selectFrom('dry_run')
    .leftJoin('job', 'job.subject_id', 'dry_run.id')
    .select([
      'number',
      'dry_run.state',
      'requested_at as requestedAt',
      'figures',
      'incident_number as incidentNumber',
      'progress_done',
      'progress_total',
    ])
    .where('round_id', '=', roundId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(({ progress_done, progress_total, ...row }) => ({
    ...row,
    progress: progress_total ? { done: progress_done ?? 0, total: progress_total } : null,
    figures: row.figures === null ? null : (JSON.parse(row.figures) as OutcomeFigures),
  }))
}

export async function insertDryRun(
  trx: Trx,
  run: { id: string; roundId: string; number: number; by: string; at: string; problem: AllocationProblem },
): Promise<void> {
  await trx
    .insertInto('dry_run')
    .values({
      id: run.id,
      round_id: run.roundId,
      number: run.number,
      state: 'queued',
      requested_by: run.by,
      requested_at: run.at,
      problem: JSON.stringify(run.problem),
      figures: null,
      outcome_hash: null,
      incident_number: null,
    })
    .execute()
}

/** What is to be computed; undefined where it has been already. */
export async function findQueuedDryRun(
  db: Db,
  id: string,
): Promise<{ roundId: string; problem: AllocationProblem } | undefined> {
  const row = await db.selectFrom('dry_run').select(['round_id', 'problem']).where('id', '=', id).executeTakeFirst()
  if (!row || row.problem === null) return undefined
  return { roundId: row.round_id, problem: JSON.parse(row.problem) as AllocationProblem }
}

export async function saveDryRunFigures(
  trx: Trx,
  id: string,
  { figures, outcomeHash }: { figures: OutcomeFigures; outcomeHash: string },
): Promise<void> {
  await trx
    .updateTable('dry_run')
    .set({ state: 'computed', problem: null, figures: JSON.stringify(figures), outcome_hash: outcomeHash })
    .where('id', '=', id)
    .execute()
}

export async function saveDryRunIncident(trx: Trx, id: string, number: string): Promise<void> {
  await trx
    .updateTable('dry_run')
    .set({ state: 'incident', problem: null, incident_number: number })
    .where('id', '=', id)
    .execute()
}
