import { type Kysely, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/** Roles that are lent for a holiday; they end by their last day. */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('delegation')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('from_account', 'text', (column) => column.notNull().references('account.id'))
    .addColumn('to_account', 'text', (column) => column.notNull().references('account.id'))
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'text', (column) => column.notNull())
    .addColumn('valid_from', 'text', (column) => column.notNull())
    .addColumn('valid_to', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .addCheckConstraint('delegation_of_two', sql`from_account <> to_account`)
    .addCheckConstraint('delegation_days', sql`valid_from <= valid_to`)
    .execute()
  await db.schema.createIndex('delegation_to').on('delegation').columns(['to_account', 'valid_to']).execute()
  await db.schema.createIndex('delegation_from').on('delegation').column('from_account').execute()
}
