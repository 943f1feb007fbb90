import { type Kysely, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/** The one address that an account may be about to change to. */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('email_change')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('account_id', 'text', (column) => column.notNull().unique().references('account.id').onDelete('cascade'))
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.unique())
    .addColumn('asked_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addCheckConstraint('email_change_state', sql`state in ('asked', 'sent', 'idle')`)
    .addCheckConstraint('email_change_link', sql`(state = 'sent') = (token_hash is not null)`)
    .execute()
  await db.schema.createIndex('email_change_expiry').on('email_change').column('expires_at').execute()
}
