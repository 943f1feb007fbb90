import type { RoundState } from '../../domain/round.ts'
import type { Scope } from '../../policy/scope.ts'
import type { Db } from '../db.ts'
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
    db
      .selectFrom('quota_place')
      .innerJoin('kita', 'kita.id', 'quota_place.kita_id')
      .select(({ fn }) => ['kita.consortium_id as id', fn.countAll<number>().as('count')])
      .where('kita.consortium_id', 'in', ids)
      .where('quota_place.place_class_id', 'is not', null)
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
  const figure = (rows: { id: string; count: number }[], id: string) => rows.find((row) => row.id === id)?.count ?? 0
  return consortia.map(({ id, name, region }) => ({
    id,
    name,
    region,
    kitas: figure(kitas, id),
    vacancies: figure(vacancies, id),
    reserved: figure(reserved, id),
    requests: figure(requests, id),
    companies: figure(companies, id),
    rounds: rounds
      .filter((round) => round.consortium_id === id)
      .map((round) => ({ id: round.id, name: round.name, kitaYear: round.kita_year, state: round.state })),
  }))
}

export async function listKitaRows(db: Db, consortiumId: string): Promise<KitaRow[]> {
  const rows = await db
    .selectFrom('kita')
    .select(({ selectFrom, fn }) => [
      'kita.id',
      'kita.name',
      'kita.licensed_places',
      selectFrom('place_class')
        .select(({ fn: of }) => of.sum<number>('vacancies').as('sum'))
        .whereRef('place_class.kita_id', '=', 'kita.id')
        .as('vacancies'),
      selectFrom('quota_place')
        .select(fn.countAll<number>().as('count'))
        .whereRef('quota_place.kita_id', '=', 'kita.id')
        .where('quota_place.place_class_id', 'is not', null)
        .as('reserved'),
    ])
    .where('kita.consortium_id', '=', consortiumId)
    .orderBy('kita.name')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    licensedPlaces: row.licensed_places,
    vacancies: row.vacancies ?? 0,
    reserved: row.reserved ?? 0,
  }))
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
      selectFrom('quota_place')
        .select(fn.countAll<number>().as('count'))
        .whereRef('quota_place.company_id', '=', 'company.id')
        .where('quota_place.place_class_id', 'is not', null)
        .as('reserved'),
      selectFrom('employment')
        .select(fn.countAll<number>().as('count'))
        .whereRef('employment.company_id', '=', 'company.id')
        .where('employment.confirmed_at', 'is not', null)
        .as('requests'),
    ])
    .where('company.consortium_id', '=', consortiumId)
    .orderBy('company.name')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    contracted: row.contracted ?? 0,
    reserved: row.reserved ?? 0,
    requests: row.requests ?? 0,
  }))
}
