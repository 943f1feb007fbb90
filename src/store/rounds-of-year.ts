import type { Day } from '../domain/day.ts'
import type { RoundState } from '../domain/round.ts'
import type { Db, Trx } from './db.ts'

export type RoundOfConsortium = { consortiumId: string; kitaYear: number; name: string; state: RoundState }

/** All rounds of some consortia, the earliest year first. */
export async function listRounds(db: Db | Trx, consortiumIds: readonly string[]): Promise<RoundOfConsortium[]> {
  if (consortiumIds.length === 0) return []
  return db
    .selectFrom('round')
    .select(['consortium_id as consortiumId', 'kita_year as kitaYear', 'name', 'state'])
    .where('consortium_id', 'in', consortiumIds)
    .orderBy('kita_year')
    .orderBy('name')
    .execute()
}

export type RoundOfYear = { id: string; name: string; state: RoundState; applicationsUntil: Day }

/** The rounds of one consortium and Kita year, the earliest first. */
export async function listRoundsOfYear(db: Db | Trx, consortiumId: string, kitaYear: number): Promise<RoundOfYear[]> {
  return db
    .selectFrom('round')
    .select(['id', 'name', 'state', 'applications_until as applicationsUntil'])
    .where('consortium_id', '=', consortiumId)
    .where('kita_year', '=', kitaYear)
    .orderBy('applications_until')
    .orderBy('name')
    .execute()
}

/** The same, held until the transaction ends: whoever freezes waits for the change of the input, or comes before it. */
export async function lockRoundsOfYear(trx: Trx, consortiumId: string, kitaYear: number): Promise<RoundOfYear[]> {
  await trx
    .updateTable('round')
    .set(({ ref }) => ({ version: ref('version') }))
    .where('consortium_id', '=', consortiumId)
    .where('kita_year', '=', kitaYear)
    .execute()
  return listRoundsOfYear(trx, consortiumId, kitaYear)
}
