import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/store/db.ts'
import { pendingMigrations } from '../../src/store/migrate.ts'
import { migratedDatabase } from '../support/house.ts'

let database: Database & { drop(): Promise<void> }
beforeAll(async () => {
  database = await migratedDatabase()
})
afterAll(() => database.drop())

/** Table → column → whether it may be null, as src/store/schema.ts and what it extends declare it. */
function declared(): Record<string, Record<string, boolean>> {
  const store = new URL('../../src/store/', import.meta.url)
  const files = readdirSync(store).filter((file) => file === 'schema.ts' || file.endsWith('-schema.ts'))
  const bodies = files.map((file) => {
    const source = readFileSync(new URL(file, store), 'utf8')
    return source.replace(/^[\s\S]*?export interface [^{]*\{/, '')
  })
  const body = bodies.join('\n')
  const withoutComments = body.replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
  const tables = [...withoutComments.matchAll(/^ {2}(\w+): \{([\s\S]*?)\}$/gm)]
  return Object.fromEntries(
    tables.map(([, table, columns]) => [
      table,
      Object.fromEntries(
        columns
          .split(/[;\n]/)
          .map((line) => /^\s*(\w+): (.+)$/.exec(line))
          .filter((match) => match !== null)
          .map(([, column, type]) => [column, type.includes('null')]),
      ),
    ]),
  )
}

test('a migrated database has exactly the tables and columns that the program is typed by', async () => {
  const tables = await database.db.introspection.getTables()

  const found = Object.fromEntries(
    tables
      .filter(({ name }) => !name.startsWith('kysely_'))
      .map(({ name, columns }) => [
        name,
        Object.fromEntries(columns.map((column) => [column.name, column.isNullable])),
      ]),
  )

  expect(found).toEqual(declared())
  expect(Object.keys(found).length).toBeGreaterThan(30)
})

test('nothing is left to migrate', async () => {
  expect(await pendingMigrations(database.db)).toEqual([])
})
