import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import type { Deps } from '../../src/actions/deps.ts'
import type { Database } from '../../src/store/db.ts'
import { anAccount, anOpenRound, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let app: Express
let deps: Deps
let now: string
const email = 'mama@example.org'

beforeEach(async () => {
  database = await migratedDatabase()
  now = '2026-12-01T09:00:00.000Z'
  deps = { ...testDeps(database.db), now: () => now }
  await anOpenRound(database.db)
  const passwordHash = await deps.hashPassword(aPassword)
  await anAccount(database.db, { id: 'mama', role: 'parent', subjects: ['anna'], passwordHash })
  app = testServer(deps)
})
afterEach(() => database.drop())

const pass = (seconds: number) => {
  now = new Date(Date.parse(now) + seconds * 1000).toISOString()
}

/** The codes that were mailed, in order. */
async function mailed(): Promise<string[]> {
  const rows = await database.db.selectFrom('outbox').selectAll().where('kind', '=', 'device-code').execute()
  return rows
    .toSorted((a, b) => a.created_at.localeCompare(b.created_at))
    .map(({ id, content }) => {
      const mail = JSON.parse(deps.keyring.open(`outbox.content/${id}`, content ?? '')) as { values: { code: string } }
      return mail.values.code
    })
}

/** A parent in the browser in which it has switched the code on. */
async function careful(): Promise<Person> {
  const person = new Person(app)
  await person.signIn(email, aPassword)
  const switched = await person.submit('/konto/geraete-code', 'ask-device-codes', {})
  expect(switched.headers.location).toBe('/konto?gespeichert=geraete-code')
  return person
}

const newDevice = async () => {
  const person = new Person(app)
  await person.enter(email, aPassword)
  return person
}

describe('a parent who wants a code for new devices', () => {
  test('goes on without one where it was switched on, also after signing out', async () => {
    const person = await careful()
    expect((await person.get('/anfragen/anna')).status).toBe(200)

    await person.submit('/konto', 'sign-out', {})
    await person.enter(email, aPassword)

    expect((await person.get('/anfragen/anna')).status).toBe(200)
    expect(await mailed()).toEqual([])
  })

  test('is asked for it in another browser, which is known from then on', async () => {
    await careful()
    const person = await newDevice()
    const gate = await person.get('/anfragen/anna')
    expect([gate.status, gate.headers.location]).toEqual([303, '/geraete-code?next=%2Fanfragen%2Fanna'])
    const [code] = await mailed()
    expect(code).toMatch(/^\d{6}$/)

    const came = await person.submit(gate.headers.location, 'give-device-code', { code })

    expect(came.headers.location).toBe('/anfragen/anna')
    expect((await person.get('/anfragen/anna')).status).toBe(200)
    await person.submit('/konto', 'sign-out', {})
    await person.enter(email, aPassword)
    expect((await person.get('/anfragen/anna')).status).toBe(200)
    expect(await mailed()).toHaveLength(1)
  })

  test('has ten minutes for it, and it is good for one browser only', async () => {
    await careful()
    const [slow, other] = [await newDevice(), await newDevice()]
    const [first, second] = await mailed()
    const give = (person: Person, code: string) => person.submit('/geraete-code', 'give-device-code', { code })

    expect((await give(other, first)).status).toBe(422)
    pass(10 * 60)
    expect((await give(slow, first)).status).toBe(422)
    expect((await give(other, second)).status).toBe(422)
  })

  test('is signed out after five wrong ones', async () => {
    await careful()
    const person = await newDevice()
    const wrong = (await mailed())[0] === '000000' ? '000001' : '000000'
    const give = () => person.submit('/geraete-code', 'give-device-code', { code: wrong })
    for (let tries = 1; tries <= 4; tries++) expect((await give()).status).toBe(422)

    expect((await give()).text).toContain('data-code="too-many-codes"')

    expect((await person.get('/geraete-code')).headers.location).toBe('/')
  })

  test('gets another one where it has not come, at most one a minute', async () => {
    await careful()
    const person = await newDevice()
    const again = () => person.submit('/geraete-code', 'send-device-code', {})
    await again()
    expect(await mailed()).toHaveLength(1)
    pass(60)
    await again()

    const codes = await mailed()
    expect(codes).toHaveLength(2)
    expect((await person.submit('/geraete-code', 'give-device-code', { code: codes[1] })).status).toBe(303)
  })

  test('finds no code in the database, nor a token of a known browser', async () => {
    const person = await careful()
    await newDevice()
    const [code] = await mailed()
    const token = /__Host-device=([\w-]{43})/.exec(person.cookie)?.[1] ?? ''
    const rows = [
      await database.db.selectFrom('device_code').selectAll().execute(),
      await database.db.selectFrom('device').selectAll().execute(),
      await database.db.selectFrom('outbox').select(['content', 'kind', 'id']).execute(),
    ]

    expect(rows.map(({ length }) => length)).toEqual([1, 1, 1])
    expect(token).toHaveLength(43)
    for (const secret of [code, token]) expect(JSON.stringify(rows)).not.toContain(secret)
  })

  test('may switch it off again', async () => {
    const person = await careful()
    await person.submit('/konto/geraete-code', 'ask-device-codes', {})

    expect((await (await newDevice()).get('/anfragen/anna')).status).toBe(200)
  })
})
