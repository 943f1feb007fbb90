import { type Kysely, SqliteAdapter, sql } from 'kysely'

// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen and must not follow the living schema
type AnyDb = Kysely<any>

/** Signed heads of the trail; like its entries, they are only ever added. */
export async function up(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('trail_head')
    .addColumn('size', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('root', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('signature', 'text', (column) => column.notNull())
    .addColumn('frontier', 'text', (column) => column.notNull())
    .execute()
  if (db.getExecutor().adapter instanceof SqliteAdapter) {
    for (const event of ['update', 'delete']) {
      await sql`create trigger ${sql.ref(`trail_head_is_append_only_${event}`)} before ${sql.raw(event)} on trail_head
        begin select raise(abort, 'trail_head_is_append_only'); end`.execute(db)
    }
    await sql`create trigger trail_head_is_append_only_replace before insert on trail_head
      when exists (select 1 from trail_head where size = new.size)
      begin select raise(abort, 'trail_head_is_append_only'); end`.execute(db)
    return
  }
  await sql`create function trail_head_is_append_only() returns trigger language plpgsql as
    $body$ begin raise exception 'trail_head_is_append_only'; end $body$`.execute(db)
  await sql`create trigger trail_head_is_append_only before update or delete or truncate on trail_head
    for each statement execute function trail_head_is_append_only()`.execute(db)
}
