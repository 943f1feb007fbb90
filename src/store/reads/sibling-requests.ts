import type { Day, Month } from '../../domain/day.ts'
import type { AgeBand } from '../../domain/place-class.ts'
import type { PlaceRequestState } from '../../domain/place-request.ts'
import type { Scope } from '../../policy/scope.ts'
import type { Db, Trx } from '../db.ts'
import type { SiblingsKey } from '../sibling-choices.ts'
import { within } from '../within.ts'
import { releasedExplanations } from './family-requests.ts'

export type SiblingRequestRow = {
  id: string
  childName: string | null
  birthDate: Day | null
  ticket: string | null
  state: PlaceRequestState
}

/** A family's requests of one consortium and Kita year, the eldest child first. */
export async function listSiblingRequests(
  db: Db | Trx,
  scope: Scope,
  { familyId, consortiumId, kitaYear }: SiblingsKey,
): Promise<SiblingRequestRow[]> {
  return db
    .selectFrom('place_request')
    .leftJoin('child', 'child.id', 'place_request.child_id')
    .select([
      'place_request.id',
      'child.given_name as childName',
      'child.birth_date as birthDate',
      'ticket',
      'place_request.state',
    ])
    .where(within(scope, { family: 'place_request.family_id' }))
    .where('place_request.family_id', '=', familyId)
    .where('consortium_id', '=', consortiumId)
    .where('kita_year', '=', kitaYear)
    .orderBy('child.birth_date')
    .orderBy('place_request.id')
    .execute()
}

export type SiblingWishRow = {
  requestId: string
  rank: number
  placeClassId: string
  kitaId: string
  kita: string
  ageBand: AgeBand
  startMonth: Month
}

export async function listSiblingWishes(
  db: Db,
  scope: Scope,
  requestIds: readonly string[],
): Promise<SiblingWishRow[]> {
  if (requestIds.length === 0) return []
  return db
    .selectFrom('wish')
    .innerJoin('place_request', 'place_request.id', 'wish.request_id')
    .innerJoin('place_class', 'place_class.id', 'wish.place_class_id')
    .innerJoin('kita', 'kita.id', 'place_class.kita_id')
    .select([
      'wish.request_id as requestId',
      'wish.rank',
      'place_class.id as placeClassId',
      'kita.id as kitaId',
      'kita.name as kita',
      'place_class.age_band as ageBand',
      'place_class.start_month as startMonth',
    ])
    .where(within(scope, { family: 'place_request.family_id' }))
    .where('wish.request_id', 'in', requestIds)
    .orderBy('wish.request_id')
    .orderBy('wish.rank')
    .execute()
}

/** Request → the Kita of its place, null without one, by the newest released outcome in which it took part. */
export async function listReleasedKitas(
  db: Db,
  scope: Scope,
  requestIds: readonly string[],
): Promise<Map<string, { id: string; name: string } | null>> {
  if (requestIds.length === 0) return new Map()
  const rows = await releasedExplanations(db, scope)
    .leftJoin('proposal', (join) =>
      join
        .onRef('proposal.computation_id', '=', 'explanation.computation_id')
        .onRef('proposal.request_id', '=', 'explanation.request_id'),
    )
    .leftJoin('place_class', 'place_class.id', 'proposal.place_class_id')
    .leftJoin('kita', 'kita.id', 'place_class.kita_id')
    .select(['explanation.request_id', 'kita.id', 'kita.name'])
    .where('explanation.request_id', 'in', requestIds)
    .orderBy('release.approved_at')
    .execute()
  return new Map(
    rows.map(({ request_id, id, name }) => [request_id, id === null || name === null ? null : { id, name }]),
  )
}
