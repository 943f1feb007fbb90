import { migrate } from '../../src/store/migrate.ts'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { freshDatabase } from './database.ts'

/** A migrated, empty database of the dialect under test. */
export async function migratedDatabase(): Promise<Database & { drop(): Promise<void> }> {
  const fresh = await freshDatabase()
  const database = openDatabase(fresh.url)
  await migrate(database.db)
  return {
    ...database,
    async drop() {
      await database.close()
      await fresh.drop()
    },
  }
}
