import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { anAccount, aPassword, canaries, twoConsortia } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { freezeAndDraw, releaseByTwo } from '../support/draw-steps.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, signedInAs, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express

beforeEach(async () => {
  database = await migratedDatabase()
  const { db } = database
  deps = testDeps(db)
  await twoConsortia(db)
  const passwordHash = await deps.hashPassword(aPassword)
  await anAccount(db, { id: 'hr-a', role: 'hr', subjects: ['company-a'], passwordHash })
  await anAccount(db, { id: 'hr-c', role: 'hr', subjects: ['company-c'], passwordHash })
  await anAccount(db, { id: 'hr-ab', role: 'hr', subjects: ['company-a', 'company-b'], passwordHash })
  await anAccount(db, { id: 'kita', role: 'kitaAdmin', subjects: ['kita-1'], passwordHash })
  app = testServer(deps)
})
afterEach(() => database.drop())

const signedIn = (id: string) => signedInAs(app, id)

const coordinator: Viewer = { accountId: 'account-1', name: 'KO', role: 'coordinator', subjects: ['consortium-1'] }

async function compute() {
  const actions = createActions(deps)
  await freezeAndDraw(deps, [coordinator, { ...coordinator, accountId: 'account-2' }])
  await actions.workOnce()
}

const release = () => releaseByTwo(deps, [coordinator, { ...coordinator, accountId: 'account-2' }])

const overview = async (person: Person) => (await person.get('/unternehmen', 'application/json')).body
const employees = (body: { requestList: { requests: { employee: string }[] } }) =>
  body.requestList.requests.map(({ employee }) => employee)

const asked = {
  employeeName: 'Mia Muster',
  employeeEmail: 'mia@example.org',
  childBirthMonth: '09.2025',
  startMonth: '2027-08-01',
  hours: '45',
}
const ask = async (person: Person, fields: Record<string, string> = {}) =>
  person.submit('/platzanfragen/neu', 'open-place-request', { ...asked, ...fields })
const opened = () =>
  database.db.selectFrom('place_request').selectAll().where('state', '=', 'awaiting-parent').execute()

describe('HR reads how its quota is used', () => {
  test('places, use, fee and where the free ones are assigned', async () => {
    await database.db
      .insertInto('placement')
      .values({
        id: 'placement-1',
        kita_id: 'kita-1',
        age_band: 'U3',
        hours: 45,
        child_id: null,
        quota_place_id: 'quota-place-2',
        valid_from: '2026-08-01',
        valid_to: '2028-07-31',
      })
      .execute()
    const person = await signedIn('hr-a')

    const body = await overview(person)
    const page = await person.get('/unternehmen')

    expect(body.companies).toHaveLength(1)
    expect(body.companies[0].quotas).toMatchObject([
      { kita: 'Kita', kind: 'U3, 45 Std.', places: '2', inUse: '1', free: '1', freeStarts: ['1 ab August 2027'] },
    ])
    expect(body.companies[0].totals).toMatchObject({ places: '2', inUse: '1', free: '1' })
    expect(body.companies[0].totals.monthlyFee).toMatch(/^500,00/)
    expect(page.status).toBe(200)
    expect(page.text).toContain('data-page="company" data-entity="company-a" data-state="open"')
    expect(page.text).toMatch(/<svg[^>]*role="img"[\s\S]*<title[^>]*>Belegte Vertragsplätze/)
    expect(page.text).not.toMatch(/ style=/)
  })

  test('an outcome counts from its release on, and not a moment earlier', async () => {
    const person = await signedIn('hr-a')

    await compute()
    const computed = await overview(person)
    const page = await person.get('/unternehmen')
    await release()
    const released = await overview(person)

    expect(computed.companies[0].totals).toMatchObject({ places: '2', inUse: '0', free: '2' })
    expect(computed.requestList.requests.map(({ state }: { state: string }) => state)).toEqual([
      'in-allocation',
      'in-allocation',
    ])
    expect(page.text).toContain('data-state="in-allocation"')
    expect(page.text).not.toMatch(/Warteliste<\/span>|Angebot<\/span>/)
    expect(released.companies[0].totals).toMatchObject({ places: '2', inUse: '1', free: '1' })
    expect(released.requestList.requests.map(({ state }: { state: string }) => state)).toContain('offer')
  })

  test('and from the release on what became of its reserved places, without a number that is one child’s', async () => {
    const person = await signedIn('hr-a')

    await compute()
    const computed = await overview(person)
    await release()
    const released = await overview(person)
    const page = await person.get('/unternehmen')

    expect(computed.companies[0].outcomes).toEqual([])
    expect(released.companies[0].outcomes).toEqual([
      {
        kita: 'Kita',
        kind: 'U3, 45 Std., ab August 2027',
        reserved: '1',
        used: '1',
        toPool: '0',
        cutoff: 'keine Angabe',
        turnedAway: 'keine Angabe',
      },
    ])
    expect(page.text).toContain('Was aus den reservierten Plätzen wurde')
    for (const canary of Object.values(canaries)) expect(page.text, canary).not.toContain(canary)
  })

  test('of a large quota also the points of its last child, and how many of its own were turned away', async () => {
    const { db } = database
    await compute()
    await release()
    const of = { places: 6, used: 6 }
    await db
      .updateTable('computation_program')
      .set({
        capacity: 9,
        held: 9,
        reserves: JSON.stringify({ 'company-a': of, 'company-b': { places: 3, used: 3 } }),
        cutoffs: JSON.stringify({
          pool: 'closed',
          'company-a': { priority: 4711, lot: 'canarylot' },
          'company-b': { priority: 815, lot: null },
        }),
      })
      .where('place_class_id', '=', 'place-class-1')
      .execute()

    const { body, text } = await (await signedIn('hr-a')).get('/unternehmen', 'application/json')
    const own = body.companies[0].outcomes
    const both = (await overview(await signedIn('hr-ab'))).companies[1].outcomes

    expect(own).toMatchObject([{ reserved: '6', used: '6', toPool: '0', cutoff: '4.711 Punkte' }])
    expect(text).not.toMatch(/canarylot|815/)
    expect(both).toMatchObject([{ reserved: '3', cutoff: 'keine Angabe' }])
  })

  test('of several companies with sums for each', async () => {
    const body = await overview(await signedIn('hr-ab'))

    expect(body.companies.map(({ name }: { name: string }) => name)).toEqual(['A', 'Werk B'])
    expect(body.companies[1].quotas).toEqual([])
    expect(body.requestList.requests[0]).toHaveProperty('company')
  })
})

