import type { PointsCatalogue, ScoredFacts } from '../domain/points-catalogue.ts'
import type { AllocationOutcome, AllocationProblem, Assignment } from '../engine/types.ts'
import type { Db, Trx } from './db.ts'
import { keptCatalogue } from './points-catalogues.ts'
import { computedStates } from '../domain/round.ts'

/** The computation whose frozen input a preview tries, and the round that it is of. */
export type ComputedRound = {
  roundId: string
  name: string
  kitaYear: number
  catalogueId: string
  computationId: string
}

/** The newest verified computation of a consortium. */
export async function findNewestComputedRound(db: Db | Trx, consortiumId: string): Promise<ComputedRound | undefined> {
  return db
    .selectFrom('computation')
    .innerJoin('round', 'round.id', 'computation.round_id')
    .select([
      'round.id as roundId',
      'round.name',
      'round.kita_year as kitaYear',
      'round.catalogue_id as catalogueId',
      'computation.id as computationId',
    ])
    .where('round.consortium_id', '=', consortiumId)
    .where('round.state', 'in', computedStates)
    .where('computation.state', '=', 'computed')
    .orderBy('round.kita_year', 'desc')
    .orderBy('computation.requested_at', 'desc')
    .orderBy('computation.number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Ticket → what its points are given for. Undefined where the round was frozen before that was kept. */
export async function loadFrozenFacts(
  db: Db | Trx,
  computationId: string,
): Promise<Map<string, ScoredFacts> | undefined> {
  const rows = await db
    .selectFrom('explanation')
    .innerJoin('place_request', 'place_request.id', 'explanation.request_id')
    .select(['ticket', 'facts'])
    .where('computation_id', '=', computationId)
    .orderBy('ticket')
    .execute()
  const facts = new Map<string, ScoredFacts>()
  for (const row of rows) {
    if (row.facts === null || row.ticket === null) return undefined
    facts.set(row.ticket, JSON.parse(row.facts) as ScoredFacts)
  }
  return facts
}

/** The problem as it was frozen, and what came of it. */
export async function loadFrozenRound(db: Db | Trx, computationId: string) {
  const row = await db
    .selectFrom('computation')
    .select(['problem', 'outcome'])
    .where('id', '=', computationId)
    .executeTakeFirstOrThrow()
  if (row.outcome === null) throw new Error('a preview of a computation without an outcome')
  const { assignments } = JSON.parse(row.outcome) as AllocationOutcome
  return { problem: JSON.parse(row.problem) as AllocationProblem, assignments }
}

/** Place class → Kita, for all place classes of a computation. */
export async function loadKitasOfPrograms(db: Db | Trx, computationId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('computation_program')
    .innerJoin('place_class', 'place_class.id', 'computation_program.place_class_id')
    .select(['place_class.id', 'kita_id'])
    .where('computation_id', '=', computationId)
    .execute()
  return new Map(rows.map((row) => [row.id, row.kita_id]))
}

export type CataloguePreview = {
  id: string
  consortiumId: string
  roundId: string
  computationId: string
  requestedAt: string
  catalogue: PointsCatalogue
  catalogueHash: string
  state: 'queued' | 'computed' | 'incident'
  assignments: Assignment[] | null
  incidentNumber: string | null
  progress: { done: number; total: number } | null
}

export async function findPreview(db: Db | Trx, id: string): Promise<CataloguePreview | undefined> {
  const row = await db
    .selectFrom('catalogue_preview')
    .innerJoin('computation', 'computation.id', 'catalogue_preview.computation_id')
    .innerJoin('round', 'round.id', 'computation.round_id')
    .leftJoin('job', 'job.subject_id', 'catalogue_preview.id')
    .selectAll('catalogue_preview')
    .select(['round.consortium_id', 'computation.round_id', 'job.progress_done', 'job.progress_total'])
    .where('catalogue_preview.id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      consortiumId: row.consortium_id,
      roundId: row.round_id,
      computationId: row.computation_id,
      requestedAt: row.requested_at,
      catalogue: JSON.parse(row.catalogue) as PointsCatalogue,
      catalogueHash: row.catalogue_hash,
      state: row.state,
      assignments: row.assignments === null ? null : (JSON.parse(row.assignments) as Assignment[]),
      incidentNumber: row.incident_number,
      progress: row.progress_total ? { done: row.progress_done ?? 0, total: row.progress_total } : null,
    }
  )
}

export async function savePreview(
  trx: Trx,
  preview: {
    id: string
    computationId: string
    requestedBy: string
    requestedAt: string
    catalogue: PointsCatalogue
  },
): Promise<{ hash: string }> {
  const { catalogue, hash } = keptCatalogue(preview.catalogue)
  await trx
    .insertInto('catalogue_preview')
    .values({
      id: preview.id,
      computation_id: preview.computationId,
      requested_by: preview.requestedBy,
      requested_at: preview.requestedAt,
      state: 'queued',
      catalogue,
      catalogue_hash: hash,
      assignments: null,
      outcome_hash: null,
      incident_number: null,
    })
    .execute()
  return { hash }
}

export type PreviewRow = { id: string; requestedAt: string; state: CataloguePreview['state']; catalogueHash: string }

/** What has been tried on the rounds of a consortium, the newest first. */
export async function listPreviews(db: Db | Trx, consortiumId: string): Promise<PreviewRow[]> {
  return db
    .selectFrom('catalogue_preview')
    .innerJoin('computation', 'computation.id', 'catalogue_preview.computation_id')
    .innerJoin('round', 'round.id', 'computation.round_id')
    .select([
      'catalogue_preview.id',
      'catalogue_preview.requested_at as requestedAt',
      'catalogue_preview.state',
      'catalogue_preview.catalogue_hash as catalogueHash',
    ])
    .where('round.consortium_id', '=', consortiumId)
    .orderBy('catalogue_preview.requested_at', 'desc')
    .orderBy('catalogue_preview.id')
    .execute()
}

/** Only a verified outcome is kept, and of it who got which place. */
export async function savePreviewOutcome(trx: Trx, id: string, outcome: AllocationOutcome): Promise<void> {
  await trx
    .updateTable('catalogue_preview')
    .set({
      state: 'computed',
      assignments: JSON.stringify(outcome.assignments),
      outcome_hash: outcome.outcomeHash,
    })
    .where('id', '=', id)
    .execute()
}

export async function savePreviewIncident(trx: Trx, id: string, number: string): Promise<void> {
  await trx
    .updateTable('catalogue_preview')
    .set({ state: 'incident', incident_number: number })
    .where('id', '=', id)
    .execute()
}
