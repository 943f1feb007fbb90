import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import supertest from 'supertest'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import { sessionLimits } from '../../src/domain/session.ts'
import { needsStepUp } from '../../src/policy/policy.ts'
import type { Database } from '../../src/store/db.ts'
import { endSessionsOf } from '../../src/store/sessions.ts'
import { describeRoutes } from '../../src/web/describe-routes.ts'
import { anAccount, aPassword, anOpenRound } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { codeOf, forgetUsedCodes } from '../support/second-factor.ts'
import { Person, signedInAs, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let app: Express
let now: string

beforeEach(async () => {
  database = await migratedDatabase()
  now = '2026-12-01T09:00:00.000Z'
  const deps: Deps = { ...testDeps(database.db), now: () => now }
  await anOpenRound(database.db)
  const passwordHash = await deps.hashPassword(aPassword)
  await anAccount(database.db, { id: 'koord', role: 'coordinator', subjects: ['consortium-1'], passwordHash })
  await anAccount(database.db, { id: 'mama', role: 'parent', subjects: ['anna'], passwordHash })
  app = testServer(deps)
})
afterEach(() => database.drop())

const minute = 60_000
const pass = (milliseconds: number) => {
  now = new Date(Date.parse(now) + milliseconds).toISOString()
}

const signedIn = (id: 'koord' | 'mama') => signedInAs(app, id)

/** The token of the forms on a page. */
const tokenOn = async (person: Person, page: string) =>
  /name="_csrf" value="([^"]+)"/.exec((await person.get(page)).text)?.[1] ?? ''

const isIn = async (person: Person) => (await person.get('/konto')).status === 200

describe('staff that has given its password and not yet its second factor', () => {
  const others = describeRoutes().filter(({ halfIn }) => !halfIn)

  test('reaches no other route of the whole table, as a page, as JSON or as an act', async () => {
    const half = new Person(app)
    await half.enter('koord@example.org', aPassword)
    const fields = { _csrf: await tokenOn(half, '/zweiter-faktor') }
    expect(others.length).toBeGreaterThan(40)

    for (const { method, path } of others) {
      const url = path.replaceAll(/:\w+/g, 'round-1')
      if (method === 'GET') {
        const page = await half.get(url)
        expect([page.status, page.headers.location], url).toEqual([
          303,
          `/zweiter-faktor?next=${encodeURIComponent(url)}`,
        ])
        const json = await half.get(url, 'application/json')
        expect([json.status, json.body.code], url).toEqual([403, 'second-factor-needed'])
      } else {
        const act = await half.post(url, fields)
        expect(act.status, url).toBe(403)
        expect(act.text, url).toContain('data-code="second-factor-needed"')
        expect(act.text, url).toContain('href="/zweiter-faktor?next')
      }
    }
  }, 60_000)

  test('reaches them with the code, and comes to the page it wanted', async () => {
    const half = new Person(app)
    await half.enter('koord@example.org', aPassword)
    const gate = (await half.get('/vergaberunden/round-1')).headers.location

    const came = await half.submit(gate, 'give-second-factor', { code: codeOf('koord@example.org', now) })

    expect([came.status, came.headers.location]).toEqual([303, '/vergaberunden/round-1'])
    expect((await half.get('/vergaberunden/round-1')).status).toBe(200)
  })

  test('may go again', async () => {
    const half = new Person(app)
    await half.enter('koord@example.org', aPassword)

    expect((await half.submit('/zweiter-faktor', 'sign-out', {})).status).toBe(303)
    expect(await database.db.selectFrom('session').selectAll().execute()).toEqual([])
  })
})

