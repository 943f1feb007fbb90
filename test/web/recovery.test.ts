import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { Database } from '../../src/store/db.ts'
import { aPassword, anAccount } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { mailsTo, tokenIn } from '../support/mailbox.ts'
import { Person, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express

beforeEach(async () => {
  database = await migratedDatabase()
  deps = testDeps(database.db)
  const passwordHash = await deps.hashPassword(aPassword)
  await anAccount(database.db, { id: 'anna', role: 'parent', subjects: ['family'], passwordHash })
  app = testServer(deps)
})
afterEach(() => database.drop())

const newPassword = 'der Elefant fiel in die Wupper'
const ask = (email: string, person = new Person(app)) =>
  person.submit('/passwort-vergessen', 'ask-for-password-reset', { email })
const work = async () => {
  const actions = createActions(deps)
  while (await actions.workOnce()) {
    // until nothing waits
  }
}
const linkFor = async (email: string) => `/passwort-neu/${await tokenIn(database.db, email, 'reset-password')}`
const kindsTo = async (email: string) => (await mailsTo(database.db, email)).map(({ kind }) => kind)

describe('a person who has forgotten the password', () => {
  test('gets a link by mail, sets a new one, is signed out everywhere and told so', async () => {
    const elsewhere = new Person(app)
    await elsewhere.signIn('anna@example.org', aPassword)

    const asked = await ask(' Anna@Example.org ')
    await work()
    const link = await linkFor('anna@example.org')
    const person = new Person(app)
    const opened = await person.get(link)
    const reset = await person.submit(link, 'reset-password', { password: newPassword })

    expect([asked.status, asked.headers.location]).toEqual([303, '/passwort-vergessen/gesendet'])
    expect([opened.status, opened.headers['referrer-policy']]).toEqual([200, 'strict-origin'])
    expect([reset.status, reset.headers.location]).toEqual([303, '/willkommen?nach=passwort'])
    expect((await elsewhere.get('/familie')).status).toBe(303)
    expect(await kindsTo('anna@example.org')).toEqual(['reset-password', 'password-changed'])
    expect((await new Person(app).signIn('anna@example.org', aPassword)).status).toBe(422)
    expect((await new Person(app).signIn('anna@example.org', newPassword)).status).toBe(303)
  })

  test('is not signed in by the link', async () => {
    await ask('anna@example.org')
    await work()
    const person = new Person(app)
    await person.submit(await linkFor('anna@example.org'), 'reset-password', { password: newPassword })

    expect((await person.get('/familie')).headers.location).toContain('/anmelden')
  })

  test('may try again with a better password, but use the link once', async () => {
    await ask('anna@example.org')
    await work()
    const link = await linkFor('anna@example.org')
    const person = new Person(app)

    const weak = await person.submit(link, 'reset-password', { password: 'passwort1' })
    const { text } = await person.get(link)
    const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const racing = await Promise.all(
      [1, 2, 3, 4, 5].map((one) => person.post(link, { _csrf: csrf, password: `${newPassword} ${one}` })),
    )

    expect([weak.status, weak.text]).toEqual([422, expect.stringContaining('href="#password"')])
    expect(racing.filter(({ status }) => status === 303)).toHaveLength(1)
    const used = await person.get(link)
    expect(used.status).toBe(410)
    // The way on is on the page, not only in its words.
    expect(used.text).toContain('href="/anmelden"><span class="kern-label">Zur Anmeldung')
    expect((await kindsTo('anna@example.org')).filter((kind) => kind === 'password-changed')).toHaveLength(1)
  })

  test('has an hour, and older links end with the first that is used', async () => {
    await ask('anna@example.org')
    await work()
    const first = await linkFor('anna@example.org')
    await ask('anna@example.org')
    await work()
    const second = await linkFor('anna@example.org')
    const later = new Person(testServer({ ...deps, now: () => '2026-12-01T10:00:00.000Z' }))
    const inTime = new Person(testServer({ ...deps, now: () => '2026-12-01T09:59:59.000Z' }))

    expect((await later.get(first)).status).toBe(410)
    expect((await inTime.get(first)).status).toBe(200)
    await inTime.submit(first, 'reset-password', { password: newPassword })
    expect((await inTime.get(second)).status).toBe(410)
  })
})

describe('a person who is signed in', () => {
  const change = async (typed: { oldPassword: string; password: string }, person?: Person) => {
    const own = person ?? new Person(app)
    if (!person) await own.signIn('anna@example.org', aPassword)
    return own.submit('/konto/passwort', 'change-password', typed)
  }

  test('changes the password with the old one, and signs in anew everywhere', async () => {
    const elsewhere = new Person(app)
    await elsewhere.signIn('anna@example.org', aPassword)
    await ask('anna@example.org')
    await work()
    const link = await linkFor('anna@example.org')
    const person = new Person(app)
    await person.signIn('anna@example.org', aPassword)

    const changed = await change({ oldPassword: aPassword, password: newPassword }, person)

    expect([changed.status, changed.headers.location]).toEqual([303, '/willkommen?nach=passwort'])
    for (const device of [person, elsewhere])
      expect((await device.get('/familie')).headers.location).toContain('/anmelden')
    expect((await person.get(link)).status).toBe(410)
    expect((await kindsTo('anna@example.org')).at(-1)).toBe('password-changed')
    expect((await person.signIn('anna@example.org', newPassword)).status).toBe(303)
  })

  test.each([
    ['a wrong old password', { oldPassword: 'geraten', password: newPassword }, 'oldPassword'],
    ['a weak new one', { oldPassword: aPassword, password: 'passwort1' }, 'password'],
    ['nothing', { oldPassword: '', password: '' }, 'oldPassword'],
  ])('with %s is told at the field', async (_, typed, field) => {
    const answer = await change(typed)

    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining(`href="#${field}"`)])
  })

  test('cannot be guessed at from a borrowed device', async () => {
    const person = new Person(app)
    await person.signIn('anna@example.org', aPassword)
    const guesses: number[] = []
    for (let guess = 1; guess <= 11; guess++)
      guesses.push((await change({ oldPassword: `geraten ${guess}`, password: newPassword }, person)).status)

    expect(guesses).toEqual([...Array<number>(10).fill(422), 429])
  })
})

