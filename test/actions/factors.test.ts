import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Actions, createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import { totpCode } from '../../src/actions/factors/totp.ts'
import type { SignedIn } from '../../src/actions/sessions/find-presence.ts'
import type { Database } from '../../src/store/db.ts'
import { insertPasskey } from '../../src/store/passkeys.ts'
import { anAccount, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { aTotpSecret } from '../support/second-factor.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let actions: Actions
let now: string
const email = 'ko@example.org'

beforeEach(async () => {
  database = await migratedDatabase()
  now = '2026-12-01T09:00:10.000Z'
  deps = { ...testDeps(database.db), now: () => now }
  actions = createActions(deps)
  const passwordHash = await deps.hashPassword(aPassword)
  await anAccount(database.db, { id: 'ko', role: 'coordinator', subjects: ['consortium-1'], passwordHash })
})
afterEach(() => database.drop())

const browser = { label: 'Firefox auf Linux', token: undefined, deviceToken: undefined }
const after = (seconds: number) => new Date(Date.parse(now) + seconds * 1000).toISOString()

/** Half in: the password was right. */
async function entered(): Promise<SignedIn> {
  const came = await actions.signIn({ email, password: aPassword, browser, network: '192.0.2.1' })
  if (!came.ok) throw new Error(came.refusal.kind)
  return sessionBehind(came.value.token)
}

async function sessionBehind(token: string): Promise<SignedIn> {
  const { session } = await actions.findPresence(token)
  if (!session) throw new Error('nobody is there')
  return session
}

/** Wholly in, with a fresh proof, whatever codes were used before. */
async function inside() {
  await database.db.updateTable('totp_factor').set({ last_step: 0 }).execute()
  const proved = await actions.proveWithTotp(await entered(), totpCode(aTotpSecret, now))
  if (!proved.ok) throw new Error(proved.refusal.kind)
  return actions.findPresence(proved.value.token)
}

describe('the code of an app', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('at second %i is what RFC 6238 says', (second, code) => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

    expect(totpCode(secret, new Date(second * 1000).toISOString())).toBe(code)
  })

  test.each([
    [-60, false],
    [-30, true],
    [0, true],
    [30, true],
    [60, false],
  ])('of %i seconds from now is taken: %s', async (seconds, taken) => {
    const proved = await actions.proveWithTotp(await entered(), totpCode(aTotpSecret, after(seconds)))

    expect(proved.ok).toBe(taken)
  })

  test('is good once, also in another session, and so is every earlier one', async () => {
    const code = totpCode(aTotpSecret, now)
    const [first, second] = [await entered(), await entered()]

    expect(await actions.proveWithTotp(first, code)).toMatchObject({ ok: true })
    expect(await actions.proveWithTotp(second, code)).toEqual({ ok: false, refusal: { kind: 'wrong-code' } })
    expect(await actions.proveWithTotp(second, totpCode(aTotpSecret, after(-30)))).toMatchObject({ ok: false })
    expect(await actions.proveWithTotp(second, totpCode(aTotpSecret, after(30)))).toMatchObject({ ok: true })
  })

  test('shown by eight at once lets one in', async () => {
    const code = totpCode(aTotpSecret, now)
    const sessions = await Promise.all(Array.from({ length: 8 }, entered))

    const proved = await Promise.all(sessions.map((session) => actions.proveWithTotp(session, code)))

    expect(proved.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('typed wrongly five times ends the session; the right one is too late then', async () => {
    const session = await entered()
    const wrong = Array.from({ length: 5 }, () => actions.proveWithTotp(session, '000000'))

    const kinds = (await Promise.all(wrong)).map((proved) => (proved.ok ? 'in' : proved.refusal.kind))

    expect(kinds.toSorted()).toEqual(['too-many-codes', ...Array.from({ length: 4 }, () => 'wrong-code')])
    expect((await actions.findPresence(session.token)).session).toBeNull()
    expect(await actions.proveWithTotp(session, totpCode(aTotpSecret, now))).toMatchObject({ ok: false })
  })
})

describe('whoever is half in', () => {
  test('cannot add another factor to an account that has one', async () => {
    const presence = await actions.findPresence((await entered()).token)

    expect(actions.prepareTotp(presence)).toEqual({ ok: false, refusal: { kind: 'not-found' } })
    expect(await actions.preparePasskey({ presence, browser, site: 'http://localhost:3000' }, 'add')).toMatchObject({
      ok: false,
    })
    expect(await actions.makeRecoveryCodes(presence)).toMatchObject({ ok: false })
    expect(await actions.removeTotp(presence)).toMatchObject({ ok: false })
  })

  test('is a visitor to everything that forgets to ask', async () => {
    expect((await actions.findPresence((await entered()).token)).viewer).toMatchObject({
      role: 'visitor',
      subjects: [],
    })
  })
})

describe('recovery codes', () => {
  const codesOf = async () => {
    const made = await actions.makeRecoveryCodes(await inside())
    if (!made.ok) throw new Error(made.refusal.kind)
    return made.value.codes
  }

  test('are ten, stand in for the factor once each, however they are typed, and are told by mail and trail', async () => {
    const codes = await codesOf()

    expect(new Set(codes).size).toBe(10)
    const typed = codes[0].toLowerCase().replaceAll('-', ' ')
    expect(await actions.proveWithRecoveryCode(await entered(), typed)).toMatchObject({ ok: true })
    expect(await actions.proveWithRecoveryCode(await entered(), codes[0])).toMatchObject({ ok: false })
    expect(await actions.proveWithRecoveryCode(await entered(), codes[1])).toMatchObject({ ok: true })
    expect(await database.db.selectFrom('outbox').select('kind').execute()).toEqual([{ kind: 'factor-changed' }])
    const trail = await database.db.selectFrom('audit').select('action').execute()
    expect(trail.map(({ action }) => action)).toContain('factor.add')
  })

  test('of which one is used by eight at once let one in', async () => {
    const [code] = await codesOf()
    const sessions = await Promise.all(Array.from({ length: 8 }, entered))

    const proved = await Promise.all(sessions.map((session) => actions.proveWithRecoveryCode(session, code)))

    expect(proved.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('made anew replace the former ones', async () => {
    const [former] = await codesOf()
    await codesOf()

    expect(await actions.proveWithRecoveryCode(await entered(), former)).toMatchObject({ ok: false })
  })
})

describe('the last factor of staff', () => {
  test('stays, also when app and passkey are removed at the same moment', async () => {
    const presence = await inside()
    expect(await actions.removeTotp(presence)).toEqual({ ok: false, refusal: { kind: 'last-factor' } })
    const asMade = { counter: 0, transports: [], lastUsedAt: null, regressedAt: null }
    const passkey = { ...asMade, credentialId: 'c', publicKey: 'k', name: 'Handy' }
    await database.db
      .transaction()
      .execute((trx) => insertPasskey(trx, { ...passkey, id: 'passkey-1', accountId: 'ko', madeAt: now }))

    const removed = await Promise.all([actions.removeTotp(presence), actions.removePasskey(presence, 'passkey-1')])

    expect(removed.filter(({ ok }) => ok)).toHaveLength(1)
    const left = [
      ...(await database.db.selectFrom('totp_factor').select('account_id').execute()),
      ...(await database.db.selectFrom('passkey').select('account_id').execute()),
    ]
    expect(left).toHaveLength(1)
  })
})

describe('a stolen database', () => {
  /** Every value of every column, as text. */
  async function everything(): Promise<string> {
    const tables = await database.db.introspection.getTables()
    const rows = await Promise.all(
      tables.map(({ name }) =>
        database.db
          .selectFrom(name as 'account')
          .selectAll()
          .execute(),
      ),
    )
    return JSON.stringify(rows)
  }

  test('holds no session, code, secret or recovery code that could be used; the search finds a planted one', async () => {
    const presence = await inside()
    const made = await actions.makeRecoveryCodes(presence)
    const codes = made.ok ? made.value.codes : []
    const prepared = actions.prepareTotp(presence)
    const secrets = [
      presence.session?.token ?? '',
      aTotpSecret,
      ...codes,
      ...codes.map((code) => code.replaceAll('-', '')),
      aPassword,
      ...(prepared.ok ? [prepared.value.secret] : []),
    ]
    expect(secrets).toHaveLength(24)
    const found = async () => {
      const text = await everything()
      return secrets.filter((secret) => text.includes(secret))
    }

    expect(await found()).toEqual([])

    await database.db.updateTable('session').set({ label: codes[3] }).execute()
    expect(await found()).toEqual([codes[3]])
  })
})