describe('a session ends', () => {
  test.each([
    ['koord', sessionLimits.staff],
    ['mama', sessionLimits.parent],
  ] as const)('of %s when nobody clicks, and at its absolute limit however often somebody does', async (id, limits) => {
    const idle = await signedIn(id)
    pass(limits.idle - 1)
    expect(await isIn(idle)).toBe(true)
    pass(limits.idle)
    expect(await isIn(idle)).toBe(false)

    await forgetUsedCodes(database.db)
    const busy = await signedIn(id)
    const often = limits.idle - minute
    const clicks = Math.ceil(limits.absolute / often) - 1
    for (let click = 1; click <= clicks; click++) {
      pass(often)
      expect(await isIn(busy), `click ${click}`).toBe(true)
    }
    pass(often)
    expect(await isIn(busy)).toBe(false)
  })

  test('at the sign-out, for whoever kept a copy of its cookie too', async () => {
    const person = await signedIn('mama')
    const { cookie } = person
    await person.submit('/konto', 'sign-out', {})

    const copy = await supertest(app).get('/konto').set('Cookie', cookie).set('Accept', 'text/html')

    expect(copy.headers.location).toBe('/anmelden?next=%2Fkonto')
  })

  test('with every other when all sessions of an account end, as after a new password', async () => {
    const people = [await signedIn('mama'), await signedIn('mama'), await signedIn('koord')]

    const ended = await database.db.transaction().execute((trx) => endSessionsOf(trx, 'mama'))

    expect(ended).toBe(2)
    expect(await Promise.all(people.map(isIn))).toEqual([false, false, true])
  })

  test('with the next click when the account is disabled, and when its only role is gone', async () => {
    const [coordinator, parent] = [await signedIn('koord'), await signedIn('mama')]

    await database.db.updateTable('account').set({ disabled_at: now }).where('id', '=', 'koord').execute()
    await database.db.deleteFrom('account_role').where('account_id', '=', 'mama').execute()

    expect([await isIn(coordinator), await isIn(parent)]).toEqual([false, false])
  })

  test('of another device when its owner says so, and never that of somebody else', async () => {
    const [here, there, other] = [await signedIn('mama'), await signedIn('mama'), await signedIn('koord')]
    const foreign = await database.db
      .selectFrom('session')
      .select('id')
      .where('account_id', '=', 'koord')
      .executeTakeFirstOrThrow()
    const _csrf = await tokenOn(here, '/konto')

    await here.post(`/konto/geraete/${foreign.id}/abmelden`, { _csrf })
    await here.submit('/konto', 'end-session', {})

    expect([await isIn(here), await isIn(there), await isIn(other)]).toEqual([true, false, true])
  })

  test('and is removed a day after', async () => {
    const { purge } = createActions({ ...testDeps(database.db), now: () => now })
    await signedIn('koord')
    pass(sessionLimits.staff.idle)
    await purge({ dryRun: false })
    expect(await database.db.selectFrom('session').select('id').execute()).toHaveLength(1)

    pass(2 * 24 * 60 * minute)
    await purge({ dryRun: false })

    expect(await database.db.selectFrom('session').select('id').execute()).toEqual([])
  })
})

describe('what binds many people', () => {
  const routes = describeRoutes().filter(({ stepUp, roles }) => stepUp && roles.includes('coordinator'))

  test('is asked of a fresh proof from five minutes after the last one on, on every such route', async () => {
    const coordinator = await signedIn('koord')
    const pages = routes.filter(({ method }) => method === 'GET').map(({ path }) => path.replaceAll(/:\w+/g, 'round-1'))
    const acts = routes.filter(({ method }) => method === 'POST').map(({ path }) => path.replaceAll(/:\w+/g, 'round-1'))
    expect([pages.length >= 4, acts.length >= 6]).toEqual([true, true])
    pass(5 * minute - 1)
    for (const page of pages)
      expect((await coordinator.get(page)).headers.location ?? '', page).not.toMatch(/bestaetigen/)
    pass(1)

    for (const page of pages) {
      expect((await coordinator.get(page)).headers.location, page).toBe(`/bestaetigen?next=${encodeURIComponent(page)}`)
      expect((await coordinator.get(page, 'application/json')).body.code, page).toBe('fresh-proof-needed')
    }
    const _csrf = await tokenOn(coordinator, '/konto')
    for (const act of acts) {
      const refused = await coordinator.post(act, { _csrf })
      expect(refused.status, act).toBe(403)
      expect(refused.text, act).toContain('data-code="fresh-proof-needed"')
    }
  })

  test('opens again with a new code, and not with a wrong one', async () => {
    const coordinator = await signedIn('koord')
    pass(6 * minute)
    const gate = (await coordinator.get('/vergaberunden/round-1/einfrieren')).headers.location

    const wrong = await coordinator.submit(gate, 'prove-again', { code: '000000' })
    expect(wrong.status).toBe(422)
    const right = await coordinator.submit(gate, 'prove-again', { code: codeOf('koord@example.org', now) })

    expect(right.headers.location).toBe('/vergaberunden/round-1/einfrieren')
    expect((await coordinator.get('/vergaberunden/round-1/einfrieren')).status).toBe(200)
  })

  test('is asked of a parent without a second factor by the password', async () => {
    const parent = await signedIn('mama')
    pass(6 * minute)
    expect(needsStepUp('account.secure')).toBe(true)
    const gate = (await parent.get('/konto/app')).headers.location

    expect((await parent.submit(gate, 'prove-again', { password: 'falsch' })).status).toBe(422)
    expect((await parent.submit(gate, 'prove-again', { password: aPassword })).headers.location).toBe('/konto/app')
    expect((await parent.get('/konto/app')).status).toBe(200)
  })

  test('a form that was open in another tab stays good after the proof', async () => {
    const coordinator = await signedIn('koord')
    const _csrf = await tokenOn(coordinator, '/konto')
    pass(6 * minute)
    await coordinator.submit('/bestaetigen?next=/konto', 'prove-again', { code: codeOf('koord@example.org', now) })

    expect((await coordinator.post('/konto/geraete/abmelden', { _csrf })).status).toBe(303)
  })
})

