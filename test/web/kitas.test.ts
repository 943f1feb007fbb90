import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { anAccount, aPassword, canaries, twoConsortia } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { freezeAndDraw } from '../support/draw-steps.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, signedInAs, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express

const form = '/platzarten/place-class-1/freie-plaetze'
const coordinator: Viewer = { accountId: 'account-1', name: 'KO', role: 'coordinator', subjects: ['consortium-1'] }

beforeEach(async () => {
  database = await migratedDatabase()
  const { db } = database
  deps = testDeps(db)
  await twoConsortia(db)
  const passwordHash = await deps.hashPassword(aPassword)
  await anAccount(db, { id: 'kita', role: 'kitaAdmin', subjects: ['kita-1'], passwordHash })
  await anAccount(db, { id: 'two', role: 'kitaAdmin', subjects: ['kita-1', 'kita-2'], passwordHash })
  await anAccount(db, { id: 'hr', role: 'hr', subjects: ['company-a'], passwordHash })
  app = testServer(deps)
})
afterEach(() => database.drop())

const signedIn = (id = 'kita') => signedInAs(app, id)

async function compute() {
  const actions = createActions(deps)
  await freezeAndDraw(deps, [coordinator, { ...coordinator, accountId: 'account-2' }])
  await actions.workOnce()
}

const declare = (person: Person, vacancies: string, more: Record<string, string> = {}) =>
  person.submit(form, 'declare-vacancies', { vacancies, ...more })
const placeClass = () =>
  database.db
    .selectFrom('place_class')
    .select(['vacancies', 'version'])
    .where('id', '=', 'place-class-1')
    .executeTakeFirstOrThrow()
const hiddenFields = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((found) => [found[1], found[2]]),
  )

describe('a Kita’s management', () => {
  test('goes straight to its only Kita, and chooses between two', async () => {
    const one = await (await signedIn()).get('/kitas')
    const two = await (await signedIn('two')).get('/kitas')

    expect([one.status, one.headers.location]).toEqual([303, '/kitas/kita-1'])
    expect(two.status).toBe(200)
    expect(two.text).toContain('href="/kitas/kita-1"')
    expect(two.text).toContain('href="/kitas/kita-2"')
    expect(two.text).not.toContain('kita-3')
  })

  test('reads its places with what is reserved for whom', async () => {
    const person = await signedIn()

    const { body } = await person.get('/kitas/kita-1', 'application/json')
    const page = await person.get('/kitas/kita-1')

    expect(body.facts).toContainEqual({ label: 'Plätze laut Betriebserlaubnis', value: '20' })
    expect(body.groups).toEqual(['Bären: Gruppenform II, 10 Plätze'])
    expect(body.placeClasses).toMatchObject([
      { start: 'August 2027', vacancies: '3', reserved: '1', reserves: ['A: 1'], forAll: '2', href: form },
    ])
    expect(page.text).toContain('data-page="kita" data-entity="kita-1" data-state="open"')
    expect(page.text).toContain('data-code="no-proposals"')
    expect(page.text).not.toMatch(/ style=/)
  })

  test('learns nothing of who has asked before an outcome is computed', async () => {
    const { text } = await (await signedIn()).get('/kitas/kita-1', 'application/json')

    expect(JSON.parse(text).proposals).toEqual([])
  })

  test('sees who is proposed by case, age, start and sibling: no name, ticket, birth date or wish', async () => {
    await compute()
    const person = await signedIn()

    const json = await person.get('/kitas/kita-1', 'application/json')
    const page = await person.get('/kitas/kita-1')

    expect(json.body.proposals).toHaveLength(3)
    expect(json.body.proposals.filter(({ countsFor }: { countsFor: string }) => countsFor === 'A')).toHaveLength(1)
    expect(json.body.proposals.map(({ code, reason }: Record<string, string>) => [code, reason])).toContainEqual([
      'admitted-by-quota',
      'vertraglicher Platz, nach Punkten und Los',
    ])
    expect(page.text).toContain('data-code="admitted-by-pool"')
    expect(json.body.proposals.filter(({ sibling }: { sibling: string }) => sibling === 'ja')).toHaveLength(1)
    expect(json.body.proposals[0]).toMatchObject({ age: '22 Monate', hours: '45 Std.', start: 'August 2027' })
    expect(json.body.proposals[0].caseNumber).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    expect(json.body.placeClasses[0]).toMatchObject({ proposed: '3', free: '0', href: null })
    for (const canary of [...Object.values(canaries), 'Änne', '2025', 'September']) {
      expect(json.text, canary).not.toContain(canary)
      expect(page.text, canary).not.toContain(canary)
    }
  })

  test('no longer sees a proposal that was discarded, or declined', async () => {
    await compute()
    await database.db.updateTable('place_request').set({ state: 'waiting' }).where('id', '=', 'ben').execute()
    const declined = await (await signedIn()).get('/kitas/kita-1', 'application/json')
    await database.db.updateTable('computation').set({ state: 'discarded' }).execute()
    const discarded = await (await signedIn()).get('/kitas/kita-1', 'application/json')

    expect(declined.body.proposals).toHaveLength(2)
    expect(declined.body.placeClasses[0]).toMatchObject({ proposed: '2', free: '1' })
    expect(discarded.body.proposals).toEqual([])
  })

  test.each([
    '/kitas/kita-2',
    '/kitas/kita-3',
    '/kitas/nix',
    '/platzarten/place-class-3/freie-plaetze',
    '/platzarten/nix/freie-plaetze',
  ])('does not find %s', async (path) => {
    expect((await (await signedIn()).get(path)).status).toBe(404)
  })

  test('is the only one to find its pages', async () => {
    for (const path of ['/kitas', '/kitas/kita-1', form]) {
      expect((await (await signedIn('hr')).get(path)).status, path).toBe(404)
      expect((await new Person(app).get(path)).status, path).toBe(303)
    }
  })
})

