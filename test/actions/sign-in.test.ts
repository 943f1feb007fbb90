import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findViewer } from '../../src/actions/sessions/find-viewer.ts'
import { findPresence } from '../../src/actions/sessions/find-presence.ts'
import { signIn } from '../../src/actions/sessions/sign-in.ts'
import { visitor } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'

const password = 'ein langer Satz als Passwort'
const browser = { label: 'Firefox auf Linux', token: undefined, deviceToken: undefined }
const from = { network: '192.0.2.1', browser }
let database: Database & { drop(): Promise<void> }

beforeEach(async () => {
  database = await migratedDatabase()
  const { db } = database
  const password_hash = await testDeps(db).hashPassword(password)
  await db
    .insertInto('account')
    .values({ id: 'hr', email: 'hr@example.org', display_name: 'HR', password_hash, disabled_at: null })
    .execute()
  await db.insertInto('account_role').values({ account_id: 'hr', role: 'hr', subject_id: 'klinik' }).execute()
})
afterEach(() => database.drop())

describe('a person from HR', () => {
  test('comes in with address and password, however the address is capitalised, and stands in the trail', async () => {
    const deps = testDeps(database.db)
    const came = await signIn(deps)({ email: ' HR@Example.org', password, ...from })

    if (!came.ok) throw new Error(came.refusal.kind)
    expect((await findPresence(deps)(came.value.token)).session).toMatchObject({ accountId: 'hr' })
    expect(await findViewer(testDeps(database.db))('hr')).toMatchObject({ role: 'hr', subjects: ['klinik'] })
    expect(await database.db.selectFrom('audit').select('action').execute()).toEqual([{ action: 'session.begin' }])
  })

  test.each([
    ['a wrong password', 'hr@example.org', 'falsch'],
    ['an unknown address', 'niemand@example.org', password],
  ])('gets one and the same answer for %s', async (_, email, typed) => {
    expect(await signIn(testDeps(database.db))({ email, password: typed, ...from })).toEqual({
      ok: false,
      refusal: { kind: 'sign-in-failed' },
    })
  })

  test('is a visitor from the moment the account is disabled', async () => {
    await database.db.updateTable('account').set({ disabled_at: '2026-11-30T00:00:00.000Z' }).execute()

    expect(await findViewer(testDeps(database.db))('hr')).toEqual(visitor)
    expect(await signIn(testDeps(database.db))({ email: 'hr@example.org', password, ...from })).toMatchObject({
      ok: false,
    })
  })
})
