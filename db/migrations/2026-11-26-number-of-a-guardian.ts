import type { Kysely } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/** Which of a family's guardians applies: what the other one sees of it is less. */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .alterTable('guardian')
    .addColumn('number', 'integer', (column) => column.notNull().defaultTo(1))
    .execute()
}
