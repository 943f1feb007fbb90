import type { Day, Instant, Month } from '../../domain/day.ts'
import type { Point } from '../../domain/distance.ts'
import type { AgeBand, Hours } from '../../domain/place-class.ts'
import type { PlaceRequestState } from '../../domain/place-request.ts'
import type { CriterionAnswer, ScoreLine } from '../../domain/points-catalogue.ts'
import { releasedStates } from '../../domain/round.ts'
import type { AllocationOutcome, WishExplanation } from '../../engine/types.ts'
import type { Scope } from '../../policy/scope.ts'
import { sightsOf } from '../../policy/visible-fields.ts'
import type { Db, Trx } from '../db.ts'
import type { GuardianReader } from '../guardians.ts'
import { homeOf } from '../home.ts'
import { within } from '../within.ts'

export type FamilyRequestRow = {
  id: string
  familyId: string
  consortiumId: string
  consortium: string
  kitaYear: number
  state: PlaceRequestState
  ticket: string | null
  startMonth: Month
  hours: Hours
  submittedAt: Instant | null
  childName: string | null
  birthDate: Day | null
  childBirthMonth: Month
  home: Point
}

/** The requests of some families, the latest year first; `id` narrows them to one. */
export async function listFamilyRequests(db: Db | Trx, scope: Scope, id?: string): Promise<FamilyRequestRow[]> {
  const rows = await db
    .selectFrom('place_request')
    .innerJoin('family', 'family.id', 'place_request.family_id')
    .innerJoin('consortium', 'consortium.id', 'place_request.consortium_id')
    .leftJoin('child', 'child.id', 'place_request.child_id')
    .select([
      'place_request.id',
      'family.id as familyId',
      'consortium.id as consortiumId',
      'consortium.name as consortium',
      'place_request.kita_year as kitaYear',
      'place_request.state',
      'place_request.ticket',
      'place_request.start_month as startMonth',
      'place_request.hours',
      'place_request.submitted_at as submittedAt',
      'child.given_name as childName',
      'child.birth_date as birthDate',
      'place_request.child_birth_month as childBirthMonth',
      'family.longitude',
      'family.latitude',
    ])
    .where(within(scope, { family: 'place_request.family_id' }))
    .$if(id !== undefined, (query) => query.where('place_request.id', '=', id ?? ''))
    .orderBy('place_request.kita_year', 'desc')
    .orderBy('child.birth_date')
    .orderBy('place_request.id')
    .execute()
  return rows.map(({ longitude, latitude, ...row }) => ({ ...row, home: homeOf({ longitude, latitude }) }))
}

export type RequestWishRow = Point & {
  rank: number
  placeClassId: string
  kitaId: string
  kita: string
  street: string
  city: string
  ageBand: AgeBand
  hours: Hours
  startMonth: Month
}

export async function listRequestWishes(db: Db, scope: Scope, requestId: string): Promise<RequestWishRow[]> {
  return db
    .selectFrom('wish')
    .innerJoin('place_request', 'place_request.id', 'wish.request_id')
    .innerJoin('place_class', 'place_class.id', 'wish.place_class_id')
    .innerJoin('kita', 'kita.id', 'place_class.kita_id')
    .select([
      'wish.rank',
      'place_class.id as placeClassId',
      'kita.id as kitaId',
      'kita.name as kita',
      'kita.street',
      'kita.city',
      'kita.longitude',
      'kita.latitude',
      'place_class.age_band as ageBand',
      'place_class.hours',
      'place_class.start_month as startMonth',
    ])
    .where(within(scope, { family: 'place_request.family_id' }))
    .where('wish.request_id', '=', requestId)
    .orderBy('wish.rank')
    .execute()
}

/** `company` is null where the other guardian's employer is not the reader's to know. */
export type RequestEmployerRow = { companyId: string; company: string | null; confirmedAt: Instant | null }

