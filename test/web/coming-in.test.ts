import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import supertest from 'supertest'
import type { Express } from 'express'
import type { Database } from '../../src/store/db.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { withTotp } from '../support/second-factor.ts'
import { Person, testServer } from '../support/web.ts'

const password = 'ein langer Satz als Passwort'
let database: Database & { drop(): Promise<void> }
let app: Express
let log: string[]

beforeEach(async () => {
  database = await migratedDatabase()
  const { db } = database
  const deps = testDeps(db)
  const password_hash = await deps.hashPassword(password)
  await db
    .insertInto('account')
    .values({
      id: 'hr-account',
      email: 'hr@example.org',
      display_name: 'Frau Personal',
      password_hash,
      disabled_at: null,
    })
    .execute()
  await db.insertInto('account_role').values({ account_id: 'hr-account', role: 'hr', subject_id: 'klinik' }).execute()
  await withTotp(db, 'hr-account')
  log = []
  app = testServer(deps, { log, demo: true })
})
afterEach(() => database.drop())

describe('a visitor', () => {
  test('reads what this is and that the data are invented, and gets no cookie for it', async () => {
    const page = await new Person(app).get('/')

    expect(page.status).toBe(200)
    expect(page.text).toContain('data-page="start"')
    expect(page.text).toContain('Demo: Unternehmen')
    expect(page.get('Set-Cookie')).toBeUndefined()
  })

  test.each(['/impressum', '/datenschutz', '/barrierefreiheit', '/lizenzen'])('may read %s', async (path) => {
    expect((await new Person(app).get(path)).status).toBe(200)
  })

  test('is told kindly that a page does not exist, as a page and as JSON', async () => {
    const page = await new Person(app).get('/nix')
    const json = await new Person(app).get('/nix', 'application/json')

    expect(page.status).toBe(404)
    expect(page.text).toContain('data-code="not-found"')
    expect(json.body).toMatchObject({ code: 'not-found' })
  })
})

describe('a machine that looks after the server', () => {
  test('sees that the process lives, and that it can write', async () => {
    expect((await supertest(app).get('/healthz')).body).toEqual({ status: 'ok' })
    expect((await supertest(app).get('/readyz')).body).toEqual({
      ready: true,
      checks: { write: true, migrations: true, mails: true },
    })
  })

  test('sees that it is not ready when a migration is missing', async () => {
    await database.db.deleteFrom('kysely_migration' as never).execute()

    const answer = await supertest(app).get('/readyz')

    expect(answer.status).toBe(503)
    expect(answer.body.checks).toMatchObject({ write: true, migrations: false })
  })
})

describe('a person from HR', () => {
  test('signs in, sees her name and role, and signs out again', async () => {
    const person = new Person(app)

    const came = await person.signIn('hr@example.org', password)
    const inside = await person.get('/lizenzen')
    const left = await person.submit('/lizenzen', 'sign-out', {})
    const outside = await person.get('/')

    expect([came.status, came.headers.location]).toEqual([303, '/'])
    expect(inside.text).toContain('Frau Personal')
    expect(inside.text).toContain('Personalabteilung')
    expect(left.status).toBe(303)
    expect(outside.text).not.toContain('Frau Personal')
  })

  test('leaves an entry in the trail with the number that the request has in the log', async () => {
    await new Person(app).signIn('hr@example.org', password)

    const lines = log.map((line) => JSON.parse(line) as { request: string; method: string; route: string })
    const posted = lines.filter(({ method, route }) => method === 'POST' && route === '/anmelden')
    const begun = database.db.selectFrom('audit').select('request').where('action', '=', 'session.begin')
    expect(await begun.execute()).toEqual([{ request: posted[0].request }])
  })

  test('gets another session at sign-in than the one she came with', async () => {
    const person = new Person(app)
    const before = (await person.get('/anmelden')).get('Set-Cookie')

    const came = await person.signIn('hr@example.org', password)

    expect(came.get('Set-Cookie')?.[0].split(';')[0]).not.toBe(before?.[0].split(';')[0])
  })

  test('is sent back to the page she wanted, but never to another site', async () => {
    const wanted = await new Person(app).submit('/anmelden?next=/lizenzen', 'sign-in', {
      email: 'hr@example.org',
      password,
    })
    const lured = await new Person(app).submit('/anmelden?next=//evil.example', 'sign-in', {
      email: 'hr@example.org',
      password,
    })

    expect(wanted.headers.location).toBe('/lizenzen')
    expect(lured.headers.location).toBe('/')
  })

  test.each([
    ['a wrong password', { email: 'hr@example.org', password: 'falsch' }, 'sign-in-failed'],
    ['no address', { email: '', password }, 'form-invalid'],
    ['an address that is none', { email: 'hr', password }, 'form-invalid'],
  ])('with %s is told what to do, keeps the address and never sees the password again', async (_, typed, code) => {
    const answer = await new Person(app).submit('/anmelden', 'sign-in', typed)

    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`data-code="${code}"`)
    expect(answer.text).toContain(`value="${typed.email}"`)
    expect(answer.text).not.toContain(password)
  })
})

describe('what somebody may try', () => {
  test('a form without its token is refused', async () => {
    const answer = await new Person(app).post('/anmelden', { email: 'hr@example.org', password })

    expect(answer.status).toBe(403)
    expect(answer.text).toContain('data-code="form-outdated"')
  })

  test('a form of another site is refused, token or not', async () => {
    const answer = await supertest(app).post('/anmelden').set('Sec-Fetch-Site', 'cross-site').type('form').send({})

    expect(answer.status).toBe(403)
  })

  test.each([
    ['a list', 'email=a&email=b'],
    ['an object', 'email[x]=1'],
    ['a broken escape', 'email=%E0%A4%A'],
    ['ten thousand fields', Array.from({ length: 10_000 }, (_, at) => `f${at}=1`).join('&')],
    ['a novel', `email=${'x'.repeat(100_000)}`],
  ])('%s instead of a text never breaks the server', async (_, body) => {
    const answer = await supertest(app).post('/anmelden').type('form').send(body)

    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  })

  test('every answer carries the headers, static files and errors included', async () => {
    for (const path of ['/', '/nix', '/assets/verbund-kita.css', '/assets/kern/kern.min.css', '/healthz']) {
      const { headers } = await supertest(app).get(path)
      expect(headers['content-security-policy'], path).toContain("default-src 'none'")
      expect(headers['strict-transport-security'], path).toBeDefined()
      expect(headers['x-content-type-options'], path).toBe('nosniff')
    }
  })
})
