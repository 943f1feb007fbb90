import type { AgeBand, Hours } from '../../domain/place-class.ts'
import type { Cutoff, ProgramOutcome, WishExplanation } from '../../engine/types.ts'
import type { ScoreLine } from '../../domain/points-catalogue.ts'
import type { Db, Trx } from '../db.ts'

export type ComputationView = {
  id: string
  number: number
  state: 'queued' | 'running' | 'computed' | 'incident' | 'discarded'
  requestedAt: string
  finishedAt: string | null
  milliseconds: number | null
  problemHash: string
  outcomeHash: string | null
  incidentNumber: string | null
  progress: { done: number; total: number } | null
  /** A process died over it, and another began it again from its frozen input. */
  resumed: boolean
}

/** The newest computation of a round that counts, with how far its job has come. */
export async function findNewestComputation(db: Db, roundId: string): Promise<ComputationView | undefined> {
  const row = await db
    .selectFrom('computation')
    .leftJoin('job', 'job.subject_id', 'computation.id')
    .select([
      'computation.id',
      'number',
      'computation.state',
      'job.state as job_state',
      'requested_at',
      'finished_at',
      'milliseconds',
      'problem_hash',
      'outcome_hash',
      'incident_number',
      'progress_done',
      'progress_total',
      'attempts',
    ])
    .where('round_id', '=', roundId)
    .where('computation.state', '<>', 'discarded')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      number: row.number,
      state: row.state === 'queued' && row.job_state === 'running' ? 'running' : row.state,
      requestedAt: row.requested_at,
      finishedAt: row.finished_at,
      milliseconds: row.milliseconds,
      problemHash: row.problem_hash,
      outcomeHash: row.outcome_hash,
      incidentNumber: row.incident_number,
      resumed: (row.attempts ?? 0) > 1,
      progress: row.progress_total ? { done: row.progress_done ?? 0, total: row.progress_total } : null,
    }
  )
}

export type ProgramView = {
  placeClassId: string
  kitaId: string
  kita: string
  ageBand: AgeBand
  hours: Hours
  startMonth: string
  capacity: number
  held: number
  reserves: ProgramOutcome['reserves']
  cutoffs: Record<string, Cutoff>
}

export async function listPrograms(db: Db, computationId: string): Promise<ProgramView[]> {
  const rows = await db
    .selectFrom('computation_program')
    .innerJoin('place_class', 'place_class.id', 'computation_program.place_class_id')
    .innerJoin('kita', 'kita.id', 'place_class.kita_id')
    .select([
      'place_class.id',
      'kita_id',
      'kita.name',
      'age_band',
      'hours',
      'start_month',
      'capacity',
      'held',
      'reserves',
      'cutoffs',
    ])
    .where('computation_id', '=', computationId)
    .orderBy('kita.name')
    .orderBy('age_band')
    .orderBy('hours')
    .orderBy('start_month')
    .execute()
  return rows.map((row) => ({
    placeClassId: row.id,
    kitaId: row.kita_id,
    kita: row.name,
    ageBand: row.age_band,
    hours: row.hours,
    startMonth: row.start_month,
    capacity: row.capacity,
    held: row.held,
    reserves: JSON.parse(row.reserves) as ProgramOutcome['reserves'],
    cutoffs: JSON.parse(row.cutoffs) as Record<string, Cutoff>,
  }))
}

/** A child of a round under its ticket: no name, no birth date, no family (who may see what). */
export type RoundChildView = {
  ticket: string
  score: number
  companies: string[]
  placeClassId: string | null
  companyId: string | null
  wishRank: number | null
}

export async function listRoundChildren(db: Db, computationId: string): Promise<RoundChildView[]> {
  const rows = await db
    .selectFrom('explanation')
    .innerJoin('place_request', 'place_request.id', 'explanation.request_id')
    .leftJoin('proposal', (join) =>
      join
        .onRef('proposal.computation_id', '=', 'explanation.computation_id')
        .onRef('proposal.request_id', '=', 'explanation.request_id'),
    )
    .select(['explanation.request_id', 'ticket', 'score', 'place_class_id', 'company_id', 'wish_rank'])
    .where('explanation.computation_id', '=', computationId)
    .orderBy('ticket')
    .execute()
  const employments = await db
    .selectFrom('employment')
    .innerJoin('explanation', 'explanation.request_id', 'employment.request_id')
    .select(['employment.request_id', 'employment.company_id'])
    .where('explanation.computation_id', '=', computationId)
    .where('confirmed_at', 'is not', null)
    .orderBy('guardian')
    .execute()
  const companies = new Map<string, string[]>()
  for (const row of employments) {
    companies.set(row.request_id, [...(companies.get(row.request_id) ?? []), row.company_id])
  }
  return rows.map((row) => ({
    ticket: row.ticket ?? '',
    score: row.score,
    companies: companies.get(row.request_id) ?? [],
    placeClassId: row.place_class_id,
    companyId: row.company_id,
    wishRank: row.wish_rank,
  }))
}

/** Why a child got what it got: how its points came about, and every wish with its figures. */
export type ChildReasons = { trace: ScoreLine[]; wishes: WishExplanation[] }

export async function findChildReasons(
  db: Db,
  computationId: string,
  ticket: string,
): Promise<ChildReasons | undefined> {
  const row = await db
    .selectFrom('explanation')
    .innerJoin('place_request', 'place_request.id', 'explanation.request_id')
    .select(['score_trace', 'wishes'])
    .where('explanation.computation_id', '=', computationId)
    .where('ticket', '=', ticket)
    .executeTakeFirst()
  return (
    row && {
      trace: JSON.parse(row.score_trace) as ScoreLine[],
      wishes: JSON.parse(row.wishes) as WishExplanation[],
    }
  )
}

export async function companyNames(db: Db | Trx, consortiumId: string): Promise<Map<string, string>> {
  const rows = await db.selectFrom('company').select(['id', 'name']).where('consortium_id', '=', consortiumId).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** For the words of a refusal: which Kita and which kind of places. */
export async function findPlaceClassName(db: Db, id: string) {
  return db
    .selectFrom('place_class')
    .innerJoin('kita', 'kita.id', 'place_class.kita_id')
    .select(['kita.name as kita', 'age_band as ageBand', 'hours', 'start_month as startMonth'])
    .where('place_class.id', '=', id)
    .executeTakeFirst()
}
