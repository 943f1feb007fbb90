import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { randomFor } from '../../db/seed/random.ts'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { numRuns } from '../engine/support/problems.ts'
import { contradictionsIn, eachSawTheLast, effectsOf, EightPeople, howItStands } from '../support/eight-people.ts'
import { History } from '../support/history.ts'
import { allAtOnce, twoProcesses, type TwoProcesses } from '../support/racing.ts'
import { HttpPerson } from '../support/running-app.ts'

/**
 * R4, for what people can do so far: two processes on one database, and everybody at once. The trail gives the order; at each step
 * of it whoever changed something had seen what was there.
 */

let house: TwoProcesses
let database: Database
let history: History
let beginning: Awaited<ReturnType<typeof howItStands>>

beforeAll(async () => {
  house = await twoProcesses({ released: false })
  database = openDatabase(house.demo.databaseUrl)
}, 120_000)
beforeEach(async () => {
  history = new History()
  beginning = await howItStands(database.db)
})
afterAll(async () => {
  await database.close()
  await house.drop()
})

async function faults() {
  const effects = await effectsOf(database.db, beginning, history)
  return [
    ...history.faults(effects, eachSawTheLast(beginning)),
    ...(await contradictionsIn(database.db, beginning, history)),
  ]
}

async function signedIn(account: string): Promise<HttpPerson> {
  const person = new HttpPerson(house.apps[0].url)
  await person.signIn(`${account}@demo.example`)
  return person
}

/** With what the other races send it comes to 10,000 requests. */
const requests = process.env.PROOF === '1' ? 8_200 : 60

const firstPlaceClassOf = (account: string) =>
  database.db
    .selectFrom('place_class')
    .innerJoin('account_role', 'account_role.subject_id', 'place_class.kita_id')
    .select('place_class.id')
    .where('account_role.account_id', '=', house.demo.ids[account])
    .orderBy('place_class.id')
    .executeTakeFirstOrThrow()

const firstRequestOf = (account: string) =>
  database.db
    .selectFrom('place_request')
    .innerJoin('account_role', 'account_role.subject_id', 'place_request.family_id')
    .select(['place_request.id', 'account_role.subject_id as familyId'])
    .where('account_role.account_id', '=', house.demo.ids[account])
    .orderBy('place_request.id')
    .executeTakeFirstOrThrow()

/** The same page, opened once more: with a key of its own. */
const inOwnTab = (fields: Record<string, string>, at: number) => ({
  ...fields,
  _key: fields._key.replace(/.$/, String(at)),
})

describe('two processes on one database', () => {
  test(
    'take everybody’s acts at once, and lose or double none',
    async () => {
      const people = await EightPeople.comeTogether(house.demo, database.db, history, 4)
      people.useProcesses(house.apps)
      await people.getReady()

      await people.act({ over: () => history.operations.length >= requests, onAnswer: () => {} })
      expect(history.operations.length).toBeGreaterThanOrEqual(requests)
      await people.sendAgain()

      expect(history.count(undefined)).toBe(0)
      expect(await faults()).toEqual([])
    },
    60_000 + requests * 500,
  )

  test(
    'let one of several who have seen the same number change it, and tell the others',
    async () => {
      const manager = await signedIn('kita-tal-strolche')
      const { id } = await firstPlaceClassOf('kita-tal-strolche')
      const random = randomFor(1, 'vacancies')
      const rounds = numRuns(4)

      for (let turn = 0; turn < rounds; turn++) {
        const { target, fields } = await manager.form(`/platzarten/${id}/freie-plaetze`, 'declare-vacancies')
        const first = random.between(100, 400)
        await allAtOnce(6, (at) => {
          const vacancies = String(first + at)
          const act = `declare:${id}:${fields.version}:${vacancies}`
          return history.send(act, () => house.either(manager, at).post(target, { ...inOwnTab(fields, at), vacancies }))
        })
      }

      expect([history.count('done'), history.count('refused')]).toEqual([rounds, rounds * 5])
      expect(await faults()).toEqual([])
    },
    60_000 + numRuns(4) * 3_000,
  )

  test(
    'let one of two parents choose for the siblings, and tell the other',
    async () => {
      const parent = await signedIn('eltern6')
      const { id, familyId } = await firstRequestOf('eltern6')
      const rounds = numRuns(4)

      for (let turn = 0; turn < rounds; turn++) {
        const { target, fields } = await parent.form(`/anfragen/${id}`, 'choose-siblings')
        await allAtOnce(3, (at) => {
          const choice = ['independent', 'together-or-split', 'together-or-nothing'][at]
          const act = `siblings:${familyId}:${fields.version}:${choice}`
          return history.send(act, () => house.either(parent, at).post(target, { ...inOwnTab(fields, at), choice }))
        })
      }

      expect([history.count('done'), history.count('refused')]).toEqual([rounds, rounds * 2])
      expect(await faults()).toEqual([])
    },
    60_000 + numRuns(4) * 3_000,
  )

  test('are found out where the last one simply wins', async () => {
    const [app] = house.apps
    await app.kill()
    app.program = ['test/support/weakened-server.ts', 'last-wins']
    await app.start()
    const manager = await signedIn('kita-tal-strolche')
    const { id } = await firstPlaceClassOf('kita-tal-strolche')
    const { target, fields } = await manager.form(`/platzarten/${id}/freie-plaetze`, 'declare-vacancies')

    for (const at of [0, 1, 2]) {
      const vacancies = String(100 + at)
      const act = `declare:${id}:${fields.version}:${vacancies}`
      await history.send(act, () => manager.post(target, { ...inOwnTab(fields, at), vacancies }))
    }

    const kinds = (await faults()).map((fault) => (typeof fault === 'string' ? fault : fault.kind))
    expect(kinds.toSorted()).toEqual(['lost', 'lost', 'phantom', 'phantom'])
  }, 60_000)
})
