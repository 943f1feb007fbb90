import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import supertest from 'supertest'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { get, type Route } from '../../src/web/route.ts'
import { routes } from '../../src/web/routes.ts'
import { faultsOfHeaders } from '../support/answer-headers.ts'
import { type FreshDatabase, freshMigratedDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { formOn } from '../support/forms.ts'
import { lockDatabase } from '../support/locks.ts'
import { Person, testServer } from '../support/web.ts'

let fresh: FreshDatabase
let database: Database
let log: string[]

beforeAll(async () => {
  fresh = await freshMigratedDatabase()
  database = openDatabase(fresh.url, undefined, 30)
})
beforeEach(() => {
  log = []
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

const planted = (handle: Route['handle']): readonly Route[] => [
  ...routes,
  get({ pattern: '/planted' }, 'planted', 'anyone', handle),
]
const deps = () => testDeps(database.db)
const pageOf = (view: string) => ({ kind: 'page', view, page: 'planted', title: 'x', data: {} }) as const
const numberIn = (text: string) => /Nummer ([0-9A-F]{8})\b/.exec(text)?.[1]
const lines = () => log.map((line) => JSON.parse(line) as Record<string, unknown>)

describe('a fault of ours', () => {
  test.each<[string, Route['handle']]>([
    ['in a handler', () => Promise.reject(new Error('planted'))],
    ['that is no error', () => Promise.reject('planted')],
    ['in a template that is not there', () => pageOf('nix/nix')],
    ['in a template that lacks its data', () => pageOf('sessions/sign-in')],
  ])('%s gives a page with a number, and the same number in the log', async (_, handle) => {
    const app = testServer(deps(), { log, table: planted(handle) })

    const answer = await supertest(app).get('/planted')

    expect(answer.status).toBe(500)
    expect(answer.text).toContain('data-code="unexpected"')
    expect(answer.text).not.toContain('planted')
    expect(numberIn(answer.text)).toBeDefined()
    expect(lines().map(({ number }) => number)).toContain(numberIn(answer.text))
    expect(faultsOfHeaders(answer.headers)).toEqual([])
  })

  test('gives a program the number as JSON', async () => {
    const app = testServer(deps(), { log, table: planted(() => Promise.reject(new Error('planted'))) })

    const answer = await supertest(app).get('/planted').set('Accept', 'application/json')

    expect(answer.status).toBe(500)
    expect(answer.body).toMatchObject({ code: 'unexpected', number: lines()[0].number })
    expect(answer.text).not.toContain('planted')
    expect(faultsOfHeaders(answer.headers)).toEqual([])
  })

  test('in the frame of every page, the error page too, still gives words and the number', async () => {
    const viewer = { accountId: null, name: '', role: 'nobody' as never, subjects: [] }
    const findPresence = () => Promise.resolve({ viewer, session: null })
    const app = testServer(deps(), { log, actions: { findPresence } })

    const answer = await supertest(app).get('/lizenzen')

    expect(answer.status).toBe(500)
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(lines().map(({ number }) => number)).toContain(numberIn(answer.text))
    expect(faultsOfHeaders(answer.headers)).toEqual([])
  })
})

describe('a store that cannot serve', () => {
  test.each(['text/html', 'application/json'])('means 503, a number and when to come again, as %s', async (accept) => {
    const app = testServer(deps(), { log })
    const person = new Person(app)
    const { fields } = formOn((await person.get('/anmelden')).text, 'sign-in')
    const unlock = await lockDatabase(fresh.url)

    // Whoever signs in is counted, which cannot be written now.
    const form = await person.post('/anmelden', { ...fields, email: 'anna@example.org', password: 'x' })
    const ready = await supertest(app).get('/readyz').set('Accept', accept)
    await unlock()

    for (const answer of [form, ready]) {
      expect(answer.status).toBe(503)
      expect(answer.headers['retry-after']).toMatch(/^\d+$/)
      expect(faultsOfHeaders(answer.headers)).toEqual([])
    }
    expect(form.text).toContain('data-code="unavailable"')
    expect(lines().map(({ number }) => number)).toContain(numberIn(form.text))
    expect((await supertest(app).get('/anmelden')).status).toBe(200)
    expect((await supertest(app).get('/readyz')).status).toBe(200)
  })
})

describe('an answer that takes too long', () => {
  test('is given up with 503, while the act goes on to its end without a second word', async () => {
    let goOn = () => {}
    const wait = new Promise<void>((done) => void (goOn = done))
    const acts: string[] = []
    const slow: Route['handle'] = async () => {
      await wait
      acts.push('done')
      return pageOf('legal/licences')
    }
    const app = testServer(deps(), { log, table: planted(slow), answerWithin: 20 })

    const answer = await supertest(app).get('/planted')
    expect(acts).toEqual([])
    goOn()
    await new Promise((done) => void setImmediate(done))

    expect(answer.status).toBe(503)
    expect(answer.text).toContain('data-code="too-slow"')
    expect(answer.headers['retry-after']).toMatch(/^\d+$/)
    expect(faultsOfHeaders(answer.headers)).toEqual([])
    expect(acts).toEqual(['done'])
    expect(lines().map(({ msg }) => msg)).toEqual(['too-slow', 'request errored'])
  })
})

describe('what only the sender can mend', () => {
  const form = (app: ReturnType<typeof testServer>) => supertest(app).post('/anmelden').type('form')
  const many = (count: number) => Array.from({ length: count }, (_, at) => `f${at}=1`).join('&')

  test.each<[string, number, (app: ReturnType<typeof testServer>) => supertest.Test]>([
    ['a body of 70,000 bytes', 413, (app) => form(app).send(`a=${'x'.repeat(70_000)}`)],
    ['a field of 10,001 characters', 413, (app) => form(app).send(`a=${'x'.repeat(10_001)}`)],
    ['a name of 10,001 characters', 413, (app) => form(app).send(`${'x'.repeat(10_001)}=a`)],
    ['1,001 fields', 413, (app) => form(app).send(many(1_001))],
    ['JSON', 415, (app) => supertest(app).post('/anmelden').send({ email: 'a', _csrf: 'a' })],
    ['a file', 415, (app) => supertest(app).post('/anmelden').attach('email', Buffer.from('a'), 'a.txt')],
    ['a body without a type', 403, (app) => supertest(app).post('/anmelden').set('Content-Type', '').send('a=b')],
    [
      'another character set',
      415,
      (app) => form(app).type('application/x-www-form-urlencoded; charset=utf-7').send('a=b'),
    ],
    ['a packed body', 415, (app) => form(app).set('Content-Encoding', 'gzip').send('a=b')],
    ['a broken address', 400, (app) => supertest(app).get('/kitas/%E0%A4%A')],
    ['a field twice in the address', 400, (app) => supertest(app).get('/familienangebote?text=a&text=b')],
    ['a method outside the table', 404, (app) => supertest(app).put('/anmelden').send({})],
    ['a question for the methods', 404, (app) => supertest(app).options('/anmelden')],
    ['a form that only a page has', 403, (app) => supertest(app).post('/lizenzen')],
  ])('%s is refused with %i, as a page and as JSON', async (_, status, ask) => {
    const app = testServer(deps(), { log })

    const answer = await ask(app).set('Accept', 'text/html')
    const twin = await ask(app).set('Accept', 'application/json')

    expect(answer.status).toBe(status)
    expect(answer.text).toMatch(/role="alert" data-code="[a-z-]+"/)
    expect(faultsOfHeaders(answer.headers)).toEqual([])
    expect(twin.status).toBe(status)
    expect(Object.keys(twin.body as object)).toEqual(['code', 'title', 'text'])
    expect(lines().filter(({ level }) => Number(level) >= 50)).toEqual([])
  })

  test('as many fields and as long a one as a form may have are read', async () => {
    const app = testServer(deps(), { log })
    const person = new Person(app)

    const fields = Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`f${at}`, '1']))
    const answer = await person.submit('/anmelden', 'sign-in', { ...fields, email: 'x'.repeat(10_000) })

    expect(answer.status).toBe(422)
  })
})

describe('a look at the head only', () => {
  test.each(['/', '/anmelden', '/kitas', '/nix', '/assets/verbund-kita.css', '/healthz'])(
    'of %s tells what the page would',
    async (path) => {
      const app = testServer(deps(), { log })

      const head = await supertest(app).head(path)
      const page = await supertest(app).get(path)

      expect([head.status, head.headers.location]).toEqual([page.status, page.headers.location])
      expect(head.text ?? '').toBe('')
      expect(faultsOfHeaders(head.headers)).toEqual([])
    },
  )
})
