import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/**
 * Sessions get columns of their own in place of a text that was written back whole: a session that was ended while a request was
 * under way came to life again with it. Nobody stays signed in over this change. Beside them what a second factor needs; of
 * tokens, codes and keys only hashes or sealed texts.
 */
export async function up(db: AnyDb): Promise<void> {
  await db.schema.dropTable('session').execute()
  await table(db, 'device', (t) =>
    t
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('account_id', 'text', ofAccount)
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('label', 'text', required)
      .addColumn('made_at', 'text', required),
  )
  await table(db, 'session', (t) =>
    t
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('account_id', 'text', (column) => column.references('account.id').onDelete('cascade'))
      .addColumn('role', 'text')
      .addColumn('made_at', 'text', required)
      .addColumn('last_seen_at', 'text', required)
      .addColumn('expires_at', 'text', required)
      .addColumn('factor', 'text', required)
      .addColumn('proved_at', 'text')
      .addColumn('failures', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('challenge_hash', 'text')
      .addColumn('device_id', 'text', (column) => column.references('device.id').onDelete('set null'))
      .addColumn('label', 'text', required)
      .addCheckConstraint('session_factor', sql`factor in ('none', 'email', 'totp', 'passkey', 'recovery', 'company')`),
  )
  await db.schema.createIndex('session_of_account').on('session').column('account_id').execute()
  await table(db, 'totp_factor', (t) =>
    t
      .addColumn('account_id', 'text', (column) => ofAccount(column).primaryKey())
      .addColumn('secret', 'text', required)
      .addColumn('made_at', 'text', required)
      .addColumn('last_step', 'integer', (column) => column.notNull().defaultTo(0)),
  )
  await table(db, 'passkey', (t) =>
    t
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('account_id', 'text', ofAccount)
      .addColumn('credential_id', 'text', (column) => column.notNull().unique())
      .addColumn('public_key', 'text', required)
      .addColumn('counter', 'integer', required)
      .addColumn('transports', 'text', required)
      .addColumn('name', 'text', required)
      .addColumn('made_at', 'text', required)
      .addColumn('last_used_at', 'text')
      .addColumn('counter_regressed_at', 'text'),
  )
  await db.schema.createIndex('passkey_of_account').on('passkey').column('account_id').execute()
  await table(db, 'recovery_code', (t) =>
    t
      .addColumn('account_id', 'text', ofAccount)
      .addColumn('code_hash', 'text', required)
      .addColumn('used_at', 'text')
      .addPrimaryKeyConstraint('recovery_code_once', ['account_id', 'code_hash']),
  )
  await table(db, 'device_code', (t) =>
    t
      .addColumn('session_id', 'text', (column) =>
        column.primaryKey().notNull().references('session.id').onDelete('cascade'),
      )
      .addColumn('code_digest', 'text', required)
      .addColumn('until', 'text', required),
  )
  await db.schema
    .alterTable('account')
    .addColumn('asks_device_code', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}

type Column = ColumnDefinitionBuilder
const required = (column: Column) => column.notNull()
const ofAccount = (column: Column) => column.notNull().references('account.id').onDelete('cascade')

type Table = CreateTableBuilder<string, string>

async function table(db: AnyDb, name: string, define: (table: Table) => Table): Promise<void> {
  await define(db.schema.createTable(name)).execute()
}
