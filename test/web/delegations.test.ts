import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import type { Deps } from '../../src/actions/deps.ts'
import type { Database } from '../../src/store/db.ts'
import { anAccount, aPassword, twoConsortia } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { formOn } from '../support/forms.ts'
import { migratedDatabase } from '../support/house.ts'
import { type Person, signedInAs, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express
let now: string
const databases: (Database & { drop(): Promise<void> })[] = []

beforeEach(async () => {
  database = await migratedDatabase()
  databases.push(database)
  const { db } = database
  await twoConsortia(db)
  now = '2026-12-01T09:00:00.000Z'
  deps = { ...testDeps(db), now: () => now }
  app = testServer(deps)
  const passwordHash = await deps.hashPassword(aPassword)
  for (const [id, role, subject] of [
    ['marion', 'kitaAdmin', 'kita-1'],
    ['timo', 'kitaAdmin', 'kita-2'],
    ['drueben', 'kitaAdmin', 'kita-3'],
    ['petra', 'hr', 'company-a'],
    ['katrin', 'coordinator', 'consortium-1'],
    ['walter', 'coordinator', 'consortium-2'],
  ] as const)
    await anAccount(db, { id, role, subjects: [subject], passwordHash })
})
afterAll(async () => {
  for (const one of databases) await one.drop()
})

const come = (id: string) => signedInAs(app, id)

const holiday = { validFrom: '2026-12-02', validTo: '2026-12-10' }
const lend = (person: Person, fields: Record<string, string> = {}) =>
  person.submit('/vertretung', 'begin-delegation', { standIn: 'kita-1|timo', ...holiday, ...fields })
const end = (person: Person) => person.submit('/vertretung', 'end-delegation', {})

const trail = () => database.db.selectFrom('audit').selectAll().where('action', 'not like', 'session%').execute()

describe('a Kita manager who goes on holiday', () => {
  test('is offered whoever manages another Kita of the consortium, and nobody else', async () => {
    const { text } = await (await come('marion')).get('/vertretung')

    expect([...text.matchAll(/<option value="([^"]+)"/g)].map((match) => match[1])).toEqual(['kita-1|timo'])
  })

  test('lends her Kita for the days she names: not earlier, not later, and it says so in the head of the page', async () => {
    const lent = await lend(await come('marion'))
    expect(lent.headers.location).toBe('/vertretung?eingetragen=1')

    const visits: number[] = []
    for (const at of ['2026-12-01T22:59:59.999Z', '2026-12-01T23:00:00.000Z', '2026-12-10T22:59:59.999Z']) {
      now = at
      visits.push((await (await come('timo')).get('/kitas/kita-1')).status)
    }
    const there = await (await come('timo')).get('/kitas/kita-1')
    now = '2026-12-10T23:00:00.000Z'
    const later = await (await come('timo')).get('/kitas/kita-1')

    expect(visits).toEqual([404, 200, 200])
    expect(there.text).toContain('In Vertretung für Konto marion bis 10. Dezember 2026')
    expect(later.status).toBe(404)
  })

  test('finds both names in the trail of what her stand-in does', async () => {
    await lend(await come('marion'))
    now = '2026-12-03T09:00:00.000Z'

    await (
      await come('timo')
    ).submit('/platzarten/place-class-1/freie-plaetze', 'declare-vacancies', { vacancies: '3' })

    const entries = await trail()
    expect(entries.map(({ action, actor, details }) => [action, actor, JSON.parse(details).insteadOf])).toEqual([
      ['delegation.begin', 'marion', undefined],
      ['placeClass.declare', 'timo', 'marion'],
    ])
    expect(JSON.parse(entries[0].details)).toEqual({
      to: 'timo',
      lent: 'kitaAdmin',
      for: 'kita-1',
      validFrom: '2026-12-02',
      validTo: '2026-12-10',
    })
  })

  test.each(['marion', 'timo', 'katrin'])('has it ended early by %s, with the next click', async (who) => {
    await lend(await come('marion'))
    now = '2026-12-03T09:00:00.000Z'
    const timo = await come('timo')
    expect((await timo.get('/kitas/kita-1')).status).toBe(200)

    const ended = await end(await come(who))

    expect(ended.headers.location).toBe('/vertretung?beendet=1')
    expect((await timo.get('/kitas/kita-1')).status).toBe(404)
  })

  test.each(['petra', 'walter', 'drueben'])('never by %s, for whom it does not exist', async (who) => {
    await lend(await come('marion'))
    const { id } = await database.db.selectFrom('delegation').select('id').executeTakeFirstOrThrow()
    const person = await come(who)
    const { fields } = formOn((await person.get('/vertretung')).text, 'sign-out')

    const tried = await person.post(`/vertretung/${id}/beenden`, { ...fields, _key: crypto.randomUUID() })

    expect(tried.status).toBe(404)
    expect((await person.get('/vertretung')).text).not.toContain('marion')
  })

  test('lends nothing with days that do not fit, and keeps what was typed', async () => {
    const marion = await come('marion')

    const past = await lend(marion, { validFrom: '2026-11-30' })
    const long = await lend(marion, { validTo: '2027-03-01' })
    const empty = await lend(marion, { validTo: '' })

    expect([past.status, long.status, empty.status]).toEqual([422, 422, 422])
    expect(long.text).toContain('höchstens 60 Tage')
    expect(long.text).toContain('value="2027-03-01"')
    expect(await database.db.selectFrom('delegation').select('id').execute()).toEqual([])
  })

  test('and her right goes to nobody once she has lost it herself', async () => {
    await lend(await come('marion'))
    now = '2026-12-03T09:00:00.000Z'
    await database.db.updateTable('account').set({ disabled_at: now }).where('id', '=', 'marion').execute()

    expect((await (await come('timo')).get('/kitas/kita-1')).status).toBe(404)
  })
})

describe('whoever stands in', () => {
  test('cannot lend on what was lent, nor choose somebody who is not on the list', async () => {
    await lend(await come('marion'), { validFrom: '2026-12-01' })
    const timo = await come('timo')

    const further = await lend(timo, { standIn: 'kita-1|marion' })
    const stranger = await lend(timo, { standIn: 'kita-2|drueben' })

    expect(further.status).toBe(404)
    expect(stranger.status).toBe(422)
    expect(await database.db.selectFrom('delegation').select('id').execute()).toHaveLength(1)
  })
})

describe('a form sent twice', () => {
  test('lends once', async () => {
    const marion = await come('marion')
    const { fields } = formOn((await marion.get('/vertretung')).text, 'begin-delegation')
    const typed = { ...fields, standIn: 'kita-1|timo', ...holiday }

    const both = await Promise.all([marion.post('/vertretung', typed), marion.post('/vertretung', typed)])

    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(await database.db.selectFrom('delegation').select('id').execute()).toHaveLength(1)
  })
})
