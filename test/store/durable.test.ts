import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from '../../src/store/migrate.ts'
import { openDatabase } from '../../src/store/db.ts'
import { type FreshDatabase, freshDatabase, testDialect } from '../support/database.ts'

/** What the house asks of its store before it serves anybody: that what it acknowledges survives a power cut. */
let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

describe('a store', () => {
  test('that keeps its promises is proved durable', async () => {
    const database = openDatabase(fresh.url)
    await migrate(database.db)

    await expect(database.proveDurable()).resolves.toBeUndefined()
    await database.close()
  })

  test('that has been weakened is refused', async () => {
    const database = openDatabase(fresh.url)
    await migrate(database.db)
    if (testDialect() === 'sqlite') {
      await sql`pragma synchronous = normal`.execute(database.db)
    } else {
      const name = decodeURIComponent(new URL(fresh.url).pathname.slice(1))
      await sql`alter database ${sql.id(name)} set synchronous_commit = off`.execute(database.db)
    }
    // What a server's database is set to holds for connections made afterwards.
    const weakened = testDialect() === 'sqlite' ? database : openDatabase(fresh.url)

    await expect(weakened.proveDurable()).rejects.toThrow(/synchronous/)
    await database.close()
    if (weakened !== database) await weakened.close()
  })
})
