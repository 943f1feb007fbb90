import { type Kysely, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/** Who wants to be forgotten, who was told that an unused account ends, and on which days the purge has run. */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('deletion_request')
    .addColumn('account_id', 'text', (column) =>
      column.primaryKey().notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('requested_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('inactivity_notice')
    .addColumn('account_id', 'text', (column) =>
      column.primaryKey().notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('sent_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('purge_run')
    .addColumn('day', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute()
  await sql`create index audit_of_subject on audit (subject, action)`.execute(db)
}
