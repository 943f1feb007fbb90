import { sql } from 'kysely'
import type { Database } from '../../src/store/db.ts'

/** The tables of the app, without those of the migrations. */
export async function tablesOf({ db }: Pick<Database, 'db'>): Promise<string[]> {
  const tables = await db.introspection.getTables()
  return tables.map(({ name }) => name).filter((name) => !name.startsWith('kysely_'))
}

/** Every row of every table as text, in an order of its own. */
export async function dumpOf(database: Pick<Database, 'db'>, without: readonly string[] = []): Promise<string> {
  const parts: string[] = []
  for (const table of (await tablesOf(database)).filter((name) => !without.includes(name))) {
    const { rows } = await sql`select * from ${sql.table(table)}`.execute(database.db)
    parts.push(table, ...rows.map((row) => JSON.stringify(row)).toSorted())
  }
  return parts.join('\n')
}