describe('HR reads its requests', () => {
  test('those it opened or confirmed, in German order, without anything that is the family’s', async () => {
    const person = await signedIn('hr-a')

    const json = await person.get('/unternehmen', 'application/json')
    const page = await person.get('/unternehmen')

    expect(employees(json.body)).toEqual(['Änne Anders', 'Test'])
    expect(json.body.requestList.requests[0].birthMonth).toBe('von den Eltern angegeben')
    for (const canary of Object.values(canaries)) {
      expect(json.text, canary).not.toContain(canary)
      expect(page.text, canary).not.toContain(canary)
    }
    expect(page.text).not.toContain('Nie Bestätigt')
  })

  test('sorted, filtered and paged by the address; nonsense there shows the whole list', async () => {
    const person = await signedIn('hr-a')
    for (const at of Array.from({ length: 21 }, (_, index) => index))
      await ask(person, { employeeName: `Person ${String(at).padStart(2, '0')}` })

    const second = await person.get('/unternehmen?sort=name&page=2&state=draft', 'application/json')
    const nonsense = await person.get('/unternehmen?sort=constructor&state=toString&page=-1', 'application/json')
    const none = await person.get('/unternehmen?state=place')

    expect(employees(second.body)).toEqual(['Person 20'])
    expect(second.body.requestList.pages).toEqual({ previous: '/unternehmen?state=draft&sort=name&page=1' })
    expect(employees(nonsense.body)).toHaveLength(20)
    expect(none.text).toContain('Keine Anfrage passt')
  })

  test('and without any, what to do next', async () => {
    await database.db.deleteFrom('employment').where('request_id', '<>', 'ben').execute()
    const page = await (await signedIn('hr-a')).get('/unternehmen')
    const closed = await (await signedIn('hr-c')).get('/unternehmen', 'application/json')

    expect(page.text).toContain('data-code="no-requests"')
    expect(page.text).toContain('<a class="kern-link" href="/platzanfragen/neu"')
    expect(closed.body.openHref).toBeNull()
  })
})

