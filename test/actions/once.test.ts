import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { once } from '../../src/actions/once.ts'
import { ok, refuse } from '../../src/domain/result.ts'
import { canonicalJson } from '../../src/engine/canonical.ts'
import { forgetActKeys } from '../../src/store/act-keys.ts'
import { type Database, inTransaction } from '../../src/store/db.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'

let database: Database & { drop(): Promise<void> }
beforeAll(async () => {
  database = await migratedDatabase()
  const account = { display_name: 'A', password_hash: '-', disabled_at: null }
  await database.db
    .insertInto('account')
    .values(['anna', 'bert'].map((id) => ({ ...account, id, email: `${id}@example.org` })))
    .execute()
})
afterAll(() => database.drop())

/** An act that counts how often it was really done. */
function counted(now = '2026-12-01T09:00:00.000Z') {
  const deps = testDeps(database.db, now)
  let done = 0
  const act = (accountId: string | null, key: string, content: Record<string, unknown>) =>
    once(deps, { accountId, key, act: 'count', content }, async () => Promise.resolve(ok({ done: ++done })))
  return { act, times: () => done, deps }
}

describe('a form that is sent again', () => {
  test.each([null, 'anna'])('has one effect and one answer, sent by %s', async (accountId) => {
    const { act, times } = counted()

    const answers = await Promise.all([1, 2, 3].map(() => act(accountId, 'key-1', { name: 'Mia' })))

    expect(answers).toEqual([1, 2, 3].map(() => ok({ done: 1 })))
    expect(times()).toBe(1)
    expect(await act(accountId, 'key-1', { name: 'Ole' })).toEqual(refuse({ kind: 'key-used-otherwise' }))
  })

  test('does not reach into what another account has done under the same key', async () => {
    const { act } = counted()

    const [anna, bert, visitor] = [
      await act('anna', 'key-2', { name: 'Mia' }),
      await act('bert', 'key-2', { name: 'Ole' }),
      await act(null, 'key-2', { name: 'Pia' }),
    ]

    expect([anna, bert, visitor]).toEqual([ok({ done: 1 }), ok({ done: 2 }), ok({ done: 3 })])
  })
})

describe('the key that is kept', () => {
  test('tells nobody without the secrets what the form said', async () => {
    const { act } = counted()
    const content = { email: 'mia@example.org', password: 'wupper' }

    await act(null, 'key-3', content)

    const kept = await database.db
      .selectFrom('act_key')
      .selectAll()
      .where('key', '=', 'key-3')
      .executeTakeFirstOrThrow()
    const guessed = createHash('sha256').update(canonicalJson(content)).digest('hex')
    expect(kept.content_hash).not.toBe(guessed)
    expect(JSON.stringify(kept)).not.toMatch(/mia|wupper/)
  })

  test('is forgotten when it is older than it may be, and not before', async () => {
    const old = counted('2026-11-01T00:00:00.000Z')
    const young = counted('2026-11-20T00:00:00.000Z')
    await old.act('anna', 'key-old', {})
    await young.act('anna', 'key-young', {})

    const forgotten = await inTransaction(database.db, (trx) => forgetActKeys(trx, '2026-11-20T00:00:00.000Z'))

    expect(forgotten).toBe(1)
    await Promise.all([old.act('anna', 'key-old', {}), young.act('anna', 'key-young', {})])
    expect([old.times(), young.times()]).toEqual([2, 1])
  })

  test('goes with its account', async () => {
    await counted().act('bert', 'key-4', {})

    await database.db.deleteFrom('account').where('id', '=', 'bert').execute()

    const left = await database.db.selectFrom('act_key').select('key').where('account_id', '=', 'bert').execute()
    expect(left).toEqual([])
  })
})
