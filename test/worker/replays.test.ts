import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Random, randomFor } from '../../db/seed/random.ts'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { type CuttingProxy, cuttingProxy } from '../support/cutting-proxy.ts'
import { formOn } from '../support/forms.ts'
import { companyDoor, type DemoPlaces, firstOption, houseForms, type HouseForm } from '../support/house-forms.ts'
import { twoProcesses, type TwoProcesses } from '../support/racing.ts'
import { type Answer, type DemoApp, HttpPerson } from '../support/running-app.ts'

/**
 * R5: a repeated request has no second effect. Each form is sent several times at once to two processes, once through a proxy that
 * cuts the connection after COMMIT, again when the answer is known, and again after both processes have been killed.
 */

let house: TwoProcesses
let database: Database
let proxy: CuttingProxy
let places: DemoPlaces
const people = new Map<string, HttpPerson>()

async function openHouse(): Promise<void> {
  house = await twoProcesses({ released: false, prepare: openCompanyDoor })
  database = openDatabase(house.demo.databaseUrl)
  proxy = await cuttingProxy(house.apps[1].url)
  places = await placesOf(database, house.demo.ids)
  people.clear()
}

/** The processes read it when they start. */
function openCompanyDoor({ ids, dataDir }: DemoApp): void {
  writeFileSync(join(dataDir, 'oidc.json'), JSON.stringify([companyDoor(ids)]), { mode: 0o600 })
}

async function closeHouse(): Promise<void> {
  await proxy.close()
  await database.close()
  await house.drop()
}

async function placesOf({ db }: Database, ids: Record<string, string>): Promise<DemoPlaces> {
  const subject = async (account: string) =>
    (
      await db
        .selectFrom('account_role')
        .select('subject_id')
        .where('account_id', '=', ids[account])
        .executeTakeFirstOrThrow()
    ).subject_id
  const placeClass = await db
    .selectFrom('place_class')
    .select('id')
    .where('kita_id', '=', await subject('kita-tal-strolche'))
    .executeTakeFirstOrThrow()
  const request = await db
    .selectFrom('place_request')
    .select('id')
    .where('family_id', '=', await subject('eltern6'))
    .executeTakeFirstOrThrow()
  return { ids, placeClassId: placeClass.id, requestId: request.id }
}

/** What people have done so far: their entries in the trail, and the keys that were kept with the effects. */
async function effects(): Promise<{ entries: number; keys: number }> {
  const entries = await database.db.selectFrom('audit').select('seq').where('actor', '!=', 'clock').execute()
  const keys = await database.db.selectFrom('act_key').select('key').execute()
  return { entries: entries.length, keys: keys.length }
}

async function personOf({ as }: HouseForm): Promise<HttpPerson> {
  const app = house.apps[0]
  if (as === undefined) return new HttpPerson(app.url)
  const known = people.get(as) ?? new HttpPerson(app.url)
  if (!people.has(as)) await known.signIn(`${as}@demo.example`)
  people.set(as, known)
  return known
}
const seeds = process.env.PROOF === '1' ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [1]

type Sent = { form: HouseForm; person: HttpPerson; target: string; fields: Record<string, string> }

async function fillIn(form: HouseForm): Promise<Sent> {
  const person = await personOf(form)
  const page = await form.page(places, database.db)
  if (form.waitFor) await untilState(person, page, form.waitFor)
  const prepared = await form.prepare?.(database.db)
  const { text } = await person.get(page)
  const { target = page, fields } = formOn(text, form.action)
  const typed = Object.entries(form.typed).map(([name, value]) => [
    name,
    value === firstOption ? optionOf(text, name) : value,
  ])
  return { form, person, target, fields: { ...fields, ...prepared, ...Object.fromEntries(typed) } }
}

const optionOf = (html: string, name: string) =>
  new RegExp(`<select[^>]*name="${name}"[\\s\\S]*?<option value="([^"]+)"`).exec(html)?.[1] ?? ''

