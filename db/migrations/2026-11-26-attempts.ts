import type { Kysely } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/** How much of each allowance has been used by attempts to come in. */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('attempt')
    .addColumn('lane', 'text', (column) => column.primaryKey().notNull())
    .addColumn('full_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('attempt_full').on('attempt').column('full_at').execute()
}
