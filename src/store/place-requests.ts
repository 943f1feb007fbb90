import type { Instant } from '../domain/day.ts'
import type { Hours } from '../domain/place-class.ts'
import { type OpenedRequest, type PlaceRequestState, placeRequestTransitions } from '../domain/place-request.ts'
import { allows } from '../domain/transition.ts'
import type { Trx } from './db.ts'
import { inBatches } from './in-batches.ts'

/** Moves requests on together. @throws where the documented life of a request has no such move, or one was no longer in `from` */
export async function saveRequestStates(
  trx: Trx,
  ids: readonly string[],
  from: PlaceRequestState,
  act: string,
  to: PlaceRequestState,
): Promise<void> {
  if (!allows(placeRequestTransitions, from, act, to)) throw new Error(`no ${act} leads from ${from} to ${to}`)
  await inBatches(ids, async (batch) => {
    const moved = await trx
      .updateTable('place_request')
      .set(({ eb }) => ({ state: to, version: eb('version', '+', 1) }))
      .where('id', 'in', batch)
      .where('state', '=', from)
      .executeTakeFirst()
    if (moved.numUpdatedRows !== BigInt(batch.length)) throw new Error(`a request was not ${from} any more`)
  })
}

/** The requests that were frozen for a computation. */
export async function listRequestsOfComputation(trx: Trx, computationId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('explanation')
    .select('request_id')
    .where('computation_id', '=', computationId)
    .orderBy('request_id')
    .execute()
  return rows.map(({ request_id }) => request_id)
}

/** After a computation: who has a proposal is proposed, the others of the round wait. */
export async function saveOutcomeStates(trx: Trx, computationId: string): Promise<void> {
  const inComputation = await trx
    .selectFrom('explanation')
    .leftJoin('proposal', (join) =>
      join
        .onRef('proposal.computation_id', '=', 'explanation.computation_id')
        .onRef('proposal.request_id', '=', 'explanation.request_id'),
    )
    .innerJoin('place_request', 'place_request.id', 'explanation.request_id')
    .select(['explanation.request_id', 'proposal.place_class_id'])
    .where('explanation.computation_id', '=', computationId)
    .where('place_request.state', '=', 'in-round')
    .execute()
  const ids = (proposed: boolean) =>
    inComputation.filter((row) => (row.place_class_id !== null) === proposed).map((row) => row.request_id)
  await saveRequestStates(trx, ids(true), 'in-round', 'compute', 'proposed')
  await saveRequestStates(trx, ids(false), 'in-round', 'compute', 'waiting')
}

/** At the release: who is proposed is offered the place. Gives the number of offers. */
export async function saveReleasedStates(trx: Trx, computationId: string): Promise<number> {
  const proposed = await trx
    .selectFrom('proposal')
    .innerJoin('place_request', 'place_request.id', 'proposal.request_id')
    .select('proposal.request_id')
    .where('proposal.computation_id', '=', computationId)
    .where('place_request.state', '=', 'proposed')
    .execute()
  await saveRequestStates(
    trx,
    proposed.map((row) => row.request_id),
    'proposed',
    'release',
    'offered',
  )
  return proposed.length
}

/** What HR gives when it opens a request: one employment of its own company, confirmed by having been opened. */
export type NewOpenedRequest = OpenedRequest & {
  id: string
  consortiumId: string
  kitaYear: number
  hours: Hours
  companyId: string
  employeeName: string
  employeeEmail: string | null
  at: Instant
}

export async function insertOpenedRequest(trx: Trx, request: NewOpenedRequest): Promise<void> {
  await trx
    .insertInto('place_request')
    .values({
      id: request.id,
      consortium_id: request.consortiumId,
      kita_year: request.kitaYear,
      family_id: null,
      child_id: null,
      ticket: null,
      state: request.state,
      start_month: request.startMonth,
      hours: request.hours,
      child_birth_month: request.childBirthMonth,
      submitted_at: null,
      version: 1,
    })
    .execute()
  await trx
    .insertInto('employment')
    .values({
      request_id: request.id,
      company_id: request.companyId,
      guardian: 1,
      employee_name: request.employeeName,
      employee_email: request.employeeEmail,
      opened_by_company: 1,
      confirmed_at: request.at,
    })
    .execute()
}
