import { type Kysely, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/** Mails are promised in the transaction of what they tell of, and leave later. */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.references('account.id'))
    .addColumn('content', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('next_attempt_at', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('claimed_by', 'text')
    .addColumn('claimed_at', 'text')
    .addColumn('sent_at', 'text')
    .addColumn('last_error', 'text')
    .addCheckConstraint('outbox_state', sql`state in ('queued', 'sending', 'sent', 'stuck', 'expired')`)
    .addCheckConstraint('outbox_sent_whole', sql`(state = 'sent') = (sent_at is not null)`)
    // What is still to leave has its content; what never will has none.
    .addCheckConstraint('outbox_content', sql`state = 'sent' or (state = 'expired') = (content is null)`)
    .execute()
  await db.schema.createIndex('outbox_due').on('outbox').columns(['state', 'next_attempt_at']).execute()
  await db.schema.createIndex('outbox_claimed').on('outbox').column('claimed_at').execute()
}
