import { hashToken } from '../../src/store/hash-token.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { admit, type Attempt, giveBack } from '../../src/actions/admit.ts'
import { signIn } from '../../src/actions/sessions/sign-in.ts'
import { forgetFullLanes } from '../../src/store/attempts.ts'
import type { Database } from '../../src/store/db.ts'
import { aPassword, anAccount } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'

let database: Database & { drop(): Promise<void> }

beforeEach(async () => {
  database = await migratedDatabase()
  const passwordHash = await testDeps(database.db).hashPassword(aPassword)
  await anAccount(database.db, { id: 'anna', role: 'parent', subjects: ['family'], passwordHash })
  const device = { id: 'device-1', account_id: 'anna', token_hash: hashToken(annasDevice), label: 'Firefox' }
  await database.db
    .insertInto('device')
    .values({ ...device, made_at: '2026-11-01T08:00:00.000Z' })
    .execute()
})
afterEach(() => database.drop())

const annasDevice = 'a'.repeat(43)
const at = (time: string) => testDeps(database.db, `2026-12-01T${time}:00.000Z`)
const attempt = (more: Partial<Attempt> = {}): Attempt => ({
  act: 'sign-in',
  account: 'anna@example.org',
  network: '192.0.2.1',
  knownDevice: false,
  ...more,
})
const annaComesIn = (time: string, network: string, knownDevice = false, password = aPassword) =>
  signIn(at(time))({
    email: 'anna@example.org',
    password,
    network,
    browser: { label: 'Firefox', token: undefined, deviceToken: knownDevice ? annasDevice : undefined },
  })

async function admittedOf(attempts: Attempt[], deps = at('09:00')): Promise<number> {
  let admitted = 0
  for (const one of attempts) admitted += (await admit(deps, one)).ok ? 1 : 0
  return admitted
}
const times = (count: number, make: (number: number) => Attempt) =>
  Array.from({ length: count }, (_, number) => make(number))

describe('somebody guesses a password 1,000 times', () => {
  test('from one network: ten guesses pass, then one every ten minutes, and the wait is told', async () => {
    expect(await admittedOf(times(1000, () => attempt()))).toBe(10)

    expect(await admit(at('09:00'), attempt())).toEqual({
      ok: false,
      refusal: { kind: 'too-many-attempts', retryAfterSeconds: 600 },
    })
    expect(
      await admittedOf(
        times(5, () => attempt()),
        at('09:20'),
      ),
    ).toBe(2)
  })

  test('and the person herself still comes in from her own network, though not from the guesser’s', async () => {
    await admittedOf(times(1000, () => attempt({ network: '198.51.100.9' })))

    expect((await annaComesIn('09:00', '192.0.2.1')).ok).toBe(true)
    expect(await annaComesIn('09:00', '198.51.100.9')).toMatchObject({ refusal: { kind: 'too-many-attempts' } })
  })

  test('from her own network: her known device still comes in', async () => {
    await admittedOf(times(1000, () => attempt()))

    expect(await annaComesIn('09:00', '192.0.2.1')).toMatchObject({ ok: false })
    expect((await annaComesIn('09:00', '192.0.2.1', true)).ok).toBe(true)
  })

  test('from 1,000 networks: each new network has three guesses instead of ten, and nobody is locked out', async () => {
    const spread = (network: number) => attempt({ network: `10.0.${network >> 8}.${network & 255}` })
    expect(await admittedOf(times(1000, spread))).toBe(1000)

    const perNetwork = await admittedOf(times(20, () => attempt({ network: '203.0.113.7' })))

    expect(perNetwork).toBe(3)
    expect((await annaComesIn('09:00', '192.0.2.1')).ok).toBe(true)
    expect((await annaComesIn('09:00', '192.0.2.2', true)).ok).toBe(true)
  })

  test('at as many accounts from one network: 300 pass, and then one every 12 seconds', async () => {
    const accounts = times(1000, (number) => attempt({ account: `person-${number}@example.org` }))

    expect(await admittedOf(accounts)).toBe(300)
    expect(await admit(at('09:00'), attempt({ account: 'yet-another@example.org' }))).toMatchObject({
      refusal: { retryAfterSeconds: 12 },
    })
  })
})

describe('a limit', () => {
  test('is the same for an address that nobody has, however either is written', async () => {
    const known = await admittedOf(
      times(15, (number) => attempt({ account: number % 2 ? ' ANNA@Example.org' : 'anna@example.org' })),
    )
    const unknown = await admittedOf(times(15, () => attempt({ account: 'nobody@example.org' })))

    expect([known, unknown]).toEqual([10, 10])
  })

  test('counts a thousand attempts at the same moment as a thousand', async () => {
    const together = await Promise.all(times(60, () => attempt()).map((one) => admit(at('09:00'), one)))

    expect(together.filter(({ ok }) => ok)).toHaveLength(10)
  })

  test('never slows somebody who comes in by right', async () => {
    for (let time = 0; time < 30; time++) expect((await annaComesIn('09:00', '192.0.2.1')).ok).toBe(true)

    expect(await admittedOf(times(15, () => attempt()))).toBe(10)
  })

  test('gives back no more than was taken', async () => {
    const admitted = await admit(at('09:00'), attempt())
    if (admitted.ok) await giveBack(at('09:00'), admitted.value)

    expect(await admittedOf(times(15, () => attempt()))).toBe(10)
  })

  test('leaves neither address nor network in the database, and nothing at all once it is full again', async () => {
    await admittedOf(times(3, () => attempt()))
    const kept = await database.db.selectFrom('attempt').selectAll().execute()

    expect(kept).toHaveLength(3)
    expect(JSON.stringify(kept)).not.toMatch(/anna|192\.0/)

    await forgetFullLanes(database.db, '2026-12-01T09:29:59.000Z')
    expect(await database.db.selectFrom('attempt').selectAll().execute()).toHaveLength(2)
    await forgetFullLanes(database.db, '2026-12-02T09:00:00.000Z')
    expect(await database.db.selectFrom('attempt').selectAll().execute()).toEqual([])
  })
})
