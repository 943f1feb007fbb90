import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import pino from 'pino'
import supertest from 'supertest'
import { z } from 'zod'
import type { Database } from '../../src/store/db.ts'
import { createLogger } from '../../src/web/logger.ts'
import { get, post, type Route } from '../../src/web/route.ts'
import { routes } from '../../src/web/routes.ts'
import { anAccount, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

/** Stands for whatever belongs to a person: a name, a mail, a token in an address, what was typed. */
const canary = 'Kanarienvogel'

let database: Database & { drop(): Promise<void> }
let log: string[]

beforeAll(async () => {
  database = await migratedDatabase()
  const passwordHash = await testDeps(database.db).hashPassword(aPassword)
  await anAccount(database.db, { id: 'hr-account', role: 'hr', subjects: [canary], passwordHash })
  await database.db.updateTable('account').set({ display_name: canary }).execute()
})
beforeEach(() => {
  log = []
})
afterAll(() => database.drop())

const lines = () => log.map((line) => JSON.parse(line) as Record<string, unknown>)
const keysOf = (line: Record<string, unknown>) => Object.keys(line).toSorted().join(' ')
const ofRequests = 'actor level method ms msg request route status time'
const ofFaults = ['err level msg number request time', 'level msg number request time']

const provider = { id: canary, name: canary, website: null }

/** Every way in which something of ours may fail while it holds what belongs to a person. */
const faults: [string, () => unknown][] = [
  ['an error that quotes', () => Promise.reject(new Error(`no child ${canary}`))],
  ['an error with a cause', () => Promise.reject(new Error('x', { cause: new Error(canary) }))],
  ['an error that looks like a stack', () => Promise.reject(new Error(`x\n    at ${canary} (a.ts:1:1)`))],
  ['an error whose code quotes', () => Promise.reject(Object.assign(new Error('x'), { code: `no ${canary}` }))],
  [
    'an error with fields',
    () => Promise.reject(Object.assign(new Error('x'), { detail: canary, parameters: [canary] })),
  ],
  ['a text that was thrown', () => Promise.reject(canary)],
  ['a parser', () => JSON.parse(`{"name": ${canary}}`) as unknown],
  ['a schema', () => z.object({ name: z.literal('x') }).parse({ name: canary })],
  ['a key that is there already', () => database.db.insertInto('provider').values([provider, provider]).execute()],
  ['a wrong reference', () => database.db.insertInto('child').values(aChild()).execute()],
  ['a wrong type', () => sql`select cast(${canary} as integer) / 0, nix from nirgends`.execute(database.db)],
  [
    'a bad cast',
    () => sql`insert into company select ${canary}, 'c', 'n', 'k', cast(${canary} as integer)`.execute(database.db),
  ],
  ['a template', () => ({ kind: 'page', view: 'sessions/sign-in', page: 'x', title: canary, data: { form: canary } })],
  ['a view that is not there', () => ({ kind: 'page', view: canary, page: 'x', title: 'x', data: {} })],
]

const aChild = () => ({ id: 'c', family_id: canary, given_name: canary, family_name: canary, birth_date: '2025-01-01' })

describe('what fails while it holds what belongs to a person', () => {
  test.each(faults)('%s: the log tells where, and nothing of it', async (_, fault) => {
    const handle = (async () => fault()) as Route['handle']
    const table = [...routes, get({ pattern: '/planted/:id' }, 'planted', 'anyone', handle)]
    const app = testServer(testDeps(database.db), { log, table })

    const answer = await supertest(app).get(`/planted/${canary}?token=${canary}`).set('Cookie', `a=${canary}`)

    expect(answer.status).toBe(500)
    expect(log.join('')).not.toContain(canary)
    expect(lines().map(keysOf)).toEqual([ofFaults[0], ofRequests])
    expect(lines()[0]).toMatchObject({ err: { type: expect.any(String) } })
    expect(lines()[1]).toMatchObject({ route: '/planted/:id', status: 500, request: lines()[0].request })
  })

  test('and an error of the database has its code, and the name of what it broke', async () => {
    const handle = () => database.db.insertInto('provider').values([provider, provider]).execute() as never
    const table = [...routes, get({ pattern: '/planted' }, 'planted', 'anyone', handle)]

    await supertest(testServer(testDeps(database.db), { log, table })).get('/planted')

    const { err } = lines()[0] as { err: { code: string; at: string[] } }
    expect(err.code).toBe(database.dialect === 'sqlite' ? 'SQLITE_CONSTRAINT_PRIMARYKEY' : '23505')
    expect(err.at.join()).toMatch(/node_modules/)
  })

  test('a log that told messages would be found', async () => {
    const careless = pino({}, { write: (line: string) => void log.push(line) })
    const careful = createLogger('info', { write: (line: string) => void log.push(line) })

    careless.error({ err: new Error(canary) }, 'a job failed')
    careful.error({ err: new Error(canary) }, 'a job failed')

    expect(log.map((line) => line.includes(canary))).toEqual([true, false])
    expect(lines()[1]).toMatchObject({ err: { type: 'Error' }, msg: 'a job failed' })
  })
})

describe('an ordinary day', () => {
  test('leaves one line a request, each with the same keys, in which no person, address or body is', async () => {
    const act = post({ pattern: '/planted' }, 'planted', 'anyone', () => ({ kind: 'redirect', to: `/?n=${canary}` }))
    const app = testServer(testDeps(database.db), { log, table: [...routes, act] })
    const person = new Person(app)

    await person.get(`/lizenzen?name=${canary}`)
    await person.submit(`/anmelden?next=/${canary}`, 'sign-in', { email: `${canary}@example.org`, password: canary })
    await person.signIn('hr-account@example.org', aPassword)
    await person.get(`/lizenzen?name=${canary}`)
    await person.get(`/kitas/${canary}`, 'application/json')
    await person.get(`/assets/${canary}.css`)
    await person.post('/planted', { name: canary })
    await supertest(app).get(`/kitas/%E0%A4%A${canary}`)
    await supertest(app).put(`/${canary}`).set('User-Agent', canary).set('X-Forwarded-For', canary).send({ canary })

    expect(lines().map(keysOf)).toEqual(Array(15).fill(ofRequests))
    expect(log.join('')).not.toContain(canary)
    expect(log.join('')).not.toMatch(/example\.org|hr-account|127\.0\.0\.1|::1/)
    expect(lines().map(({ route, status }) => `${String(route)} ${String(status)}`)).toEqual([
      '/lizenzen 200',
      '/anmelden 200',
      '/anmelden 422',
      '/anmelden 200',
      '/anmelden 303',
      '/ 303',
      '/zweiter-faktor 200',
      '/zweiter-faktor 200',
      '/zweiter-faktor 303',
      '/lizenzen 200',
      '/kitas/:kitaId 404',
      'none 404',
      'none 403',
      'none 400',
      'none 404',
    ])
  })

  test('gives a person the same pseudonym every time, which leads to nobody without the keys', async () => {
    const app = testServer(testDeps(database.db), { log })
    for (let visit = 0; visit < 2; visit++) {
      const person = new Person(app)
      await person.signIn('hr-account@example.org', aPassword)
      await person.get('/lizenzen')
    }

    const actors = lines()
      .filter(({ route }) => route === '/lizenzen')
      .map(({ actor }) => actor)
    expect(actors).toEqual([testDeps(database.db).keyring.digest('log.actor', 'hr-account').slice(0, 16), actors[0]])
    expect(new Set(lines().map(({ actor }) => actor))).toEqual(new Set(['visitor', actors[0]]))
  })
})
