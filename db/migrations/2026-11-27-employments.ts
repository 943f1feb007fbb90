import { type Kysely, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/**
 * A company answers whether somebody works for it, and may answer otherwise later. Until now only an invitation confirmed, at the
 * moment in which it was accepted.
 */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .alterTable('employer')
    .addColumn('denied_at', 'text', (column) => column.check(sql`denied_at is null or confirmed_at is null`))
    .execute()
  await db.schema
    .alterTable('employer')
    .addColumn('came_by', 'text', (column) =>
      column
        .notNull()
        .defaultTo('code')
        .check(sql`came_by in ('code', 'invitation')`),
    )
    .execute()
  await db.schema
    .alterTable('employer')
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .execute()
  await sql`update employer set came_by = 'invitation' where confirmed_at = told_at`.execute(db)
  await db.schema.createIndex('employer_of_company').on('employer').column('company_id').execute()
}
