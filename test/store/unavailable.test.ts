import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { Pool } from 'pg'
import { type Database, openDatabase, touchWriteProbe } from '../../src/store/db.ts'
import { isStoreUnavailable } from '../../src/store/unavailable.ts'
import { type FreshDatabase, freshMigratedDatabase, testDialect } from '../support/database.ts'
import { lockDatabase } from '../support/locks.ts'

let fresh: FreshDatabase
let database: Database

beforeEach(async () => {
  fresh = await freshMigratedDatabase()
  database = openDatabase(fresh.url, undefined, 30)
})
afterEach(async () => {
  await database.close()
  await fresh.drop()
})

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => error,
  )
const write = () => touchWriteProbe(database.db, '2026-12-01T09:00:00.000Z')

describe('a store that cannot serve just now', () => {
  test('because another one holds the lock, and serves again when it is let go', async () => {
    const unlock = await lockDatabase(fresh.url)

    const error = await errorOf(write())
    await unlock()

    expect(isStoreUnavailable(error), String(error)).toBe(true)
    expect(await errorOf(write())).toBe('no error')
  })

  test('because nothing answers there', async () => {
    const nowhere = openDatabase('postgres://nobody@127.0.0.1:1/nix', undefined, 500)

    const error = await errorOf(touchWriteProbe(nowhere.db, 'now'))
    await nowhere.close()

    expect(isStoreUnavailable(error), String(error)).toBe(true)
  })

  test.runIf(testDialect() === 'sqlite')('because it is full', async () => {
    const { db } = database
    await sql`pragma max_page_count = 1`.execute(db)

    const error = await errorOf(touchWriteProbe(db, 'x'.repeat(1_000_000)))

    expect(isStoreUnavailable(error), String(error)).toBe(true)
  })

  test.runIf(testDialect() === 'postgres')(
    'because a connection at work was cut, which ends nothing else',
    async () => {
      const { db } = database
      const errors: unknown[] = []

      for (let time = 0; time < 5; time++) {
        const cut = db.transaction().execute(async (trx) => {
          await sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx)
        })
        errors.push(await errorOf(cut))
      }

      expect(errors.map(isStoreUnavailable), errors.map(String).join()).toEqual(Array(5).fill(true))
    },
  )

  test.runIf(testDialect() === 'postgres')('because all its connections are taken', async () => {
    const pool = new Pool({ connectionString: fresh.url, max: 1, connectionTimeoutMillis: 10_000 })
    const taken = await pool.connect()
    pool.options.connectionTimeoutMillis = 20

    const error = await errorOf(pool.connect())
    taken.release()
    await pool.end()

    expect(isStoreUnavailable(error), String(error)).toBe(true)
  })
})

describe('a store that serves and says no', () => {
  test('is not unavailable: the same again would fail again', async () => {
    const { db } = database
    const twice = async () => {
      for (let at = 0; at < 2; at++)
        await db.insertInto('provider').values({ id: 'p', name: 'P', website: null }).execute()
    }

    const errors = [
      await errorOf(twice()),
      await errorOf(sql`select nix from nirgends`.execute(db)),
      new Error('x'),
      'x',
    ]

    expect(errors.map(isStoreUnavailable)).toEqual([false, false, false, false])
    expect(errors[0]).toBeInstanceOf(Error)
  })
})
