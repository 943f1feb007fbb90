import type { ExpressionBuilder } from 'kysely'
import type { AgeBand, Hours } from '../../domain/place-class.ts'
import { daysOfKitaYear, type Month } from '../../domain/day.ts'
import type { PlaceRequestState } from '../../domain/place-request.ts'
import type { QuotaPlaceUse } from '../../domain/quota.ts'
import { releasedStates } from '../../domain/round.ts'
import type { Scope } from '../../policy/scope.ts'
import type { Db } from '../db.ts'
import type { Schema } from '../schema.ts'
import { visible } from '../../policy/visible.ts'
import type { Reader } from '../../policy/visible-fields.ts'
import { whole } from '../whole.ts'
import { within } from '../within.ts'

export type CompanyOfScope = { id: string; name: string; consortiumId: string; consortium: string }

export async function listCompanies(db: Db, scope: Scope): Promise<CompanyOfScope[]> {
  return db
    .selectFrom('company')
    .innerJoin('consortium', 'consortium.id', 'company.consortium_id')
    .select(['company.id', 'company.name', 'consortium.id as consortiumId', 'consortium.name as consortium'])
    .where(({ or, exists, selectFrom }) =>
      or([
        within(scope, { company: 'company.id', consortium: 'company.consortium_id' }),
        // To a provider those with contracts at one of its Kitas.
        exists(
          selectFrom('quota')
            .innerJoin('kita', 'kita.id', 'quota.kita_id')
            .select('quota.id')
            .whereRef('quota.company_id', '=', 'company.id')
            .where(within(scope, { provider: 'kita.provider_id' })),
        ),
      ]),
    )
    .orderBy('company.name')
    .execute()
}

export type QuotaRow = {
  id: string
  kita: string
  ageBand: AgeBand
  hours: Hours
  validFrom: string
  validTo: string
  monthlyFeeCents: number
  quotaPlaces: QuotaPlaceUse[]
}

/**
 * A company's contracts in force at some day of a Kita year, place by place. A place is promised where a released offer that
 * is open or accepted counts for it; what has only been computed never gets here.
 */
export async function listQuotas(db: Db, scope: Scope, companyId: string, kitaYear: number): Promise<QuotaRow[]> {
  const { first, last } = daysOfKitaYear(kitaYear)
  const rows = await db
    .selectFrom('quota')
    .innerJoin('company', 'company.id', 'quota.company_id')
    .innerJoin('kita', 'kita.id', 'quota.kita_id')
    .leftJoin('quota_place', 'quota_place.quota_id', 'quota.id')
    .leftJoin('place_class', 'place_class.id', 'quota_place.place_class_id')
    .select((eb) => [
      'quota.id',
      'kita.name as kita',
      'quota.age_band',
      'quota.hours',
      'quota.valid_from',
      'quota.valid_to',
      'quota.monthly_fee_cents',
      'quota_place.id as quota_place_id',
      'place_class.start_month',
      eb
        .selectFrom('placement')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('placement.quota_place_id', '=', 'quota_place.id')
        .where('placement.valid_from', '<=', first)
        .where('placement.valid_to', '>=', first)
        .as('held'),
      eb
        .selectFrom('proposal')
        .innerJoin('release', 'release.computation_id', 'proposal.computation_id')
        .innerJoin('round', 'round.id', 'release.round_id')
        .innerJoin('place_request', 'place_request.id', 'proposal.request_id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('proposal.quota_place_id', '=', 'quota_place.id')
        .where('round.state', 'in', releasedStates)
        .where('round.kita_year', '=', kitaYear)
        .where('place_request.state', 'in', ['offered', 'accepted'])
        .as('promised'),
    ])
    .where(
      within(scope, {
        company: 'quota.company_id',
        provider: 'kita.provider_id',
        consortium: 'company.consortium_id',
      }),
    )
    .where('quota.company_id', '=', companyId)
    .where('quota.valid_from', '<=', last)
    .where('quota.valid_to', '>=', first)
    .orderBy('kita.name')
    .orderBy('quota.age_band')
    .orderBy('quota.hours')
    .orderBy('quota.valid_from')
    .orderBy('quota.id')
    .orderBy('quota_place.ordinal')
    .execute()

  const quotas = new Map<string, QuotaRow>()
  for (const row of rows) {
    const quota = quotas.get(row.id) ?? {
      id: row.id,
      kita: row.kita,
      ageBand: row.age_band,
      hours: row.hours,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      monthlyFeeCents: row.monthly_fee_cents,
      quotaPlaces: [],
    }
    quotas.set(row.id, quota)
    if (row.quota_place_id === null) continue
    const use = { held: (row.held ?? 0) > 0, promised: (row.promised ?? 0) > 0, startMonth: row.start_month }
    quota.quotaPlaces.push(use)
  }
  return [...quotas.values()]
}

export type CompanyRequestRow = {
  consortiumId: string
  kitaYear: number
  company: string
  employeeName: string
  /** Null until the child has accepted a place that counts for the company. */
  childName: string | null
  /** Where the company opened the request it gave this month itself; where the parents did, it is not told. */
  childBirthMonth: Month | null
  startMonth: Month
  hours: Hours
  state: PlaceRequestState
}

/** The requests that a company opened or confirmed, with nothing in them that only the family knows. */
export async function listCompanyRequests(db: Db, reader: Reader, scope: Scope): Promise<CompanyRequestRow[]> {
  const rows = await db
    .selectFrom('employment')
    .innerJoin('company', 'company.id', 'employment.company_id')
    .innerJoin('place_request', 'place_request.id', 'employment.request_id')
    .leftJoin('child', 'child.id', 'place_request.child_id')
    .select((eb) => [
      whole<string>(reader, 'child-name', 'child.given_name', eb.exists(releasedOnOwnQuota(eb))).as('givenName'),
      whole<string>(reader, 'child-name', 'child.family_name', eb.exists(releasedOnOwnQuota(eb))).as('familyName'),
      'place_request.consortium_id as consortiumId',
      'place_request.kita_year as kitaYear',
      'company.name as company',
      'employment.employee_name as employeeName',
      'employment.opened_by_company',
      'place_request.child_birth_month',
      'place_request.start_month as startMonth',
      'place_request.hours',
      'place_request.state',
    ])
    .where(within(scope, { company: 'employment.company_id' }))
    .where((eb) => eb.or([eb('employment.opened_by_company', '=', 1), eb('employment.confirmed_at', 'is not', null)]))
    .orderBy('place_request.id')
    .execute()
  return rows.map(({ opened_by_company, child_birth_month, givenName, familyName, ...row }) => ({
    ...row,
    childName: givenName === null ? null : `${givenName} ${familyName}`,
    childBirthMonth:
      opened_by_company === 1 && visible(reader, 'birth-date', row) === 'birth-month-it-entered'
        ? child_birth_month
        : null,
  }))
}

/** The released places of a request that count for the company of this employment. */
function releasedOnOwnQuota(eb: ExpressionBuilder<Schema, 'employment' | 'place_request'>) {
  return eb
    .selectFrom('proposal')
    .innerJoin('release', 'release.computation_id', 'proposal.computation_id')
    .select('proposal.request_id')
    .whereRef('proposal.request_id', '=', 'place_request.id')
    .whereRef('proposal.company_id', '=', 'employment.company_id')
    .where('release.approved_at', 'is not', null)
}