export async function listRequestEmployers(
  db: Db,
  { reader, number }: GuardianReader,
  scope: Scope,
  requestId: string,
): Promise<RequestEmployerRow[]> {
  const own = sightsOf(reader, 'employer').every(({ sees }) => sees === 'own-guardian')
  return db
    .selectFrom('employment')
    .innerJoin('place_request', 'place_request.id', 'employment.request_id')
    .innerJoin('company', 'company.id', 'employment.company_id')
    .select((eb) => [
      'company.id as companyId',
      'employment.confirmed_at as confirmedAt',
      eb
        .case()
        .when(own ? eb('employment.guardian', '=', number as 1 | 2) : eb.lit(true))
        .then(eb.ref('company.name'))
        .end()
        .as('company'),
    ])
    .where(within(scope, { family: 'place_request.family_id' }))
    .where('employment.request_id', '=', requestId)
    .orderBy('employment.guardian')
    .execute()
}

export type RequestAnswerRow = CriterionAnswer & { kita: string | null }

export async function listRequestAnswers(db: Db, scope: Scope, requestId: string): Promise<RequestAnswerRow[]> {
  return db
    .selectFrom('criterion_answer')
    .innerJoin('place_request', 'place_request.id', 'criterion_answer.request_id')
    .leftJoin('kita', 'kita.id', 'criterion_answer.kita_id')
    .select([
      'criterion_answer.criterion',
      'criterion_answer.kita_id as kitaId',
      'criterion_answer.value',
      'kita.name as kita',
    ])
    .where(within(scope, { family: 'place_request.family_id' }))
    .where('criterion_answer.request_id', '=', requestId)
    .orderBy('criterion_answer.criterion')
    .orderBy('kita.name')
    .execute()
}

export type ReleasedExplanation = {
  computationId: string
  method: AllocationOutcome['method']
  approvedAt: Instant
  score: number
  trace: ScoreLine[]
  wishes: WishExplanation[]
  /** Place class → children who hold a place of it. */
  held: Map<string, number>
}

/**
 * What released outcomes say of requests. A computation that two persons have not released is not looked at: the join on their
 * release is what keeps a result from being known early.
 */
export function releasedExplanations(db: Db, scope: Scope) {
  return db
    .selectFrom('release')
    .innerJoin('round', 'round.id', 'release.round_id')
    .innerJoin('explanation', 'explanation.computation_id', 'release.computation_id')
    .innerJoin('place_request', 'place_request.id', 'explanation.request_id')
    .where(within(scope, { family: 'place_request.family_id' }))
    .where('round.state', 'in', releasedStates)
}

/** What the newest released outcome says of a request. */
export async function findReleasedExplanation(
  db: Db,
  scope: Scope,
  requestId: string,
): Promise<ReleasedExplanation | undefined> {
  const row = await releasedExplanations(db, scope)
    .innerJoin('computation', 'computation.id', 'release.computation_id')
    .select(['release.computation_id', 'method', 'release.approved_at', 'score', 'score_trace', 'wishes'])
    .where('explanation.request_id', '=', requestId)
    .orderBy('release.approved_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row || row.approved_at === null || row.method === null) return undefined
  const wishes = JSON.parse(row.wishes) as WishExplanation[]
  return {
    computationId: row.computation_id,
    method: row.method,
    approvedAt: row.approved_at,
    score: row.score,
    trace: JSON.parse(row.score_trace) as ScoreLine[],
    wishes,
    held: await heldOf(
      db,
      row.computation_id,
      wishes.map(({ program }) => program),
    ),
  }
}

async function heldOf(db: Db, computationId: string, placeClassIds: readonly string[]): Promise<Map<string, number>> {
  if (placeClassIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('computation_program')
    .select(['place_class_id', 'held'])
    .where('computation_id', '=', computationId)
    .where('place_class_id', 'in', placeClassIds)
    .execute()
  return new Map(rows.map((row) => [row.place_class_id, row.held]))
}

export type LookRow = { at: Instant; role: string }

/** Who has looked at a child in the round: a family may know that it was done, and in which office. */
export async function listLooks(db: Db, ticket: string): Promise<LookRow[]> {
  return db
    .selectFrom('audit')
    .select(['at', 'role'])
    .where('action', 'in', ['child.look', 'child.look-up'])
    .where('subject', '=', ticket)
    .orderBy('seq', 'desc')
    .limit(50)
    .execute()
}