describe('a Kita’s management changes its vacancies', () => {
  test('and finds them changed, with an entry in the trail', async () => {
    const person = await signedIn()

    const answer = await declare(person, '5')
    const page = await person.get(answer.headers.location)

    expect([answer.status, answer.headers.location]).toEqual([303, '/kitas/kita-1?gespeichert=place-class-1'])
    expect(page.text).toContain('data-code="vacancies-declared"')
    expect(page.text).toContain('Freie Plätze jetzt: 5.')
    expect(await placeClass()).toEqual({ vacancies: 5, version: 2 })
    const trail = await database.db.selectFrom('audit').selectAll().where('action', '=', 'placeClass.declare').execute()
    expect(trail.map(({ details }) => JSON.parse(details))).toEqual([{ reserved: 1, version: 2 }])
    expect(trail[0].after).toMatch(/^[0-9a-f]{64}$/)
    expect(trail[0].after).not.toBe(trail[0].before)
  })

  test.each([
    ['fewer than are reserved', '0', 'vertraglich reserviert: 1.'],
    ['more than a Kita has', '501', 'von 0 bis 500'],
    ['a word', 'viele', 'von 0 bis 500'],
    ['half a place', '2,5', 'von 0 bis 500'],
    ['nothing', '', 'von 0 bis 500'],
  ])('not to %s: the field says why and keeps what was typed', async (_, typed, words) => {
    const answer = await declare(await signedIn(), typed)

    expect(answer.status).toBe(422)
    expect(answer.text).toContain('href="#vacancies"')
    expect(answer.text).toContain(words)
    expect(answer.text).toContain(`name="vacancies" type="text" value="${typed}"`)
    expect(await placeClass()).toEqual({ vacancies: 3, version: 1 })
  })

  test('not over what somebody else has just declared: both numbers are shown', async () => {
    const person = await signedIn()
    const stale = hiddenFields((await person.get(form)).text.split('data-action="declare-vacancies"')[1])
    await declare(await signedIn('two'), '7')

    const answer = await person.post(form, { ...stale, vacancies: '5' })
    const again = hiddenFields(answer.text.split('data-action="declare-vacancies"')[1])
    const mended = await person.post(form, { ...again, vacancies: '5' })

    expect(answer.status).toBe(409)
    expect(answer.text).toContain('data-code="changed-meanwhile"')
    expect(answer.text).toContain('data-field="vacancies">7<')
    expect(answer.text).toContain('value="5"')
    expect(mended.status).toBe(303)
    expect(await placeClass()).toEqual({ vacancies: 5, version: 3 })
  })

  test('once, however often the same form is sent', async () => {
    const person = await signedIn()
    const hidden = hiddenFields((await person.get(form)).text.split('data-action="declare-vacancies"')[1])

    const answers = await Promise.all([1, 2, 3].map(() => person.post(form, { ...hidden, vacancies: '4' })))

    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await placeClass()).toEqual({ vacancies: 4, version: 2 })
  })

  test('not any more once the round is frozen, and is told why', async () => {
    const person = await signedIn()
    const hidden = hiddenFields((await person.get(form)).text.split('data-action="declare-vacancies"')[1])
    await compute()

    const answer = await person.post(form, { ...hidden, vacancies: '5' })
    const page = await person.get(form)

    expect(answer.status).toBe(409)
    expect(answer.text).toContain('data-code="round-not-open"')
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('data-action="declare-vacancies"')
    expect(page.text).toContain('lassen sich die freien Plätze jetzt nicht ändern')
    expect(await placeClass()).toEqual({ vacancies: 3, version: 1 })
  })

  test('only of its own Kita', async () => {
    const person = await signedIn()
    const hidden = hiddenFields((await person.get(form)).text.split('data-action="declare-vacancies"')[1])

    const foreign = await person.post('/platzarten/place-class-3/freie-plaetze', { ...hidden, vacancies: '5' })

    expect(foreign.status).toBe(404)
  })

  test.each([
    ['no key', { _key: '' }],
    ['no version', { version: '' }],
    ['a version that is none', { version: '1; drop' }],
  ])('not by a form that is not ours: %s', async (_, fields) => {
    expect((await declare(await signedIn(), '4', fields)).status).toBe(400)
  })
})
