import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import { findAccountByEmail, saveEmail } from '../../src/store/accounts.ts'
import { type Database, type Db, inTransaction, openDatabase, type Trx } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrate.ts'
import { insertAccount } from '../../src/store/new-accounts.ts'
import { anAccount } from '../support/builders.ts'
import { type FreshDatabase, freshDatabase, testDialect } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { mailsTo } from '../support/mailbox.ts'

/** Two apps on one database, and what one of them does while the other is in the middle of giving an account another address. */

let fresh: FreshDatabase
let databases: Database[]
let db: Db
let other: Db
let deps: Deps

beforeEach(async () => {
  fresh = await freshDatabase()
  const first = openDatabase(fresh.url)
  // Two connections to SQLite in one thread would wait for each other: the driver blocks.
  databases = [first, testDialect() === 'sqlite' ? first : openDatabase(fresh.url)]
  ;[db, other] = databases.map((database) => database.db)
  await migrate(db)
  deps = testDeps(db)
  for (const id of ['anna', 'ben']) await anAccount(db, { id, role: 'parent', subjects: [id], passwordHash: '-' })
})
afterEach(async () => {
  for (const database of new Set(databases)) await database.close()
  await fresh.drop()
})

const [former, wanted] = ['anna@example.org', 'neu@example.org']

/** SQLite's one writer lets nobody else begin; on PostgreSQL the other one has come as far as it can. */
async function untilSomebodyWaits(): Promise<void> {
  if (testDialect() === 'sqlite') return
  const waiting = sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  // On a connection of its own: within one transaction PostgreSQL says the same for ever.
  for (let found = 0; found === 0;) found = (await waiting.execute(db)).rows[0].count
}

/** Begins the first act, and the other one in the middle of it; the first ends when the other waits for it. */
async function inTheMiddle<First, Second>(
  first: (trx: Trx) => Promise<First>,
  meanwhile: () => Promise<Second>,
): Promise<[First, Second]> {
  let second: Promise<Second> | undefined
  const done = await inTransaction(db, async (trx) => {
    const answer = await first(trx)
    second = meanwhile()
    await untilSomebodyWaits()
    return answer
  })
  return [done, await second!]
}

const holderOf = async (email: string) => (await findAccountByEmail(db, email))?.id

describe('an address that two want at the same moment', () => {
  test('goes to the account that was first, and the other one’s act goes on', async () => {
    const answers = await inTheMiddle(
      (trx) => saveEmail(trx, 'anna', wanted),
      () =>
        inTransaction(other, async (trx) => {
          const saved = await saveEmail(trx, 'ben', wanted)
          // The transaction is not lost with the address.
          await trx.updateTable('account').set({ display_name: 'Ben, danach' }).where('id', '=', 'ben').execute()
          return saved
        }),
    )

    expect(answers).toEqual([true, false])
    expect([await holderOf(wanted), await holderOf('ben@example.org')]).toEqual(['anna', 'ben'])
    expect((await findAccountByEmail(db, 'ben@example.org'))?.name).toBe('Ben, danach')
  })

  test('goes to somebody new who was first', async () => {
    const newcomer = { id: 'neu', email: wanted, name: 'Neu', passwordHash: '-' }

    const answers = await inTheMiddle(
      (trx) => insertAccount(trx, newcomer),
      () => inTransaction(other, (trx) => saveEmail(trx, 'anna', wanted)),
    )

    expect(answers).toEqual([true, false])
    expect([await holderOf(wanted), await holderOf(former)]).toEqual(['neu', 'anna'])
  })
})

describe('a link for a new password, asked for while the address changes', () => {
  test('does not go to the address that is no longer the account’s', async () => {
    const actions = createActions({ ...deps, db: other })
    await actions.askForPasswordReset({ email: former, network: '192.0.2.1', key: 'key' })

    await inTheMiddle((trx) => saveEmail(trx, 'anna', wanted), actions.workOnce)

    expect(await db.selectFrom('password_reset').select(['state', 'account_id']).execute()).toEqual([
      { state: 'idle', account_id: null },
    ])
    expect([...(await mailsTo(db, former)), ...(await mailsTo(db, wanted))]).toEqual([])
  })
})
