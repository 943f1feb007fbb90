import type { FrozenRequest, RoundInput } from '../domain/allocation-problem.ts'
import { daysOfKitaYear } from '../domain/day.ts'
import { metresBetween, type Point } from '../domain/distance.ts'
import type { FrozenChild } from '../domain/freeze.ts'
import type { PointsCatalogue } from '../domain/points-catalogue.ts'
import type { RoundState } from '../domain/round.ts'
import type { Db, Trx } from './db.ts'
import { homeOf } from './home.ts'
import { freeQuotaPlaces } from './quota-places.ts'
import { listSubmittedSiblings } from './sibling-choices.ts'

export type Round = {
  id: string
  consortiumId: string
  kitaYear: number
  name: string
  state: RoundState
  catalogueId: string
  version: number
}

export async function findRound(db: Db | Trx, id: string): Promise<Round | undefined> {
  const row = await db.selectFrom('round').selectAll().where('id', '=', id).executeTakeFirst()
  return (
    row && {
      id: row.id,
      consortiumId: row.consortium_id,
      kitaYear: row.kita_year,
      name: row.name,
      state: row.state,
      catalogueId: row.catalogue_id,
      version: row.version,
    }
  )
}

/** False where somebody else changed the round meanwhile. */
export async function saveRoundState(trx: Trx, round: Round, state: RoundState): Promise<boolean> {
  const saved = await trx
    .updateTable('round')
    .set({ state, version: round.version + 1 })
    .where('id', '=', round.id)
    .where('version', '=', round.version)
    .executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** `requestIds` leads from a ticket back to its request; the other fields say what the rules are, for who reads them. */
export type LoadedRoundInput = RoundInput & {
  requestIds: Map<string, string>
  children: FrozenChild[]
  catalogueHash: string
  /** Kita of each place class. */
  kitaNames: Map<string, string>
}

/** Everything that a round decides on, read in one transaction. Row order is by id, so equal data give equal bytes. */
export async function loadRoundInput(db: Db | Trx, round: Round): Promise<LoadedRoundInput> {
  const { first, last } = daysOfKitaYear(round.kitaYear)
  const placeClasses = await db
    .selectFrom('place_class')
    .innerJoin('kita', 'kita.id', 'place_class.kita_id')
    .selectAll('place_class')
    .select('kita.name as kita')
    .where('kita.consortium_id', '=', round.consortiumId)
    .where('start_month', '>=', first)
    .where('start_month', '<=', last)
    .orderBy('place_class.id')
    .execute()
  const quotaPlaces = await freeQuotaPlaces(db)
    .select(['quota_place.id', 'quota_place.company_id', 'place_class.id as place_class_id'])
    .where('kita.consortium_id', '=', round.consortiumId)
    .where('place_class.start_month', '>=', first)
    .where('place_class.start_month', '<=', last)
    .orderBy('quota_place.id')
    .execute()
  const { catalogue, hash } = await db
    .selectFrom('points_catalogue')
    .select(['catalogue', 'hash'])
    .where('id', '=', round.catalogueId)
    .executeTakeFirstOrThrow()
  const { requests, requestIds, children } = await loadSubmittedRequests(db, round)
  return {
    placeClasses: placeClasses.map((row) => ({
      id: row.id,
      kitaId: row.kita_id,
      ageBand: row.age_band,
      hours: row.hours,
      startMonth: row.start_month,
      vacancies: row.vacancies,
      version: row.version,
    })),
    quotaPlaces: quotaPlaces.map((row) => ({
      id: row.id,
      companyId: row.company_id,
      placeClassId: row.place_class_id,
    })),
    requests,
    requestIds,
    children,
    siblings: await listSubmittedSiblings(db, round),
    catalogue: JSON.parse(catalogue) as PointsCatalogue,
    catalogueHash: hash,
    kitaNames: new Map(placeClasses.map(({ id, kita }) => [id, kita])),
  }
}

async function loadSubmittedRequests(
  db: Db | Trx,
  round: Round,
): Promise<{ requests: FrozenRequest[]; requestIds: Map<string, string>; children: FrozenChild[] }> {
  const submitted = () =>
    db
      .selectFrom('place_request')
      .where('place_request.consortium_id', '=', round.consortiumId)
      .where('place_request.kita_year', '=', round.kitaYear)
      .where('place_request.state', '=', 'submitted')
  const rows = await submitted()
    .innerJoin('child', 'child.id', 'place_request.child_id')
    .innerJoin('family', 'family.id', 'child.family_id')
    .select(['place_request.id', 'ticket', 'birth_date', 'start_month', 'hours', 'longitude', 'latitude'])
    .where('ticket', 'is not', null)
    .orderBy('ticket')
    .execute()
  const employments = await submitted()
    .innerJoin('employment', 'employment.request_id', 'place_request.id')
    .select(['request_id', 'company_id'])
    .where('confirmed_at', 'is not', null)
    .orderBy('guardian')
    .execute()
  const wishes = await submitted()
    .innerJoin('wish', 'wish.request_id', 'place_request.id')
    .innerJoin('place_class', 'place_class.id', 'wish.place_class_id')
    .innerJoin('kita', 'kita.id', 'place_class.kita_id')
    .select(['request_id', 'place_class_id', 'kita_id', 'longitude', 'latitude'])
    .orderBy('rank')
    .execute()
  const answers = await submitted()
    .innerJoin('criterion_answer', 'criterion_answer.request_id', 'place_request.id')
    .select(['request_id', 'criterion', 'kita_id', 'value'])
    .orderBy('criterion')
    .orderBy('criterion_answer.kita_id')
    .execute()

  const byId = new Map<string, FrozenRequest>()
  const requestIds = new Map<string, string>()
  const homes = new Map<string, Point>()
  const children: FrozenChild[] = []
  for (const { id, ticket, birth_date, start_month, hours, longitude, latitude } of rows) {
    if (ticket === null) continue
    children.push({ ticket, birth: birth_date, startMonth: start_month, hours })
    byId.set(id, { ticket, birth: birth_date, companies: [], wishes: [], answers: [], wishedKitas: [] })
    homes.set(id, homeOf({ longitude, latitude }))
    requestIds.set(ticket, id)
  }
  for (const row of employments) byId.get(row.request_id)?.companies.push(row.company_id)
  for (const row of wishes) {
    const request = byId.get(row.request_id)
    const home = homes.get(row.request_id)
    if (!request || !home) continue
    request.wishes.push(row.place_class_id)
    if (request.wishedKitas.some(({ kitaId }) => kitaId === row.kita_id)) continue
    request.wishedKitas.push({ kitaId: row.kita_id, metres: metresBetween(home, row) })
  }
  for (const row of answers) {
    byId.get(row.request_id)?.answers.push({ criterion: row.criterion, kitaId: row.kita_id, value: row.value })
  }
  return { requests: [...byId.values()], requestIds, children }
}
