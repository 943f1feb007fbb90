import { type Kysely, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/**
 * A round may be thawed before its draw and frozen again: its draws stand side by side, at most one of them not thawed, and what
 * was published of the others stays.
 */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .alterTable('draw')
    .addColumn('thawed_at', 'text', (column) => column.check(sql`thawed_at is null or drawn_at is null`))
    .execute()
  await db.schema
    .alterTable('draw')
    .addColumn('thaw_reason', 'text', (column) => column.check(sql`(thawed_at is null) = (thaw_reason is null)`))
    .execute()
  await db.schema.dropIndex('draw_of_round').execute()
  await sql`create unique index draw_of_round on draw (round_id) where thawed_at is null`.execute(db)
}
