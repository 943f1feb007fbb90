import { createHash } from 'node:crypto'
import { type Day, daysOfKitaYear, monthsBetween } from '../../domain/day.ts'
import type { AgeBand, Hours } from '../../domain/place-class.ts'
import { computedStates } from '../../domain/round.ts'
import { siblingInHouse } from '../../domain/points-catalogue.ts'
import type { Scope } from '../../policy/scope.ts'
import { visible } from '../../policy/visible.ts'
import type { Reader } from '../../policy/visible-fields.ts'
import type { Db } from '../db.ts'
import { whole } from '../whole.ts'
import { within } from '../within.ts'

export type KitaHead = {
  id: string
  name: string
  street: string
  city: string
  providerId: string
  provider: string
  consortiumId: string
  consortium: string
  licensedPlaces: number
  /** Where the facts come from; their licence asks to be named. */
  source: string
}

export async function listKitas(db: Db, scope: Scope): Promise<KitaHead[]> {
  return db
    .selectFrom('kita')
    .innerJoin('provider', 'provider.id', 'kita.provider_id')
    .innerJoin('consortium', 'consortium.id', 'kita.consortium_id')
    .select([
      'kita.id',
      'kita.name',
      'kita.street',
      'kita.city',
      'provider.id as providerId',
      'provider.name as provider',
      'consortium.id as consortiumId',
      'consortium.name as consortium',
      'kita.licensed_places as licensedPlaces',
      'kita.source',
    ])
    .where(within(scope, { kita: 'kita.id', provider: 'kita.provider_id', consortium: 'kita.consortium_id' }))
    .orderBy('kita.name')
    .execute()
}

export type GroupRow = { name: string; form: 'I' | 'II' | 'III'; places: number }

export async function listGroups(db: Db, kitaId: string): Promise<GroupRow[]> {
  return db
    .selectFrom('kita_group')
    .select(['name', 'form', 'places'])
    .where('kita_id', '=', kitaId)
    .orderBy('name')
    .execute()
}

export type PlaceClassRow = { id: string; ageBand: AgeBand; hours: Hours; startMonth: string; vacancies: number }

export async function listPlaceClasses(db: Db, kitaId: string, kitaYear: number): Promise<PlaceClassRow[]> {
  const { first, last } = daysOfKitaYear(kitaYear)
  return db
    .selectFrom('place_class')
    .select(['id', 'age_band as ageBand', 'hours', 'start_month as startMonth', 'vacancies'])
    .where('kita_id', '=', kitaId)
    .where('start_month', '>=', first)
    .where('start_month', '<=', last)
    .orderBy('start_month')
    .orderBy('age_band')
    .orderBy('hours')
    .execute()
}

export type ProposedChild = {
  /** What the Kita calls the case: neither the ticket nor anything that leads to it. */
  caseNumber: string
  placeClassId: string
  ageInMonths: number
  /** Null where the reader is told no criterion. */
  siblingInHouse: boolean | null
  /** The company that the place counts for; null is the pool. */
  countsFor: string | null
  state: 'proposed' | 'offered' | 'accepted'
  /** Whether the reader may know its name by now. */
  named: boolean
}

type KitaYear = { kitaId: string; kitaYear: number }

/** The proposals of one Kita in the newest computed outcome of each round of the year whose result stands. */
function proposalsOf(db: Db, scope: Scope, { kitaId, kitaYear }: KitaYear) {
  return db
    .selectFrom('proposal')
    .innerJoin('computation', 'computation.id', 'proposal.computation_id')
    .innerJoin('round', 'round.id', 'computation.round_id')
    .innerJoin('place_class', 'place_class.id', 'proposal.place_class_id')
    .innerJoin('kita', 'kita.id', 'place_class.kita_id')
    .innerJoin('place_request', 'place_request.id', 'proposal.request_id')
    .leftJoin('child', 'child.id', 'place_request.child_id')
    .where(within(scope, { kita: 'kita.id', provider: 'kita.provider_id' }))
    .where('kita.id', '=', kitaId)
    .where('round.kita_year', '=', kitaYear)
    .where('round.state', 'in', computedStates)
    .where('place_request.state', 'in', ['proposed', 'offered', 'accepted'])
    .where('computation.state', '=', 'computed')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('computation as newer')
            .select('newer.id')
            .whereRef('newer.round_id', '=', 'computation.round_id')
            .whereRef('newer.number', '>', 'computation.number')
            .where('newer.state', '=', 'computed'),
        ),
      ),
    )
}

