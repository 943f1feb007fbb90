import { daysOfKitaYear, kitaYearOf } from '../domain/day.ts'
import type { PlaceClass } from '../domain/place-class.ts'
import type { Db, Trx } from './db.ts'
import { freeQuotaPlaces } from './quota-places.ts'

/** A place class with whose it is. */
export type PlaceClassOfKita = PlaceClass & { kitaName: string; consortiumId: string; kitaYear: number }

export async function findPlaceClass(db: Db | Trx, id: string): Promise<PlaceClassOfKita | undefined> {
  const row = await db
    .selectFrom('place_class')
    .innerJoin('kita', 'kita.id', 'place_class.kita_id')
    .selectAll('place_class')
    .select(['kita.name as kita_name', 'kita.consortium_id'])
    .where('place_class.id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      kitaId: row.kita_id,
      ageBand: row.age_band,
      hours: row.hours,
      startMonth: row.start_month,
      vacancies: row.vacancies,
      version: row.version,
      kitaName: row.kita_name,
      consortiumId: row.consortium_id,
      kitaYear: kitaYearOf(row.start_month),
    }
  )
}

export type Reserve = { placeClassId: string; company: string; places: number }

/** How many places each company has reserved in each place class, as a round counts them. */
export async function listReserves(db: Db | Trx, placeClassIds: readonly string[]): Promise<Reserve[]> {
  if (placeClassIds.length === 0) return []
  return freeQuotaPlaces(db)
    .select(({ fn }) => [
      'place_class.id as placeClassId',
      'company.name as company',
      fn.countAll<number>().as('places'),
    ])
    .where('place_class.id', 'in', placeClassIds)
    .groupBy(['place_class.id', 'company.id', 'company.name'])
    .orderBy('company.name')
    .execute()
}

/** False where somebody else changed the place class meanwhile. */
export async function saveVacancies(trx: Trx, { id, vacancies, version }: PlaceClass): Promise<boolean> {
  const saved = await trx
    .updateTable('place_class')
    .set({ vacancies, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** The start months that a consortium offers in a Kita year. */
export async function listStartMonths(db: Db | Trx, consortiumId: string, kitaYear: number): Promise<string[]> {
  const { first, last } = daysOfKitaYear(kitaYear)
  const rows = await db
    .selectFrom('place_class')
    .innerJoin('kita', 'kita.id', 'place_class.kita_id')
    .select('start_month')
    .distinct()
    .where('kita.consortium_id', '=', consortiumId)
    .where('start_month', '>=', first)
    .where('start_month', '<=', last)
    .orderBy('start_month')
    .execute()
  return rows.map(({ start_month }) => start_month)
}
