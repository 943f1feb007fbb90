import { Migrator } from 'kysely/migration'
import { migrations } from '../../db/migrations/index.ts'
import type { Db } from './db.ts'

/** Brings an empty or older database to the present schema. @throws the first migration's error, after rolling it back */
export async function migrate(db: Db): Promise<void> {
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateToLatest()
  if (error) throw error
}

/** The names of migrations that this program knows and the database has not seen; empty when it is up to date. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const known = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).getMigrations()
  return known.filter((migration) => !migration.executedAt).map((migration) => migration.name)
}