/**
 * Who is proposed for places of one Kita. Names, birth dates, wishes, scores and lots are not read, but for the age that a birth
 * date gives.
 */
export async function listProposedChildren(
  db: Db,
  reader: Reader,
  scope: Scope,
  kitaYear: KitaYear,
): Promise<ProposedChild[]> {
  const rows = await proposalsOf(db, scope, kitaYear)
    .leftJoin('company', 'company.id', 'proposal.company_id')
    .select((eb) => [
      'proposal.request_id',
      'proposal.place_class_id',
      'place_class.start_month',
      'place_request.child_birth_month',
      'child.birth_date',
      'company.name as company',
      'place_request.state',
      eb
        .selectFrom('criterion_answer')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('criterion_answer.request_id', '=', 'proposal.request_id')
        .whereRef('criterion_answer.kita_id', '=', 'place_class.kita_id')
        .where('criterion_answer.criterion', '=', siblingInHouse)
        .where('criterion_answer.value', '=', 1)
        .as('sibling'),
    ])
    .orderBy('place_class.start_month')
    .orderBy('place_class.age_band')
    .orderBy('place_class.hours')
    .execute()
  return rows.map((row) => ({
    caseNumber: caseNumberOf(row.request_id),
    placeClassId: row.place_class_id,
    ageInMonths: monthsBetween(row.birth_date ?? row.child_birth_month, row.start_month),
    // A provider is told no criterion, not even this one.
    siblingInHouse: visible(reader, 'criteria', row) === 'never' ? null : (row.sibling ?? 0) > 0,
    countsFor: row.company,
    state: row.state as ProposedChild['state'],
    named: visible(reader, 'child-name', row) === 'all',
  }))
}

/** Of a child that has accepted its place; null what the reader may not see. */
export type AcceptedChild = {
  caseNumber: string
  ticket: string
  childName: string | null
  birthDate: Day | null
  district: string | null
  /** Names of the guardians. */
  guardians: string[]
}

/** One child of a Kita by its case number, where its name may be known. */
export async function findAcceptedChild(
  db: Db,
  reader: Reader,
  scope: Scope,
  { caseNumber, ...kitaYear }: KitaYear & { caseNumber: string },
): Promise<AcceptedChild | undefined> {
  const rows = await proposalsOf(db, scope, kitaYear)
    .innerJoin('family', 'family.id', 'place_request.family_id')
    .select([
      'place_request.id',
      'place_request.ticket',
      'family.id as familyId',
      'place_request.state',
      whole<string>(reader, 'child-name', 'child.given_name').as('givenName'),
      whole<string>(reader, 'child-name', 'child.family_name').as('familyName'),
      whole<Day>(reader, 'birth-date', 'child.birth_date').as('birthDate'),
      whole<string>(reader, 'address', 'family.district').as('district'),
    ])
    .execute()
  const child = rows.find(({ id, givenName }) => givenName !== null && caseNumberOf(id) === caseNumber)
  if (!child) return undefined
  const told = visible(reader, 'guardian-contact', child) === 'all'
  const guardians = told
    ? await db
        .selectFrom('guardian')
        .select(['given_name', 'family_name'])
        .where('family_id', '=', child.familyId)
        .orderBy('number')
        .execute()
    : []
  return {
    caseNumber,
    ticket: child.ticket ?? child.id,
    childName: `${child.givenName} ${child.familyName}`,
    birthDate: child.birthDate,
    district: child.district,
    guardians: guardians.map(({ given_name, family_name }) => `${given_name} ${family_name}`),
  }
}

// Without the signs that are read as another: 0 and O, 1 and I.
const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Eight signs of a hash of the request's id: 40 bits, short enough to say on the telephone. */
function caseNumberOf(requestId: string): string {
  const hash = createHash('sha256').update(`case ${requestId}`).digest()
  const code = Array.from(hash.subarray(0, 8), (byte) => signs[byte % signs.length]).join('')
  return `${code.slice(0, 4)}-${code.slice(4)}`
}
