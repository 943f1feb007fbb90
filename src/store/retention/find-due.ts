import type { Day } from '../../domain/day.ts'
import { endOfGermanDay } from '../../domain/day.ts'
import type { PlaceRequestState } from '../../domain/place-request.ts'
import type { Db, Trx } from '../db.ts'

const neverDecided: readonly PlaceRequestState[] = ['draft', 'awaiting-parent', 'withdrawn']
const withAPlace: readonly PlaceRequestState[] = ['accepted', 'ended']

/** Requests that never came to a round whose window ended on that day or before. */
export async function findDueDrafts(db: Db | Trx, cutoff: Day): Promise<string[]> {
  const rows = await db
    .selectFrom('place_request')
    .innerJoin('round', (join) =>
      join
        .onRef('round.consortium_id', '=', 'place_request.consortium_id')
        .onRef('round.kita_year', '=', 'place_request.kita_year'),
    )
    .select('place_request.id')
    .where('place_request.state', 'in', neverDecided)
    .groupBy('place_request.id')
    // The last window of the year counts: until then a draft may still be handed in.
    .having(({ fn }) => fn.max('round.applications_until'), '<=', cutoff)
    .orderBy('place_request.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Requests without a place of Kita years that ended on that day or before; those without a person any more are done. */
export async function findDueWithoutPlace(db: Db | Trx, cutoff: Day): Promise<string[]> {
  const rows = await db
    .selectFrom('place_request')
    .select('id')
    .where('state', 'not in', [...neverDecided, ...withAPlace])
    .where('family_id', 'is not', null)
    .where('kita_year', '<', kitaYearEndingAfter(cutoff))
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Requests with a place whose child started on that day or before. */
export async function findDuePlaced(db: Db | Trx, cutoff: Day): Promise<string[]> {
  const rows = await db
    .selectFrom('place_request')
    .select('id')
    .where('state', 'in', withAPlace)
    .where('family_id', 'is not', null)
    .where('start_month', '<=', cutoff)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Placements without a name that ended on that day or before. */
export async function findDueOccupancy(db: Db | Trx, cutoff: Day): Promise<string[]> {
  const rows = await db
    .selectFrom('placement')
    .select('id')
    .where('child_id', 'is', null)
    .where('valid_to', '<=', cutoff)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Requests with answers or traces in a result that was released on that day or before. */
export async function findDueCriteria(db: Db | Trx, cutoff: Day): Promise<string[]> {
  const rows = await db
    .selectFrom('explanation')
    .innerJoin('release', 'release.computation_id', 'explanation.computation_id')
    .leftJoin('criterion_answer', 'criterion_answer.request_id', 'explanation.request_id')
    .select('explanation.request_id')
    .distinct()
    .where('release.approved_at', '<=', endOfGermanDay(cutoff))
    .where(({ or, eb }) =>
      or([eb('criterion_answer.request_id', 'is not', null), eb('explanation.facts', 'is not', null)]),
    )
    .orderBy('explanation.request_id')
    .execute()
  return rows.map(({ request_id }) => request_id)
}

/** Accounts that nobody signed in to after that day, of those that were ever used. */
export async function findUnusedAccounts(db: Db | Trx, cutoff: Day): Promise<string[]> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('audit', (join) =>
      join.onRef('audit.subject', '=', 'account.id').on('audit.action', '=', 'session.begin'),
    )
    .select('account.id')
    .where('account.display_name', '<>', '')
    .groupBy('account.id')
    .having(({ fn }) => fn.max('audit.at'), '<=', endOfGermanDay(cutoff))
    .orderBy('account.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Families that have children but no request any more. */
export async function findEmptyFamilies(db: Db | Trx, familyIds: readonly string[]): Promise<string[]> {
  if (familyIds.length === 0) return []
  const rows = await db
    .selectFrom('family')
    .leftJoin('place_request', 'place_request.family_id', 'family.id')
    .select('family.id')
    .where('family.id', 'in', familyIds)
    .where('place_request.id', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

/** A Kita year that begins in 2027 ends on 31 July 2028. */
function kitaYearEndingAfter(cutoff: Day): number {
  const year = Number(cutoff.slice(0, 4))
  return cutoff.slice(5) >= '07-31' ? year : year - 1
}

export async function findDueMails(db: Db | Trx, cutoff: Day): Promise<string[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('id')
    .where('content', 'is not', null)
    .where('created_at', '<', endOfGermanDay(cutoff))
    .execute()
  return rows.map(({ id }) => id)
}

export async function findDueSessions(db: Db | Trx, cutoff: Day): Promise<string[]> {
  const rows = await db.selectFrom('session').select('id').where('expires_at', '<=', endOfGermanDay(cutoff)).execute()
  return rows.map(({ id }) => id)
}

export async function findDueActKeys(db: Db | Trx, cutoff: Day): Promise<string[]> {
  const rows = await db.selectFrom('act_key').select('key').where('at', '<', endOfGermanDay(cutoff)).execute()
  return rows.map(({ key }) => key)
}