describe('what the cookie holds', () => {
  test('is new after sign-in, factor and role switch, and the former value is worth nothing', async () => {
    await database.db
      .insertInto('account_role')
      .values({ account_id: 'koord', role: 'parent', subject_id: 'ben' })
      .execute()
    const person = new Person(app)
    await person.get('/anmelden')
    const cookies = [person.cookie]
    await person.enter('koord@example.org', aPassword)
    cookies.push(person.cookie)
    await person.submit('/zweiter-faktor', 'give-second-factor', { code: codeOf('koord@example.org', now) })
    cookies.push(person.cookie)
    await person.submit('/konto', 'switch-role', { role: 'parent' })
    cookies.push(person.cookie)

    expect(new Set(cookies).size).toBe(4)
    for (const cookie of cookies.slice(0, 3)) {
      const page = await supertest(app).get('/konto').set('Cookie', cookie).set('Accept', 'text/html')
      expect(page.headers.location).toBe('/anmelden?next=%2Fkonto')
    }
    expect(await isIn(person)).toBe(true)
  })
})

describe('a coordinator who is a parent too', () => {
  beforeEach(async () => {
    await database.db
      .insertInto('account_role')
      .values({ account_id: 'koord', role: 'parent', subject_id: 'ben' })
      .execute()
  })

  test('acts in one role at a time, by a switch in the head of every page', async () => {
    const person = await signedIn('koord')
    expect((await person.get('/anfragen/ben')).status).toBe(404)

    const switched = await person.submit('/konto', 'switch-role', { role: 'parent' })

    expect([switched.status, switched.headers.location]).toEqual([303, '/'])
    expect((await person.get('/anfragen/ben')).status).toBe(200)
    expect((await person.get('/vergaberunden/round-1')).status).toBe(404)
    expect((await person.submit('/konto', 'switch-role', { role: 'auditor' })).status).toBe(404)
  })

  test('loses a role with the next click', async () => {
    const person = await signedIn('koord')
    expect((await person.get('/vergaberunden/round-1')).status).toBe(200)

    await database.db.deleteFrom('account_role').where('role', '=', 'coordinator').execute()

    expect((await person.get('/vergaberunden/round-1')).status).toBe(404)
    expect((await person.get('/anfragen/ben')).status).toBe(200)
  })

  test('who was a parent alone needs the second factor from the click on that makes staff of her', async () => {
    const parent = await signedIn('mama')
    await database.db
      .insertInto('account_role')
      .values({ account_id: 'mama', role: 'hr', subject_id: 'company-a' })
      .execute()

    expect((await parent.get('/konto')).headers.location).toBe('/zweiter-faktor?next=%2Fkonto')
  })
})
