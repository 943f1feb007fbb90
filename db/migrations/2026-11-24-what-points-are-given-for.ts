import type { Kysely } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/**
 * The freeze keeps all that points are given for (answers, and the way to each wished Kita), also what gave none: other points
 * may be tried on a frozen round then. What was frozen before has none, so the column may be null.
 */
export async function up(db: AnyDb): Promise<void> {
  await db.schema.alterTable('explanation').addColumn('facts', 'text').execute()
}