describe('HR opens a request', () => {
  test('which waits for the parents, stands in the list and in the trail', async () => {
    const person = await signedIn('hr-a')

    const answer = await ask(person)
    const page = await person.get(answer.headers.location)
    const [request] = await opened()

    expect([answer.status, answer.headers.location]).toEqual([303, '/unternehmen?geoeffnet=1'])
    expect(page.text).toContain('data-code="place-request-opened"')
    expect(page.text).toContain('Mia Muster')
    expect(page.text).toContain('September 2025')
    expect(request).toMatchObject({
      consortium_id: 'consortium-1',
      kita_year: 2027,
      child_birth_month: '2025-09-01',
      start_month: '2027-08-01',
      hours: 45,
      ticket: null,
    })
    const employment = await database.db
      .selectFrom('employment')
      .selectAll()
      .where('request_id', '=', request.id)
      .execute()
    expect(employment).toMatchObject([
      { company_id: 'company-a', guardian: 1, opened_by_company: 1, confirmed_at: deps.now() },
    ])
    const trail = await database.db.selectFrom('audit').select(['action', 'details']).orderBy('seq', 'desc').execute()
    expect(trail[0].action).toBe('placeRequest.open')
    expect(trail[0].details).not.toContain('Mia')
  })

  test('with a month as a month field sends it, and without an address', async () => {
    const answer = await ask(await signedIn('hr-a'), { childBirthMonth: '2025-09', employeeEmail: '' })

    expect(answer.status).toBe(303)
    expect(await opened()).toMatchObject([{ child_birth_month: '2025-09-01' }])
  })

  test('once, however often the same form is sent, also at the same moment', async () => {
    const person = await signedIn('hr-a')
    const { text } = await person.get('/platzanfragen/neu')
    const hidden = Object.fromEntries(
      [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((found) => [found[1], found[2]]),
    )
    const form = { ...asked, ...hidden }

    const answers = await Promise.all([1, 2, 3].map(() => person.post('/platzanfragen/neu', form)))
    const other = await person.post('/platzanfragen/neu', { ...form, employeeName: 'Jemand anderes' })

    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(other.status).toBe(422)
    expect(other.text).toContain('data-code="key-used-otherwise"')
    expect(await opened()).toHaveLength(1)
  })

  test.each([
    ['no name', { employeeName: ' ' }, 'employeeName'],
    ['a name with a line break', { employeeName: 'Mia\nMuster' }, 'employeeName'],
    ['an address that is none', { employeeEmail: 'mia' }, 'employeeEmail'],
    ['no birth month', { childBirthMonth: '' }, 'childBirthMonth'],
    ['a thirteenth month', { childBirthMonth: '2025-13' }, 'childBirthMonth'],
    ['a birth after the start', { childBirthMonth: '2027-09' }, 'childBirthMonth'],
    ['a child at school age', { childBirthMonth: '2020-08' }, 'childBirthMonth'],
    ['a start that nobody offers', { startMonth: '2027-12-01' }, 'startMonth'],
    ['a start of another consortium', { startMonth: '2027-09-01' }, 'startMonth'],
    ['no start', { startMonth: '' }, 'startMonth'],
    ['hours that do not exist', { hours: '40' }, 'hours'],
  ])('never with %s: the field is named and everything typed stays', async (_, typed, field) => {
    const answer = await ask(await signedIn('hr-a'), typed)

    expect(answer.status).toBe(422)
    expect(answer.text).toContain('data-code="form-invalid"')
    expect(answer.text).toContain(`href="#${field}"`)
    expect(answer.text).toContain(`id="${field}"`)
    if (field !== 'employeeName') expect(answer.text).toContain('value="Mia Muster"')
    if (field !== 'hours') expect(answer.text).toMatch(/value="45" checked/)
    if (field !== 'startMonth') expect(answer.text).toMatch(/value="2027-08-01" selected/)
    expect(await opened()).toEqual([])
  })

  test('only while a round is open, and is told so kindly', async () => {
    const person = await signedIn('hr-a')
    const { text } = await person.get('/platzanfragen/neu')
    const [, csrf] = /name="_csrf" value="([^"]*)"/.exec(text) ?? []
    const [, key] = /name="_key" value="([^"]*)"/.exec(text) ?? []
    await compute()

    const answer = await person.post('/platzanfragen/neu', { ...asked, _csrf: csrf, _key: key })
    const page = await person.get('/platzanfragen/neu')

    expect(answer.status).toBe(409)
    expect(answer.text).toContain('data-code="no-open-round"')
    expect(answer.text).toContain('value="Mia Muster"')
    expect(page.status).toBe(200)
    expect(page.text).toContain('data-code="no-open-round"')
    expect(page.text).not.toContain('data-action="open-place-request"')
    expect(await opened()).toEqual([])
  })

  test('never for a company that is not hers', async () => {
    const answer = await ask(await signedIn('hr-ab'), { companyId: 'company-c' })
    const forced = await ask(await signedIn('hr-a'), { companyId: 'company-b' })

    expect(answer.status).toBe(404)
    expect(forced.status).toBe(303)
    const companies = await database.db
      .selectFrom('employment')
      .select('company_id')
      .where('opened_by_company', '=', 1)
      .execute()
    expect(companies).toEqual([{ company_id: 'company-a' }])
  })

  test('nor with a key that was made up', async () => {
    const person = await signedIn('hr-a')

    expect((await ask(person, { _key: 'x'.repeat(5_000) })).status).toBe(400)
    // No field may hold it, so nothing of such a form is read, its token included.
    expect((await ask(person, { employeeName: 'a\u0000b' })).status).toBe(403)
  })
})

describe('who is not HR', () => {
  test.each(['/unternehmen', '/platzanfragen/neu'])('does not find %s', async (path) => {
    const stranger = await (await signedIn('kita')).get(path)
    const visitor = await new Person(app).get(path)

    expect(stranger.status).toBe(404)
    expect([visitor.status, visitor.headers.location]).toEqual([303, expect.stringContaining('/anmelden')])
  })
})
