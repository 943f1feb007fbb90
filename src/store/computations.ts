import type { LoadedRoundInput } from './rounds.ts'
import { scoreEverywhere, type ScoredFacts, scoreTrace } from '../domain/points-catalogue.ts'
import { lookUp } from '../engine/look-up.ts'
import type { AllocationOutcome, AllocationProblem } from '../engine/types.ts'
import type { Db, Trx } from './db.ts'
import { inBatches } from './in-batches.ts'

export type NewComputation = {
  id: string
  roundId: string
  number: number
  requestedBy: string
  requestedAt: string
  problem: AllocationProblem
  problemHash: string
}

/** Freezes a round's input: the problem, one row per seat, and each reserved place on a seat of its own. */
export async function saveFrozenInput(trx: Trx, computation: NewComputation, input: LoadedRoundInput): Promise<void> {
  const computation_id = computation.id
  await trx
    .insertInto('computation')
    .values({
      id: computation_id,
      round_id: computation.roundId,
      number: computation.number,
      state: 'queued',
      requested_by: computation.requestedBy,
      requested_at: computation.requestedAt,
      finished_at: null,
      milliseconds: null,
      problem: JSON.stringify(computation.problem),
      problem_hash: computation.problemHash,
      outcome: null,
      outcome_hash: null,
      method: null,
      incident_number: null,
      incident_reason: null,
    })
    .execute()
  const seats = input.placeClasses.flatMap(({ id, vacancies }) =>
    Array.from({ length: vacancies }, (_, at) => ({ computation_id, place_class_id: id, seat_number: at + 1 })),
  )
  await inBatches(seats, (batch) => trx.insertInto('computation_seat').values(batch).execute())

  const taken = new Map<string, number>()
  const reserves = input.quotaPlaces.map(({ id, companyId, placeClassId }) => {
    const seat_number = (taken.get(placeClassId) ?? 0) + 1
    taken.set(placeClassId, seat_number)
    return { computation_id, place_class_id: placeClassId, company_id: companyId, quota_place_id: id, seat_number }
  })
  await inBatches(reserves, (batch) => trx.insertInto('computation_reserve').values(batch).execute())

  // The facts, the score and how it came about are frozen with the input; the wishes' reasons follow with the outcome.
  const { requests, catalogue, requestIds } = input
  const explanations = requests.map(({ ticket, answers, wishedKitas }) => {
    const facts: ScoredFacts = { answers, wishedKitas }
    const trace = scoreTrace(catalogue, facts)
    return {
      computation_id,
      request_id: lookUp(requestIds, ticket),
      score: scoreEverywhere(trace),
      score_trace: JSON.stringify(trace),
      facts: JSON.stringify(facts),
      wishes: '[]',
    }
  })
  await inBatches(explanations, (batch) => trx.insertInto('explanation').values(batch).execute())
}

/** Once the lots are known, the frozen problem gets its seed. Only what waits for it can. */
export async function saveProblemWithSeed(
  trx: Trx,
  computationId: string,
  problem: AllocationProblem,
  problemHash: string,
): Promise<void> {
  await trx
    .updateTable('computation')
    .set({ problem: JSON.stringify(problem), problem_hash: problemHash })
    .where('id', '=', computationId)
    .where('state', '=', 'queued')
    .execute()
}

/** The computation that the freeze has prepared and the draw sets going. */
export async function findWaitingComputation(
  trx: Trx,
  roundId: string,
): Promise<{ id: string; problem: AllocationProblem } | undefined> {
  const row = await trx
    .selectFrom('computation')
    .select(['id', 'problem'])
    .where('round_id', '=', roundId)
    .where('state', '=', 'queued')
    .executeTakeFirst()
  return row && { id: row.id, problem: JSON.parse(row.problem) as AllocationProblem }
}

/** What the freeze has prepared counts for nothing once the round is thawed. */
export async function discardComputation(trx: Trx, id: string, at: string): Promise<void> {
  await trx
    .updateTable('computation')
    .set({ state: 'discarded', finished_at: at })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute()
}

