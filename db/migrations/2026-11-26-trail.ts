import { type Kysely, SqliteAdapter, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/**
 * What an entry of the trail may tell beside who did what: digests of values, a reason, the request. Null where there is none, as
 * in all entries from before. The key of a subject's digests may be deleted, and then they say nothing any more.
 */
export async function up(db: AnyDb): Promise<void> {
  for (const column of ['before', 'after', 'reason', 'request']) {
    await db.schema.alterTable('audit').addColumn(column, 'text').execute()
  }
  await db.schema.createIndex('audit_subject').on('audit').columns(['subject', 'seq']).execute()
  await db.schema.createIndex('audit_actor').on('audit').columns(['actor', 'seq']).execute()
  await db.schema
    .createTable('subject_key')
    .addColumn('subject', 'text', (column) => column.primaryKey().notNull())
    .addColumn('sealed_key', 'text', (column) => column.notNull())
    .execute()
  // SQLite's "insert or replace" removes a row without asking the trigger against removal.
  if (db.getExecutor().adapter instanceof SqliteAdapter) {
    await sql`create trigger audit_is_append_only_replace before insert on audit
      when exists (select 1 from audit where seq = new.seq or hash = new.hash)
      begin select raise(abort, 'audit_is_append_only'); end`.execute(db)
  }
}
