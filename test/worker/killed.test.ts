import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoValue } from '../../src/domain/public-value.ts'
import { hashOutcome } from '../../src/engine/canonical.ts'
import type { AllocationOutcome, AllocationProblem } from '../../src/engine/types.ts'
import { verifyOutcome } from '../../src/engine/verify/verify.ts'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { headSignerOf } from '../../src/store/head-signer.ts'
import type { Secrets } from '../../src/store/keyring.ts'
import { type DemoApp, demoApp, HttpPerson } from '../support/running-app.ts'
import { findingsOf } from '../support/trail.ts'

let demo: DemoApp
let database: Database

beforeAll(async () => {
  demo = await demoApp({ released: false })
  database = openDatabase(demo.databaseUrl)
}, 60_000)
afterAll(async () => {
  await database.close()
  await demo.drop()
})

/** The trail is whole: every entry follows its predecessor, and every head covers exactly what is there. */
async function expectWholeTrail() {
  const secrets = JSON.parse(readFileSync(join(demo.dataDir, 'secrets.json'), 'utf8')) as Secrets
  const headSigner = headSignerOf(secrets.heads, new URL(demo.app.url).host)
  expect(await findingsOf({ db: database.db, headSigner })).toEqual([])
  return database.db.selectFrom('audit').selectAll().orderBy('seq').execute()
}

describe('a server that is killed while it computes a round', () => {
  test('has after the restart either nothing or the whole outcome, comes to the whole one, and says so', async () => {
    const { app, ids } = demo
    const round = `/vergaberunden/${ids['hauptvergabe-verbund-ost']}`
    await app.start()
    const coordinator = new HttpPerson(app.url)
    await coordinator.signIn('koordination@demo.example')

    const second = new HttpPerson(app.url)
    await second.signIn('koordination2@demo.example')
    const steps = [
      await coordinator.submit(`${round}/einfrieren`, 'propose-freeze', { source: 'drand', drandRound: '1000' }),
      await second.submit(round, 'approve-freeze'),
      await coordinator.submit(`${round}/ziehung`, 'enter-value', { signature: demoValue.signature }),
      await second.submit(`${round}/ziehung`, 'enter-value', { signature: demoValue.signature }),
    ]
    expect(steps.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    // The worker looks for work every 0.3 s: these kills fall before, into and after the taking of the job.
    for (const milliseconds of [50, 350, 600]) {
      await pass(milliseconds)
      await app.kill()
      const { state } = await database.db.selectFrom('computation').select('state').executeTakeFirstOrThrow()
      const { state: roundState } = await database.db
        .selectFrom('round')
        .select('state')
        .where('id', '=', ids['hauptvergabe-verbund-ost'])
        .executeTakeFirstOrThrow()
      const proposals = await database.db.selectFrom('proposal').select('request_id').execute()
      expect([state, roundState, proposals.length > 0]).toEqual(
        state === 'computed' ? ['computed', 'computed', true] : ['queued', 'drawn', false],
      )
      await app.start()
    }
    const page = await untilState(coordinator, round, 'computed')

    const computations = await database.db.selectFrom('computation').selectAll().execute()
    expect(computations).toHaveLength(1)
    const outcome = JSON.parse(computations[0].outcome ?? '') as AllocationOutcome
    expect(hashOutcome(outcome)).toBe(computations[0].outcome_hash)
    expect(verifyOutcome(JSON.parse(computations[0].problem) as AllocationProblem, outcome)).toEqual([])
    const { attempts } = await database.db.selectFrom('job').select('attempts').executeTakeFirstOrThrow()
    expect(page.includes('data-code="resumed"')).toBe(attempts > 1)
    const trail = await expectWholeTrail()
    expect(trail.filter(({ action }) => action === 'round.compute')).toHaveLength(1)
  }, 60_000)
})

describe('a server that is killed while people sign in', () => {
  test('knows every session that it has acknowledged, and its trail is whole', async () => {
    const { app } = demo
    const acknowledged: HttpPerson[] = []
    for (const milliseconds of [15, 40, 80]) {
      const people = Array.from({ length: 4 }, () => new HttpPerson(app.url))
      await Promise.all(people.map((person) => person.form('/anmelden', 'sign-in')))
      const coming = people.map((person) =>
        person.enter('personal-klinik@demo.example').then(
          ({ status }) => status === 303 && acknowledged.push(person),
          () => {},
        ),
      )
      await pass(milliseconds)
      await app.kill()
      await Promise.all(coming)
      await app.start()
    }
    const last = new HttpPerson(app.url)
    await last.enter('personal-klinik@demo.example')
    acknowledged.push(last)

    for (const person of acknowledged) expect((await person.get('/zweiter-faktor')).text).toContain('Petra Falk')
    const trail = await expectWholeTrail()
    const begun = trail.filter(({ action }) => action === 'session.begin')
    expect(begun.length).toBeGreaterThanOrEqual(acknowledged.length)
  }, 60_000)
})

describe('a server that is killed while HR opens requests', () => {
  test('has every acknowledged request, and the same forms sent again make no second one', async () => {
    const { app } = demo
    const page = '/platzanfragen/neu'
    const acknowledged = new Set<string>()
    const names: string[] = []
    for (const [round, milliseconds] of [5, 20, 45, 90].entries()) {
      const hr = new HttpPerson(app.url)
      await hr.signIn('personal-hochschule@demo.example')
      const { text } = await hr.get(page)
      const startMonth = /<option value="(\d{4}-\d{2}[^"]*)"/.exec(text)?.[1] ?? ''
      const forms = await Promise.all(
        [1, 2, 3].map(async (number) => {
          const employeeName = `Beschäftigte ${round}-${number}`
          names.push(employeeName)
          const { target, fields } = await hr.form(page, 'open-place-request')
          return { target, fields: { ...fields, employeeName, childBirthMonth: '2025-06', startMonth, hours: '45' } }
        }),
      )
      const posting = forms.map(({ target, fields }) =>
        hr.post(target, fields).then(
          ({ status }) => status === 303 && acknowledged.add(fields.employeeName),
          () => {},
        ),
      )
      await pass(milliseconds)
      await app.kill()
      await Promise.all(posting)
      const saved = await database.db.selectFrom('employment').select('employee_name').execute()
      const savedNames = saved.map(({ employee_name }) => employee_name)
      for (const name of acknowledged) expect(savedNames).toContain(name)

      await app.start()
      // Whoever got no answer sends the form again, with the key that it carries.
      const again = await Promise.all(forms.map(({ target, fields }) => hr.post(target, fields)))
      expect(again.map(({ status }) => status)).toEqual([303, 303, 303])
    }

    const rows = await database.db.selectFrom('employment').select('employee_name').execute()
    const opened = rows.map(({ employee_name }) => employee_name).filter((name) => name.startsWith('Beschäftigte '))
    expect(opened.toSorted()).toEqual(names.toSorted())
    const trail = await expectWholeTrail()
    expect(trail.filter(({ action }) => action.startsWith('placeRequest.'))).toHaveLength(names.length)
  }, 60_000)
})

async function untilState(person: HttpPerson, path: string, state: string): Promise<string> {
  const deadline = Date.now() + 30_000
  for (;;) {
    const { text } = await person.get(path)
    if (text.includes(`data-state="${state}"`)) return text
    if (Date.now() > deadline) throw new Error(`${path} did not come to ${state}`)
    await pass(200)
  }
}
