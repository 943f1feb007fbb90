import type { Kysely } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/**
 * Which step of the allocation decided an outcome stands beside it: a family's page says so, and must not read the whole
 * outcome for it. Before this, only the plain round existed.
 */
export async function up(db: AnyDb): Promise<void> {
  await db.schema.alterTable('computation').addColumn('method', 'text').execute()
  await db.updateTable('computation').set({ method: 'plain' }).where('outcome', 'is not', null).execute()
}
