import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, type LogEvent, PostgresDialect, sql, SqliteDialect, type Transaction, SqliteAdapter } from 'kysely'
import pg from 'pg'
import type { Schema } from './schema.ts'

export type Db = Kysely<Schema>
export type Trx = Transaction<Schema>
export type Dialect = 'sqlite' | 'postgres'

export type Database = {
  db: Db
  dialect: Dialect
  /** Throws where the store cannot keep its promises (durability settings); call it after the migrations. */
  proveDurable(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the network's database.
 * @param url `sqlite:<path>` (embedded) or `postgres://…` (larger networks)
 * @param patience milliseconds that a statement waits for what another one has locked
 * @throws Error on any other scheme
 */
export function openDatabase(url: string, log?: (event: LogEvent) => void, patience?: number): Database {
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length), log, patience)
  if (/^postgres(ql)?:/.test(url)) return openPostgres(url, log, patience)
  throw new Error(`DATABASE_URL must begin with sqlite: or postgres:, found ${url.split(':')[0]}:`)
}

/** One write transaction. Inside, use `trx` only: `db` would wait for ever on SQLite's single connection. */
export function inTransaction<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  return db.transaction().execute(work)
}

function openSqlite(path: string, log?: (event: LogEvent) => void, patience = 5_000): Database {
  mkdirSync(dirname(path), { recursive: true })
  const file = new SqliteDatabase(path)
  file.pragma('journal_mode = WAL')
  // Measured: better-sqlite3 runs WAL at NORMAL until told otherwise and then loses acknowledged writes in a power cut.
  file.pragma('synchronous = FULL')
  file.pragma('foreign_keys = ON')
  file.pragma(`busy_timeout = ${patience}`)
  file.pragma('secure_delete = ON')

  // Kysely begins deferred; two such transactions that read first and write later fail with SQLITE_BUSY.
  const beginImmediate = {
    prepare: (statement: string) => file.prepare(statement === 'begin' ? 'begin immediate' : statement),
    close: () => file.close(),
  } as unknown as SqliteDatabase.Database
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: beginImmediate }), ...(log && { log }) })

  return {
    db,
    dialect: 'sqlite',
    async proveDurable() {
      await touchWriteProbe(db, new Date(0).toISOString())
      const synchronous = file.pragma('synchronous', { simple: true })
      const journal = file.pragma('journal_mode', { simple: true })
      const foreignKeys = file.pragma('foreign_keys', { simple: true })
      if (synchronous !== 2 || journal !== 'wal' || foreignKeys !== 1) {
        throw new Error(
          `SQLite must run with synchronous=2, journal_mode=wal, foreign_keys=1; after a write it says ${String(synchronous)}, ${String(journal)}, ${String(foreignKeys)}`,
        )
      }
    },
    close: () => db.destroy(),
  }
}

// Calendar days stay text ('YYYY-MM-DD'), counts become numbers: the same values as from SQLite.
const typeParsers: Record<number, (value: string) => unknown> = {
  [pg.types.builtins.DATE]: (value) => value,
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.NUMERIC]: Number,
}

function openPostgres(url: string, log?: (event: LogEvent) => void, patience = 10_000): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    // Whoever waits longer for a connection or a lock is told to come again; who holds a lock and says no more, loses it.
    connectionTimeoutMillis: 10_000,
    lock_timeout: patience,
    idle_in_transaction_session_timeout: 60_000,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        (format !== 'binary' && typeParsers[oid]) || pg.types.getTypeParser(oid, format),
    },
  })
  // A connection that dies must not take the process with it, idle or at work; the next query reports the fault.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), ...(log && { log }) })
  return {
    db,
    dialect: 'postgres',
    async proveDurable() {
      await touchWriteProbe(db, new Date(0).toISOString())
      const { rows } = await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(db)
      if (rows[0]?.synchronous_commit === 'off') {
        throw new Error(
          'PostgreSQL must not run with synchronous_commit=off: it would acknowledge what a power cut loses',
        )
      }
    },
    close: () => db.destroy(),
  }
}

/**
 * What was deleted is gone from the files too: SQLite overwrites it (`secure_delete`), and here its log is written back and cut
 * to nothing; PostgreSQL frees the rows for others to overwrite.
 */
export async function overwriteDeleted(db: Db): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter
  await (sqlite ? sql`pragma wal_checkpoint(truncate)` : sql`vacuum`).execute(db)
}

/** A real write: readiness must notice a full disk, which a read never does. */
export async function touchWriteProbe(db: Db, at: string): Promise<void> {
  await db.updateTable('write_probe').set({ at }).execute()
}
