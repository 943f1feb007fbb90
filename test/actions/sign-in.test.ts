import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findViewer } from '../../src/actions/sessions/find-viewer.ts'
import { keepSession } from '../../src/actions/sessions/keep-session.ts'
import { signIn } from '../../src/actions/sessions/sign-in.ts'
import { visitor } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'

const from = { network: '192.0.2.1', knownDevice: false }
let database: Database & { drop(): Promise<void> }

beforeEach(async () => {
  database = await migratedDatabase()
  const { db } = database
  const password_hash = await testDeps(db).hashPassword('ein langer Satz als Passwort')
  await db
    .insertInto('account')
    .values({ id: 'hr', email: 'hr@example.org', display_name: 'HR', password_hash, disabled_at: null })
    .execute()
  await db.insertInto('account_role').values({ account_id: 'hr', role: 'hr', subject_id: 'klinik' }).execute()
})
afterEach(() => database.drop())

describe('a person from HR', () => {
  test('comes in with address and password, however the address is capitalised, and stands in the trail', async () => {
    const came = await signIn(testDeps(database.db))({
      email: ' HR@Example.org',
      password: 'ein langer Satz als Passwort',
      ...from,
    })

    expect(came).toEqual({ ok: true, value: { accountId: 'hr' } })
    expect(await findViewer(testDeps(database.db))('hr')).toMatchObject({ role: 'hr', subjects: ['klinik'] })
    expect(await database.db.selectFrom('audit').select('action').execute()).toEqual([{ action: 'session.begin' }])
  })

  test.each([
    ['a wrong password', 'hr@example.org', 'falsch'],
    ['an unknown address', 'niemand@example.org', 'ein langer Satz als Passwort'],
  ])('gets one and the same answer for %s', async (_, email, password) => {
    expect(await signIn(testDeps(database.db))({ email, password, ...from })).toEqual({
      ok: false,
      refusal: { kind: 'sign-in-failed' },
    })
  })

  test('is a visitor from the moment the account is disabled', async () => {
    await database.db.updateTable('account').set({ disabled_at: '2026-11-30T00:00:00.000Z' }).execute()

    expect(await findViewer(testDeps(database.db))('hr')).toEqual(visitor)
    expect(
      await signIn(testDeps(database.db))({
        email: 'hr@example.org',
        password: 'ein langer Satz als Passwort',
        ...from,
      }),
    ).toMatchObject({ ok: false })
  })
})

describe('a session', () => {
  test('is found until it expires, and its id is not in the database', async () => {
    const sessions = keepSession(testDeps(database.db, '2026-12-01T09:00:00.000Z'))
    const later = keepSession(testDeps(database.db, '2026-12-01T10:00:00.000Z'))
    const secret = 'the-id-in-the-cookie'

    await sessions.save(secret, { accountId: 'hr', data: '{"a":1}', expiresAt: '2026-12-01T10:00:00.000Z' })

    expect(await sessions.find(secret)).toBe('{"a":1}')
    expect(await later.find(secret)).toBeUndefined()
    expect(JSON.stringify(await database.db.selectFrom('session').selectAll().execute())).not.toContain(secret)

    await sessions.forgetExpired()
    expect(await sessions.find(secret)).toBe('{"a":1}')
    await later.forgetExpired()
    expect(await database.db.selectFrom('session').selectAll().execute()).toEqual([])
  })
})
