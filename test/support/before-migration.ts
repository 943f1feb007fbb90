import { Migrator } from 'kysely/migration'
import { migrations } from '../../db/migrations/index.ts'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { freshDatabase } from './database.ts'

/** A database as all migrations before one have left it: what an older installation brings along. */
export async function databaseBefore(migration: string): Promise<Database & { drop(): Promise<void> }> {
  const fresh = await freshDatabase()
  const database = openDatabase(fresh.url)
  const before = Object.keys(migrations)
    .toSorted()
    .filter((name) => name < migration)
  const migrator = new Migrator({ db: database.db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateTo(before.at(-1) ?? '')
  if (error) throw error
  return {
    ...database,
    async drop() {
      await database.close()
      await fresh.drop()
    },
  }
}