describe('whoever asks for somebody else', () => {
  test('gets the same answer, byte for byte, whether there is an account, and no mail goes to nobody', async () => {
    const [known, unknown] = [await ask('anna@example.org'), await ask('niemand@example.org')]
    await work()

    expect([known.status, known.headers.location, known.text]).toEqual([
      unknown.status,
      unknown.headers.location,
      unknown.text,
    ])
    expect(await kindsTo('niemand@example.org')).toEqual([])
    expect(await database.db.selectFrom('password_reset').select('email').execute()).toEqual([
      { email: null },
      { email: null },
    ])
  })

  test('floods no mailbox: of twenty from many networks, three links go out, and the third still opens', async () => {
    const actions = createActions(deps)
    for (let at = 1; at <= 20; at++)
      await actions.askForPasswordReset({ email: 'anna@example.org', network: `192.0.2.${at}`, key: `key-${at}` })
    await work()

    expect(await kindsTo('anna@example.org')).toHaveLength(3)
    expect((await new Person(app).get(await linkFor('anna@example.org'))).status).toBe(200)
  })

  test('from one network is slowed after five', async () => {
    for (let at = 1; at <= 5; at++) expect((await ask('niemand@example.org')).status).toBe(303)

    const answer = await ask('niemand@example.org')
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '600'])
    expect(answer.text).toContain('value="niemand@example.org"')
  })

  test('gets nothing for an account that is disabled', async () => {
    await database.db.updateTable('account').set({ disabled_at: '2026-11-30T00:00:00.000Z' }).execute()

    await ask('anna@example.org')
    await work()

    expect(await kindsTo('anna@example.org')).toEqual([])
  })

  test.each(['AAAA', 'x'.repeat(5000), "'; drop table account"])(
    'finds nothing behind a made-up link',
    async (token) => {
      expect((await new Person(app).get(`/passwort-neu/${encodeURIComponent(token)}`)).status).toBe(410)
    },
  )
})