/** Who sends a form again does so by chance to the one process or the other. */
const post = ({ person, target, fields }: Sent, at: number) => house.either(person, at).post(target, fields)

const postOtherwise = ({ form, person, target, fields }: Sent) =>
  person.post(form.otherwise.target?.(places) ?? target, { ...fields, ...form.otherwise.typed })

/** Sends it two to five times at once; the first of them through the proxy, which lets no answer back. */
async function postAtOnce(sent: Sent, random: Random): Promise<Answer[]> {
  const times = random.between(2, 5)
  const [cut, ...answers] = await Promise.allSettled([
    new HttpPerson(proxy.url, sent.person.cookie).post(sent.target, sent.fields),
    ...Array.from({ length: times - 1 }, (_, at) => post(sent, at)),
  ])
  expect(cut.status).toBe('rejected')
  return answers.map((answer) => {
    if (answer.status === 'rejected') throw answer.reason
    return answer.value
  })
}

type Told = { sent: Sent; to: string | undefined; requests: number }

/** Sends one form in every way, and expects one effect and one answer. */
async function sendAgainAndAgain(form: HouseForm, random: Random): Promise<Told> {
  const sent = await fillIn(form)
  const before = await effects()

  const all = [...(await postAtOnce(sent, random)), await post(sent, 0), await post(sent, 1)]

  const answers = form.limited ? all.filter(({ status }) => status !== 429) : all
  const told = answers.map(({ status, location }) => `${status} ${location}`)
  expect(new Set(told), form.action).toEqual(new Set([`${form.status ?? 303} ${answers[0].location}`]))
  const once = { entries: before.entries + (form.entries ?? 1), keys: before.keys + 1 }
  expect(await effects(), form.action).toEqual(once)
  const otherwise = await postOtherwise(sent)
  expect(otherwise.status, form.action).toBe(422)
  expect(otherwise.text, form.action).toContain('data-code="key-used-otherwise"')
  expect(await effects(), form.action).toEqual(once)
  return { sent, to: answers[0].location, requests: all.length + 1 }
}

describe.each(seeds)('a form that is sent again (seed %i)', (seed) => {
  beforeAll(openHouse, 120_000)
  afterAll(closeHouse)

  test('would have as many effects as it is sent without its key, and they are counted', async () => {
    const sent = await fillIn(houseForms[0])
    const before = await effects()

    for (const at of [0, 1, 2]) await post({ ...sent, fields: { ...sent.fields, _key: randomUUID() } }, at)

    expect(await effects()).toEqual({ entries: before.entries + 3, keys: before.keys + 3 })
  }, 60_000)

  test('has one effect, at once, cut after COMMIT, and after a kill; with other content it is refused', async () => {
    const random = randomFor(seed, 'replays')
    const all: Told[] = []
    for (const form of houseForms) all.push(await sendAgainAndAgain(form, random))
    expect(proxy.cuts).toBe(houseForms.length)

    for (const app of house.apps) await app.kill()
    const before = await effects()
    for (const app of house.apps) await app.start()
    for (const [at, { sent, to }] of all.entries()) {
      const again = await post(sent, at)
      const limited = sent.form.limited && again.status === 429
      if (!limited) expect([again.status, again.location], sent.form.action).toEqual([sent.form.status ?? 303, to])
    }
    expect(await effects()).toEqual(before)
    const requests = all.reduce((sum, told) => sum + told.requests + 1, 0)
    console.log(`${houseForms.length} forms, ${requests} requests, ${proxy.cuts} cut after COMMIT: 0 duplicates`)
  }, 500_000)
})

async function untilState(person: HttpPerson, path: string, state: string): Promise<void> {
  const deadline = Date.now() + 120_000
  for (;;) {
    const { text } = await person.get(path)
    if (text.includes(`data-state="${state}"`)) return
    if (Date.now() > deadline) throw new Error(`${path} did not come to ${state}`)
    await pass(200)
  }
}
