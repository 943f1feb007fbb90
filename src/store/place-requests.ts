import type { PlaceRequestState } from '../domain/place-request.ts'
import type { Trx } from './db.ts'
import { inBatches } from './in-batches.ts'

/** Moves requests on together. @throws where one of them was no longer in `from` */
export async function saveRequestStates(
  trx: Trx,
  ids: readonly string[],
  from: PlaceRequestState,
  to: PlaceRequestState,
): Promise<void> {
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
  await saveRequestStates(trx, ids(true), 'in-round', 'proposed')
  await saveRequestStates(trx, ids(false), 'in-round', 'waiting')
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
    'offered',
  )
  return proposed.length
}