export async function findComputation(db: Db | Trx, id: string) {
  return db.selectFrom('computation').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function nextComputationNumber(trx: Trx, roundId: string): Promise<number> {
  const { last } = await trx
    .selectFrom('computation')
    .select(({ fn }) => fn.max<number | null>('number').as('last'))
    .where('round_id', '=', roundId)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

/** Writes a verified outcome: seats, quota places, cut-offs and reasons. The constraints refuse what can't be. */
export async function saveOutcome(
  trx: Trx,
  computation_id: string,
  outcome: AllocationOutcome,
  finished: { at: string; milliseconds: number },
): Promise<void> {
  const frozen = await trx
    .selectFrom('explanation')
    .innerJoin('place_request', 'place_request.id', 'explanation.request_id')
    .select(['request_id', 'ticket'])
    .where('computation_id', '=', computation_id)
    .execute()
  const requestIds = new Map(frozen.map(({ ticket, request_id }) => [ticket, request_id]))
  // As the family numbered them: in the problem, siblings who apply together have no list of their own.
  const wishRanks = await trx
    .selectFrom('wish')
    .innerJoin('explanation', 'explanation.request_id', 'wish.request_id')
    .select(['wish.request_id', 'place_class_id', 'rank'])
    .where('computation_id', '=', computation_id)
    .execute()
  const ranks = new Map(wishRanks.map((wish) => [`${wish.request_id} ${wish.place_class_id}`, wish.rank]))

  const reserves = await trx
    .selectFrom('computation_reserve')
    .select(['place_class_id', 'company_id', 'quota_place_id'])
    .where('computation_id', '=', computation_id)
    .orderBy('seat_number')
    .execute()
  const freeQuotaPlaces = new Map<string, string[]>()
  for (const reserve of reserves) {
    const key = `${reserve.place_class_id} ${reserve.company_id}`
    freeQuotaPlaces.set(key, [...(freeQuotaPlaces.get(key) ?? []), reserve.quota_place_id])
  }
  const seatsTaken = new Map<string, number>()
  const proposals = outcome.assignments.map(({ child, program, countsFor }) => {
    const seat_number = (seatsTaken.get(program) ?? 0) + 1
    seatsTaken.set(program, seat_number)
    const request_id = lookUp(requestIds, child)
    return {
      computation_id,
      request_id,
      place_class_id: program,
      seat_number,
      company_id: countsFor,
      quota_place_id: countsFor === null ? null : (freeQuotaPlaces.get(`${program} ${countsFor}`)?.shift() ?? null),
      wish_rank: lookUp(ranks, `${request_id} ${program}`),
    }
  })
  await inBatches(proposals, (batch) => trx.insertInto('proposal').values(batch).execute())

  const programs = outcome.programs.map((program) => ({
    computation_id,
    place_class_id: program.id,
    capacity: program.capacity,
    held: program.held,
    cutoffs: JSON.stringify(program.cutoffs),
    reserves: JSON.stringify(program.reserves),
  }))
  await inBatches(programs, (batch) => trx.insertInto('computation_program').values(batch).execute())
  for (const { child, wishes } of outcome.explanations ?? []) {
    await trx
      .updateTable('explanation')
      .set({ wishes: JSON.stringify(wishes) })
      .where('computation_id', '=', computation_id)
      .where('request_id', '=', lookUp(requestIds, child))
      .execute()
  }
  await trx
    .updateTable('computation')
    .set({
      state: 'computed',
      outcome: JSON.stringify(outcome),
      outcome_hash: outcome.outcomeHash,
      method: outcome.method,
      finished_at: finished.at,
      milliseconds: finished.milliseconds,
    })
    .where('id', '=', computation_id)
    .execute()
}

/** An outcome that did not verify is not kept: only that it happened, under a number that people can quote. */
export async function saveIncident(
  trx: Trx,
  computationId: string,
  incident: { number: string; reason: string; at: string },
): Promise<void> {
  await trx
    .updateTable('computation')
    .set({
      state: 'incident',
      incident_number: incident.number,
      incident_reason: incident.reason,
      finished_at: incident.at,
    })
    .where('id', '=', computationId)
    .execute()
}

/** What was frozen for a computation, in full. */
export async function loadFrozenProblem(db: Db, computationId: string): Promise<AllocationProblem> {
  const { problem } = await db
    .selectFrom('computation')
    .select('problem')
    .where('id', '=', computationId)
    .executeTakeFirstOrThrow()
  return JSON.parse(problem) as AllocationProblem
}

/** The newest verified outcome of a round. */
export async function findComputedOutcome(
  db: Db | Trx,
  roundId: string,
): Promise<{ computationId: string; outcomeHash: string } | undefined> {
  const row = await db
    .selectFrom('computation')
    .select(['id', 'outcome_hash'])
    .where('round_id', '=', roundId)
    .where('state', '=', 'computed')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && row.outcome_hash !== null ? { computationId: row.id, outcomeHash: row.outcome_hash } : undefined
}
