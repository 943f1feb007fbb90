import type { RoundState } from '../../domain/round.ts'
import type { Scope } from '../../policy/scope.ts'
import type { Db } from '../db.ts'
import { freeQuotaPlaces } from '../quota-places.ts'
import { within } from '../within.ts'

export type ConsortiumRow = {
  id: string
  name: string
  region: string
  kitas: number
  vacancies: number
  reserved: number
  requests: number
  companies: number
  rounds: { id: string; name: string; kitaYear: number; state: RoundState }[]
}

export type KitaRow = { id: string; name: string; licensedPlaces: number; vacancies: number; reserved: number }
export type CompanyRow = {
  id: string
  name: string
  kind: string
  contracted: number
  reserved: number
  requests: number
}

/** The consortia in a scope with their sums; a handful of rows, so one grouped query a figure. */
export async function listConsortia(db: Db, scope: Scope): Promise<ConsortiumRow[]> {
  const consortia = await db
    .selectFrom('consortium')
    .selectAll()
    .where(within(scope, { consortium: 'consortium.id' }))
    .orderBy('name')
    .execute()
  const ids = consortia.map(({ id }) => id)
  if (ids.length === 0) return []
  const [kitas, vacancies, reserved, requests, companies, rounds] = await Promise.all([
    db
      .selectFrom('kita')
      .select(({ fn }) => ['consortium_id as id', fn.countAll<number>().as('count')])
      .where('consortium_id', 'in', ids)
      .groupBy('consortium_id')
      .execute(),
    db
      .selectFrom('place_class')
      .innerJoin('kita', 'kita.id', 'place_class.kita_id')
      .select(({ fn }) => ['kita.consortium_id as id', fn.sum<number>('vacancies').as('count')])
      .where('kita.consortium_id', 'in', ids)
      .groupBy('kita.consortium_id')
      .execute(),
    freeQuotaPlaces(db)
      .select(({ fn }) => ['kita.consortium_id as id', fn.countAll<number>().as('count')])
      .where('kita.consortium_id', 'in', ids)
      .groupBy('kita.consortium_id')
      .execute(),
    db
      .selectFrom('place_request')
      .select(({ fn }) => ['consortium_id as id', fn.countAll<number>().as('count')])
      .where('consortium_id', 'in', ids)
      .where('state', 'not in', ['draft', 'awaiting-parent', 'withdrawn'])
      .groupBy('consortium_id')
      .execute(),
    db
      .selectFrom('company')
      .select(({ fn }) => ['consortium_id as id', fn.countAll<number>().as('count')])
      .where('consortium_id', 'in', ids)
      .groupBy('consortium_id')
      .execute(),
    db
      .selectFrom('round')
      .select(['id', 'consortium_id', 'name', 'kita_year', 'state'])
      .where('consortium_id', 'in', ids)
      .orderBy('kita_year', 'desc')
      .orderBy('name')
      .execute(),
  ])
  return consortia.map(({ id, name, region }) => ({
    id,
    name,
    region,
    kitas: countOf(kitas, id),
    vacancies: countOf(vacancies, id),
    reserved: countOf(reserved, id),
    requests: countOf(requests, id),
    companies: countOf(companies, id),
    rounds: rounds
      .filter((round) => round.consortium_id === id)
      .map((round) => ({ id: round.id, name: round.name, kitaYear: round.kita_year, state: round.state })),
  }))
}

export async function listKitaRows(db: Db, consortiumId: string): Promise<KitaRow[]> {
  const rows = await db
    .selectFrom('kita')
    .select(({ selectFrom }) => [
      'kita.id',
      'kita.name',
      'kita.licensed_places as licensedPlaces',
      selectFrom('place_class')
        .select(({ fn }) => fn.sum<number>('vacancies').as('sum'))
        .whereRef('place_class.kita_id', '=', 'kita.id')
        .as('vacancies'),
    ])
    .where('kita.consortium_id', '=', consortiumId)
    .orderBy('kita.name')
    .execute()
  const reserved = await freeQuotaPlaces(db)
    .select(({ fn }) => ['kita.id', fn.countAll<number>().as('count')])
    .where('kita.consortium_id', '=', consortiumId)
    .groupBy('kita.id')
    .execute()
  return rows.map((row) => ({ ...row, vacancies: row.vacancies ?? 0, reserved: countOf(reserved, row.id) }))
}

export async function listCompanyRows(db: Db, consortiumId: string): Promise<CompanyRow[]> {
  const rows = await db
    .selectFrom('company')
    .select(({ selectFrom, fn }) => [
      'company.id',
      'company.name',
      'company.kind',
      selectFrom('quota_place')
        .select(fn.countAll<number>().as('count'))
        .whereRef('quota_place.company_id', '=', 'company.id')
        .as('contracted'),
      selectFrom('employment')
        .select(fn.countAll<number>().as('count'))
        .whereRef('employment.company_id', '=', 'company.id')
        .where('employment.confirmed_at', 'is not', null)
        .as('requests'),
    ])
    .where('company.consortium_id', '=', consortiumId)
    .orderBy('company.name')
    .execute()
  const reserved = await freeQuotaPlaces(db)
    .select(({ fn }) => ['company.id', fn.countAll<number>().as('count')])
    .where('company.consortium_id', '=', consortiumId)
    .groupBy('company.id')
    .execute()
  return rows.map((row) => ({
    ...row,
    contracted: row.contracted ?? 0,
    requests: row.requests ?? 0,
    reserved: countOf(reserved, row.id),
  }))
}

function countOf(rows: readonly { id: string; count: number }[], id: string): number {
  return rows.find((row) => row.id === id)?.count ?? 0
}
