import { type Database, openDatabase } from '../../src/store/db.ts'
import { freshMigratedDatabase } from './database.ts'

/** A migrated, empty database of the dialect under test. */
export async function migratedDatabase(): Promise<Database & { drop(): Promise<void> }> {
  const fresh = await freshMigratedDatabase()
  const database = openDatabase(fresh.url)
  return {
    ...database,
    async drop() {
      await database.close()
      await fresh.drop()
    },
  }
}
