import { type Kysely, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/**
 * Forms that are sent before there is an account carry a key too. SQLite cannot take a column out of a primary key, so the table
 * is made anew; keys that it holds stay, because a form that was sent before may be sent again afterwards.
 */
export async function up(db: AnyDb): Promise<void> {
  await db.schema.alterTable('act_key').renameTo('act_key_of_accounts').execute()
  await db.schema
    .createTable('act_key')
    .addColumn('holder', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.references('account.id').onDelete('cascade'))
    .addColumn('act', 'text', (column) => column.notNull())
    .addColumn('content_hash', 'text', (column) => column.notNull())
    .addColumn('result', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('act_key_of_holder_once', ['holder', 'key'])
    .addCheckConstraint('act_key_holder', sql`holder = coalesce(account_id, 'visitor')`)
    .execute()
  await sql`insert into act_key (holder, key, account_id, act, content_hash, result, at)
    select account_id, key, account_id, act, content_hash, result, at from act_key_of_accounts`.execute(db)
  await db.schema.dropTable('act_key_of_accounts').execute()
}
