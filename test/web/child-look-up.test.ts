import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import type { Database } from '../../src/store/db.ts'
import { anAccount, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { aFamilyRound, roundSteps } from '../support/family-builders.ts'
import { formOn } from '../support/forms.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let app: Express
let coordinator: Person
const page = '/vergaberunden/round-1/kinder/TICKET-dora/name'
const steps = () => roundSteps(testDeps(database.db))

beforeAll(async () => {
  database = await migratedDatabase()
  const { db } = database
  const deps = testDeps(db)
  await aFamilyRound(db, {
    companies: { 'company-a': 'Klinik A' },
    kitas: [{ id: 'klein', name: 'Kita Klein', places: 2, reserves: {} }],
    children: [{ id: 'dora', wishes: ['klein'], companies: [{ id: 'company-a', confirmed: true }] }],
  })
  await db
    .insertInto('guardian')
    .values({ id: 'g-1', family_id: 'dora', account_id: null, given_name: 'Gerda', family_name: 'Dorn' })
    .execute()
  const passwordHash = await deps.hashPassword(aPassword)
  await anAccount(db, { id: 'ko', role: 'coordinator', subjects: ['consortium-1'], passwordHash })
  await anAccount(db, { id: 'dorn', role: 'parent', subjects: ['dora'], passwordHash })
  app = testServer(deps)
  coordinator = new Person(app)
  await coordinator.signIn('ko@example.org', aPassword)
})
afterAll(() => database.drop())

const looksInTheTrail = () =>
  database.db.selectFrom('audit').selectAll().where('action', '=', 'child.look-up').execute()

describe('a coordinator who asks who belongs to a ticket', () => {
  test('finds nothing before the freeze: there are no wishes by ticket yet', async () => {
    expect((await coordinator.get(page)).status).toBe(404)
  })

  test('gets no name by opening the page, and none without a reason from the list', async () => {
    await steps().all()

    const opened = await coordinator.get(page)
    const without = await coordinator.submit(page, 'look-up-child', { reason: '' })
    const madeUp = await coordinator.submit(page, 'look-up-child', { reason: 'weil ich es wissen will' })

    expect(opened.status).toBe(200)
    expect(opened.text).not.toContain('Familie dora')
    expect([without.status, madeUp.status]).toEqual([422, 422])
    expect(without.text).toContain('Bitte wählen Sie einen Grund.')
    expect(madeUp.text).not.toContain('Familie dora')
    expect(await looksInTheTrail()).toEqual([])
  })

  test('reads name, birth date, parents and employer with a reason, once in the trail however often the form is sent', async () => {
    const { fields } = formOn((await coordinator.get(page)).text, 'look-up-child')
    const first = await coordinator.post(page, { ...fields, reason: 'family-asks' })
    const again = await coordinator.post(page, { ...fields, reason: 'family-asks' })
    const otherReason = await coordinator.post(page, { ...fields, reason: 'kita-asks' })

    for (const { status, text } of [first, again]) {
      expect(status).toBe(200)
      for (const told of ['dora Familie dora', '14. September 2025', 'Gerda Dorn', 'Klinik A', 'Barmen'])
        expect(text).toContain(told)
    }
    expect(otherReason.status).toBe(422)
    const entries = await looksInTheTrail()
    expect(entries.map(({ actor, subject, reason, details }) => [actor, subject, reason, JSON.parse(details)])).toEqual(
      [['ko', 'TICKET-dora', 'family-asks', { institution: 'consortium-1', round: 'round-1' }]],
    )
    const kept = await database.db.selectFrom('act_key').select('result').where('act', '=', 'look-up-child').execute()
    expect(kept).toEqual([{ result: 'null' }])
  })

  test('and the family reads that somebody looked, and why', async () => {
    const parent = new Person(app)
    await parent.signIn('dorn@example.org', aPassword)

    const { text } = await parent.get('/anfragen/request-dora')

    expect(text).toContain('1. Dezember 2026, 10:00 Uhr: Koordination')
    const looks = await parent.get('/familie/zugriffe')
    expect(looks.text).toContain('hat Namen und Eltern zu dora nachgeschlagen')
    expect(looks.text).toContain('Grund: Die Familie hat eine Frage')
  })
})
