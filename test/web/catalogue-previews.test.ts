import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { Database } from '../../src/store/db.ts'
import { anAccount, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { aFamilyRound, roundSteps } from '../support/family-builders.ts'
import { formOn } from '../support/forms.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, signedInAs, testServer } from '../support/web.ts'

const catalogue = '/verbund/consortium-1/punkte'
const form = `${catalogue}/vorschau`
let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express
let coordinator: Person
let steps: ReturnType<typeof roundSteps>

/**
 * One place in the Sonnenhof, two in the Mondstraße. Ben is a single parent's child (10 points) and gets the one; Anna needs
 * 45 hours (5 points) and is left with the other Kita, as is Clara, whose parents work for a company that looks like a formula.
 */
beforeEach(async () => {
  database = await migratedDatabase()
  const { db } = database
  deps = testDeps(db)
  steps = roundSteps(deps)
  await aFamilyRound(db, {
    companies: { 'company-a': '=1+1 Klinik' },
    kitas: [
      { id: 'sonne', name: 'Kita Sonnenhof', places: 1 },
      { id: 'mond', name: 'Kita Mondstraße', places: 2, reserves: { 'company-a': 1 } },
    ],
    children: [
      { id: 'anna', wishes: ['sonne', 'mond'], answers: [{ criterion: 'needs-45-hours', value: 1 }] },
      { id: 'ben', wishes: ['sonne'], answers: [{ criterion: 'single-parent', value: 1 }] },
      { id: 'clara', wishes: ['mond'], companies: [{ id: 'company-a', confirmed: true }] },
    ],
  })
  const passwordHash = await deps.hashPassword(aPassword)
  await anAccount(db, { id: 'ko', role: 'coordinator', subjects: ['consortium-1'], passwordHash })
  await anAccount(db, { id: 'fremd', role: 'coordinator', subjects: ['consortium-2'], passwordHash })
  await anAccount(db, { id: 'hr', role: 'hr', subjects: ['company-a'], passwordHash })
  app = testServer(deps)
  coordinator = await signedIn('ko')
})
afterEach(() => database.drop())

const signedIn = (id: string) => signedInAs(app, id)

async function computedRound() {
  await steps.freeze()
  await steps.compute()
}

/** What stands in the fields of the form as it is drawn. */
async function typedOn(page: string) {
  const { text } = await coordinator.get(page)
  const inputs = [...text.matchAll(/<input class="kern-form-input__input[^>]* name="([^"]+)"[^>]* value="([^"]*)"/g)]
  return Object.fromEntries(inputs.map(([, name, value]) => [name, value]))
}

/** Sends the form with the round's own points but for these, and lets the worker compute. Gives the address of the preview. */
async function preview(changed: Record<string, string>) {
  const asked = await coordinator.submit(form, 'preview-catalogue', { ...(await typedOn(form)), ...changed })
  expect(asked.status, asked.text).toBe(303)
  await createActions(deps).workOnce()
  return asked.headers.location
}

const movesOn = (html: string) =>
  [...html.matchAll(/data-move="([^"]+)"><th[^>]*>([^<]+)</g)].map(([, move, ticket]) => [ticket, move])

describe('a coordinator before the first round is computed', () => {
  test('reads by which points the consortium allocates, with version, validity and hash', async () => {
    const consortium = await coordinator.get('/verbund/consortium-1')
    const page = await coordinator.get(catalogue)

    expect(consortium.text).toContain(`href="${catalogue}"`)
    expect(page.text).toContain('Fassung 1')
    expect(page.text).toContain('1. August 2026 bis 31. Juli 2027')
    expect(page.text).toMatch(/Alleinerziehend<\/th><td[^>]*>trifft zu<\/td><td[^>]*>10</)
    expect(page.text).toMatch(
      /Geschwister in derselben Kita<\/th><td[^>]*>in derselben Kita, nur dort<\/td><td[^>]*>20</,
    )
    expect(page.text).toContain('<span class="vk-hash">h</span>')
  })

  test('is told that other points can be tried later, and a form made up by hand is refused', async () => {
    const page = await coordinator.get(form)
    const { fields } = formOn(page.text, 'sign-out')
    const key = '00000000-0000-4000-8000-000000000000'
    const answer = await coordinator.post(form, { ...fields, _key: key, 'hardship-points': '1' })

    expect((await coordinator.get(catalogue)).text).not.toContain(`href="${form}"`)
    expect(page.text).toContain('sobald eine Runde berechnet ist')
    expect([answer.status, answer.text.includes('data-code="no-computed-round"')]).toEqual([409, true])
  })
})

describe('a coordinator after the round', () => {
  beforeEach(computedRound)

  test('finds the round’s points in the form', async () => {
    expect(await typedOn(form)).toMatchObject({
      'single-parent-points': '10',
      'needs-45-hours-points': '5',
      'sibling-in-house-points': '20',
      'hours-of-less-employed-parent-from-1': '',
      'distance-to-kita-from-1': '',
    })
  })

  test('changes nothing and sees that nothing would be otherwise', async () => {
    const page = await coordinator.get(await preview({}))

    expect(page.text).toContain('Die Punkte sind die der Runde')
    expect(page.text).toContain('Kein Kind hätte einen anderen Platz.')
    expect(movesOn(page.text).map(([, move]) => move)).toEqual(['same', 'same', 'same'])
  })

  test('gives the long day more points and sees child by child who would gain and who would lose', async () => {
    const page = await coordinator.get(await preview({ 'needs-45-hours-points': '15' }))

    expect(page.text).toContain('data-state="computed"')
    expect(movesOn(page.text)).toEqual([
      ['TICKET-ben', 'lost'],
      ['TICKET-anna', 'moved-up'],
      ['TICKET-clara', 'same'],
    ])
    expect(page.text).toMatch(/Braucht 45 Stunden<\/th><td[^>]*>trifft zu<\/td><td[^>]*>5<\/td><td[^>]*>15</)
    expect(page.text).toContain('5 → 15')
    expect(page.text).toContain('<svg')
  })

  test('reads tickets and never a name, neither on the page nor in the file nor in its JSON twin', async () => {
    const address = await preview({ 'needs-45-hours-points': '15' })

    const page = await coordinator.get(address)
    const csv = await coordinator.get(`${address}/kinder.csv`)
    const twin = await coordinator.get(address, 'application/json')

    expect(page.text + csv.text + JSON.stringify(twin.body)).not.toContain('Familie anna')
    expect(twin.body.comparison.figures).toContainEqual({ label: 'verlieren ihren Platz', value: '1' })
    const lines = csv.text.trim().split('\n')
    expect(csv.headers['content-type']).toContain('text/csv')
    expect(lines).toHaveLength(4)
    expect(lines[1]).toBe(
      'TICKET-anna;besserer Wunsch;keiner im Verbund;5;15;2;Kita Mondstraße;U3, 45 Std., ab August 2027;offener Topf;1;Kita Sonnenhof;U3, 45 Std., ab August 2027;offener Topf',
    )
    expect(lines[3]).toContain("'=1+1 Klinik")
    expect(lines[3]).not.toContain(';=1+1')
  })

  test('tries a short way and points of one Kita alone', async () => {
    const address = await preview({
      'distance-to-kita-from-1': '0',
      'distance-to-kita-to-1': '1000',
      'distance-to-kita-points-1': '3',
      'needs-45-hours-kita-1': 'sonne',
      'needs-45-hours-addition-1': '6',
    })
    const page = await coordinator.get(address)

    expect(movesOn(page.text)).toContainEqual(['TICKET-anna', 'moved-up'])
    expect(page.text).toContain('zusätzlich bei Kita Sonnenhof')
    expect(page.text).toContain('0 bis 1.000 m')
  })

  test('narrows, sorts and goes on from the points of the last try', async () => {
    const address = await preview({ 'needs-45-hours-points': '15' })

    const lost = await coordinator.get(`${address}?move=lost`)
    const byTicket = await coordinator.get(`${address}?sort=ticket`)
    const company = await coordinator.get(`${address}?company=company-a`)
    const nobody = await coordinator.get(`${address}?move=gained`)
    const nonsense = await coordinator.get(`${address}?move=constructor&sort=toString&page=99`)

    expect(movesOn(lost.text)).toEqual([['TICKET-ben', 'lost']])
    expect(movesOn(byTicket.text).map(([ticket]) => ticket)).toEqual(['TICKET-anna', 'TICKET-ben', 'TICKET-clara'])
    expect(movesOn(company.text)).toEqual([['TICKET-clara', 'same']])
    expect(nobody.text).toContain('Kein Kind passt')
    expect(movesOn(nonsense.text)).toHaveLength(3)
    const again = /href="([^"]+\?von&#x3D;[^"]+)"/.exec(lost.text)?.[1] ?? ''
    expect(await typedOn(again.replace('&#x3D;', '='))).toMatchObject({ 'needs-45-hours-points': '15' })
  })

  test('sees that it is still being computed, without JavaScript too', async () => {
    const asked = await coordinator.submit(form, 'preview-catalogue', await typedOn(form))

    const page = await coordinator.get(asked.headers.location)
    const csv = await coordinator.get(`${asked.headers.location}/kinder.csv`)

    expect(page.text).toContain('data-state="queued"')
    expect(page.text).toContain('http-equiv="refresh"')
    expect(csv.status).toBe(404)
  })

  test('is given no figures where the outcome did not verify, but a number', async () => {
    const refuse: Deps['compute'] = async () => ({
      ok: false,
      refusal: { kind: 'verification-failed', violations: ['V5 program k: …'] },
    })
    const asked = await coordinator.submit(form, 'preview-catalogue', await typedOn(form))
    await createActions({ ...deps, compute: refuse }).workOnce()

    const page = await coordinator.get(asked.headers.location)

    expect(page.text).toContain('data-code="incident"')
    expect(page.text).toMatch(/V-[A-Z0-9-]+/)
    expect(page.text).not.toContain('Welcher Wunsch ginge in Erfüllung?')
  })

  test('sends the same form twice and has one preview', async () => {
    const page = await coordinator.get(form)
    const { fields } = formOn(page.text, 'preview-catalogue')
    const filled = { ...fields, ...(await typedOn(form)) }

    const answers = await Promise.all([1, 2].map(() => coordinator.post(form, filled)))
    const otherwise = await coordinator.post(form, { ...filled, 'hardship-points': '1' })

    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(answers[0].headers.location).toBe(answers[1].headers.location)
    expect([otherwise.status, otherwise.text.includes('data-code="key-used-otherwise"')]).toEqual([422, true])
    expect(await database.db.selectFrom('catalogue_preview').select('id').execute()).toHaveLength(1)
  })

  test('learns that a round frozen before its facts were kept cannot be tried', async () => {
    await database.db.updateTable('explanation').set({ facts: null }).execute()

    const answer = await coordinator.submit(form, 'preview-catalogue', await typedOn(form))

    expect([answer.status, answer.text.includes('data-code="facts-not-kept"')]).toEqual([409, true])
  })
})

describe('a try', () => {
  beforeEach(computedRound)

  test('is found again among the earlier ones, the newest first, and those of other consortia are not there', async () => {
    const first = await preview({})
    const asked = await coordinator.submit(form, 'preview-catalogue', await typedOn(form))
    const foreign = await (await signedIn('fremd')).get('/verbund/consortium-2/punkte')

    const page = await coordinator.get(catalogue)

    expect(page.text).toContain('1–2 von 2 Versuchen')
    expect(page.text).toMatch(
      new RegExp(`href="${first}">Versuch vom 1. Dezember 2026, 10:00 Uhr</a>[^]{0,40}berechnet`),
    )
    expect(page.text).toMatch(new RegExp(`href="${asked.headers.location}">[^]{0,80}wird berechnet`))
    expect([foreign.status, foreign.text.includes('Versuch vom')]).toEqual([200, false])
  })

  test('binds nobody: proposals, requests and the round stay as they were, and the trail counts it', async () => {
    const { db } = database
    const standing = async () => ({
      proposals: await db.selectFrom('proposal').selectAll().orderBy('request_id').execute(),
      requests: await db.selectFrom('place_request').select(['id', 'state']).orderBy('id').execute(),
      round: await db.selectFrom('round').selectAll().execute(),
    })
    const before = await standing()

    await preview({ 'needs-45-hours-points': '15' })
    await preview({ 'needs-45-hours-points': '16' })

    expect(await standing()).toEqual(before)
    const trail = await db
      .selectFrom('audit')
      .select(['actor', 'subject', 'details'])
      .where('action', '=', 'catalogue.preview')
      .execute()
    expect(trail.map(({ actor, subject }) => [actor, subject])).toEqual([
      ['ko', 'round-1'],
      ['ko', 'round-1'],
    ])
    expect(JSON.parse(trail[0].details)).toMatchObject({
      insteadOf: 'h',
      catalogueHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  test('is taken up again where the worker died over it', async () => {
    const asked = await coordinator.submit(form, 'preview-catalogue', await typedOn(form))
    await database.db
      .updateTable('job')
      .set({ state: 'running', touched_at: '2026-12-01T08:00:00.000Z' })
      .where('kind', '=', 'preview-catalogue')
      .execute()

    await createActions(deps).workOnce()

    expect((await coordinator.get(asked.headers.location)).text).toContain('data-state="computed"')
  })

  test('does not exist for a coordinator of another consortium, nor for HR; a visitor is sent to sign in', async () => {
    const address = await preview({})
    const { fields } = formOn((await coordinator.get(form)).text, 'preview-catalogue')

    for (const path of [catalogue, form, address, `${address}/kinder.csv`]) {
      expect((await (await signedIn('fremd')).get(path)).status).toBe(404)
      expect((await (await signedIn('hr')).get(path)).status).toBe(404)
      expect((await new Person(app).get(path)).status).toBe(303)
    }
    const foreign = await signedIn('fremd')
    const own = formOn((await foreign.get('/verbund')).text, 'sign-out').fields
    expect((await foreign.post(form, { ...fields, ...own })).status).toBe(404)
  })
})
