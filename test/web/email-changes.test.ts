import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import { type Database, inTransaction } from '../../src/store/db.ts'
import { insertDevice } from '../../src/store/devices.ts'
import { insertOidcIdentity, listOidcIdentities } from '../../src/store/oidc.ts'
import { anAccount, anOpenRound, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { formOn } from '../support/forms.ts'
import { migratedDatabase } from '../support/house.ts'
import { mailsTo, tokenIn } from '../support/mailbox.ts'
import { Person, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express
let now: string

beforeEach(async () => {
  database = await migratedDatabase()
  now = '2026-12-01T09:00:00.000Z'
  deps = { ...testDeps(database.db), now: () => now }
  await anOpenRound(database.db)
  const passwordHash = await deps.hashPassword(aPassword)
  for (const id of ['anna', 'ben']) await anAccount(database.db, { id, role: 'parent', subjects: [id], passwordHash })
  await anAccount(database.db, { id: 'hr', role: 'hr', subjects: ['company-a'], passwordHash })
  app = testServer(deps)
})
afterEach(() => database.drop())

const [former, fresh] = ['anna@example.org', 'anna.neu@example.org']
const pass = (days: number) => {
  now = new Date(Date.parse(now) + days * 86_400_000).toISOString()
}
async function signedIn(email = former): Promise<Person> {
  const person = new Person(app)
  expect((await person.signIn(email, aPassword)).status).toBe(303)
  return person
}
async function work(): Promise<void> {
  const actions = createActions(deps)
  while (await actions.workOnce()) {
    // until nothing waits
  }
}
const ask = (person: Person, email = fresh) => person.submit('/konto/email', 'ask-for-email-change', { email })
const linkTo = async (email = fresh) =>
  `/konto/email/bestaetigen/${await tokenIn(database.db, email, 'confirm-new-address')}`
const confirm = (person: Person, link: string) => person.submit(link, 'confirm-email-change', {})
/** Sends the form of another page of one's own: whoever has only the link has its token all the same. */
async function sendTo(person: Person, link: string, [page, form] = ['/familienangebote', 'sign-out']) {
  const { text } = await person.get(page)
  return person.post(link, { _csrf: formOn(text, form).fields._csrf })
}
const kindsTo = async (email: string) => (await mailsTo(database.db, email)).map(({ kind }) => kind)
const addressOf = async (id: string) =>
  (await database.db.selectFrom('account').select('email').where('id', '=', id).executeTakeFirstOrThrow()).email
const signInWith = async (email: string) => (await new Person(app).signIn(email, aPassword)).status
const trail = async () =>
  (await database.db.selectFrom('audit').selectAll().orderBy('seq').execute()).filter(({ action }) =>
    /email/i.test(action),
  )

/** Anna has asked, and reads the mail at her new address. */
async function asked(person?: Person, email = fresh): Promise<{ person: Person; link: string }> {
  const anna = person ?? (await signedIn())
  expect((await ask(anna, email)).status).toBe(303)
  await work()
  return { person: anna, link: await linkTo(email) }
}

describe('somebody who changes its address', () => {
  test('gets a link at the new one, confirms, and signs in with it from then on', async () => {
    const person = await signedIn()
    const elsewhere = await signedIn()

    const answer = await ask(person, ' Anna.Neu@Example.org ')
    await work()
    const page = await person.get('/konto')
    const shown = await person.get(await linkTo())
    const done = await confirm(person, await linkTo())

    expect([answer.status, answer.headers.location]).toEqual([303, '/konto'])
    expect(page.text).toContain('data-code="email-change-open"')
    expect(page.text).toContain(fresh)
    expect([shown.status, shown.headers['referrer-policy']]).toEqual([200, 'strict-origin'])
    expect([done.status, done.headers.location]).toEqual([303, '/willkommen?nach=email'])
    expect((await person.get(done.headers.location)).text).toContain('Ihre neue E-Mail-Adresse gilt')
    for (const device of [person, elsewhere]) expect((await device.get('/konto')).status).toBe(303)
    expect([await signInWith(former), await signInWith(fresh)]).toEqual([422, 303])
    expect(await database.db.selectFrom('email_change').selectAll().execute()).toEqual([])
  })

  test('is told at the old one that it was asked for, and that it was done; neither mail names an address', async () => {
    const { person, link } = await asked()
    await confirm(person, link)

    expect(await kindsTo(former)).toEqual(['email-change-asked', 'email-changed'])
    expect(await kindsTo(fresh)).toEqual(['confirm-new-address'])
    for (const { values } of await mailsTo(database.db, former)) expect(JSON.stringify(values)).not.toContain('@')
  })

  test('leaves entries in the trail that name no address', async () => {
    const { person, link } = await asked()
    await confirm(person, link)

    const entries = await trail()

    expect(entries.map(({ actor, action, subject, details }) => [actor, action, subject, details])).toEqual([
      ['anna', 'emailChange.ask', 'anna', '{}'],
      ['clock', 'emailChange.answer', 'anna', '{}'],
      ['anna', 'account.change-email', 'anna', '{"sessions":1}'],
    ])
    expect(JSON.stringify(entries)).not.toContain('@')
  })

  test('recovers its password at the new one only, and former links to set one have ended', async () => {
    await new Person(app).submit('/passwort-vergessen', 'ask-for-password-reset', { email: former })
    await work()
    const reset = `/passwort-neu/${await tokenIn(database.db, former, 'reset-password')}`
    const { person, link } = await asked()
    await confirm(person, link)

    expect((await new Person(app).get(reset)).status).toBe(410)
    for (const email of [former, fresh])
      await new Person(app).submit('/passwort-vergessen', 'ask-for-password-reset', { email })
    await work()
    expect((await kindsTo(former)).filter((kind) => kind === 'reset-password')).toHaveLength(1)
    expect(await kindsTo(fresh)).toContain('reset-password')
  })

  test('keeps its known devices and its company’s sign-in, and is still asked for the second factor', async () => {
    const { db } = database
    const identity = { issuer: 'https://idp.example', subject: 'petra' }
    await inTransaction(db, async (trx) => {
      await insertDevice(trx, 'token', { id: 'device', accountId: 'hr', label: 'Firefox', madeAt: now })
      await insertOidcIdentity(trx, deps.keyring, { identity, accountId: 'hr', provider: 'klinik', at: now })
    })
    const { person, link } = await asked(await signedIn('hr@example.org'), 'hr.neu@example.org')

    await confirm(person, link)

    const again = new Person(app)
    await again.enter('hr.neu@example.org', aPassword)
    expect((await again.get('/unternehmen')).headers.location).toContain('/zweiter-faktor')
    expect(await db.selectFrom('device').select('account_id').execute()).toEqual([{ account_id: 'hr' }])
    expect([...(await listOidcIdentities(db, 'hr')).keys()]).toEqual(['klinik'])
  })

  test('leaves the old one to whoever comes next', async () => {
    const { person, link } = await asked()
    await confirm(person, link)
    const ben = await asked(await signedIn('ben@example.org'), former)

    expect((await confirm(ben.person, ben.link)).headers.location).toBe('/willkommen?nach=email')

    expect([await addressOf('anna'), await addressOf('ben')]).toEqual([fresh, former])
    expect(await signInWith(former)).toBe(303)
  })

  test('still gets what was written to the old one before', async () => {
    const { person, link } = await asked()
    await confirm(person, link)
    const sent: string[] = []
    const actions = createActions(deps)
    while (await actions.sendNextMail(({ mail }) => (sent.push(mail.to), Promise.resolve({ ok: true })))) {
      // until nothing waits
    }

    expect(sent.toSorted()).toEqual([fresh, former, former])
  })

  test.each([
    ['nothing', '', 422],
    ['no address', 'anna', 422],
    ['the present one', 'ANNA@example.org', 422],
  ])('and types %s is told at the field, and finds it as typed', async (_, email, status) => {
    const answer = await ask(await signedIn(), email)

    expect(answer.status).toBe(status)
    expect(answer.text).toContain('href="#email"')
    expect(answer.text).toContain(`value="${email}"`)
    expect(await kindsTo(former)).toEqual([])
  })

  test('is slowed after five, whatever the addresses', async () => {
    const person = await signedIn()
    for (let at = 1; at <= 5; at++) expect((await ask(person, `neu-${at}@example.org`)).status).toBe(303)

    const answer = await ask(person, 'neu-6@example.org')

    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '600'])
    expect(answer.text).toContain('value="neu-6@example.org"')
  })

  test('shows first, once more, who it is', async () => {
    const person = await signedIn()
    now = '2026-12-01T09:05:00.000Z'

    expect((await person.get('/konto/email')).headers.location).toContain('/bestaetigen')
    expect((await new Person(app).get('/konto/email')).headers.location).toContain('/anmelden')
  })
})

describe('the link', () => {
  test('changes nothing when it is only opened, by a scanner of mails or by its owner', async () => {
    const { person, link } = await asked()
    const before = await trail()

    const scanner = await new Person(app).get(link)
    await person.get(link)
    await person.get(link, 'application/json')

    expect(scanner.headers.location).toContain('/anmelden')
    expect(scanner.text).not.toContain(fresh)
    expect(await addressOf('anna')).toBe(former)
    expect(await trail()).toEqual(before)
  })

  test('signs nobody in, and leads on after signing in', async () => {
    const { link } = await asked()
    const person = new Person(app)

    const led = (await person.get(link)).headers.location
    expect((await sendTo(new Person(app), link, ['/anmelden', 'sign-in'])).status).toBe(401)
    const came = await person.submit(led, 'sign-in', { email: former, password: aPassword })

    expect(came.headers.location).toBe(link)
    expect((await confirm(person, link)).status).toBe(303)
  })

  test('is nothing to anybody else: not a page, not an act, not the address', async () => {
    const { link } = await asked()
    const ben = await signedIn('ben@example.org')

    const [page, act] = [await ben.get(link), await sendTo(ben, link)]

    for (const { status, text } of [page, act]) {
      expect(status).toBe(404)
      expect(text).toContain('data-code="email-change-of-another"')
      expect(text).not.toContain(fresh)
    }
    expect([await addressOf('anna'), await addressOf('ben')]).toEqual([former, 'ben@example.org'])
  })

  test('is good once', async () => {
    const { person, link } = await asked()
    await confirm(person, link)
    const again = await signedIn(fresh)

    expect([(await again.get(link)).status, (await sendTo(again, link)).status]).toEqual([410, 410])
    expect((await kindsTo(former)).filter((kind) => kind === 'email-changed')).toHaveLength(1)
  })

  test('is good for seven days, and what was not confirmed by then is forgotten', async () => {
    const { link } = await asked()
    pass(6.999)
    expect((await (await signedIn()).get(link)).status).toBe(200)
    await createActions(deps).purgeEmailChanges()
    expect(await database.db.selectFrom('email_change').select('email').execute()).toEqual([{ email: fresh }])

    pass(0.001)
    const late = await signedIn()
    expect([(await late.get(link)).status, (await sendTo(late, link)).status]).toEqual([410, 410])
    expect((await late.get('/konto')).text).not.toContain(fresh)
    await createActions(deps).purgeEmailChanges()
    await createActions(deps).purgeEmailChanges()

    expect(await database.db.selectFrom('email_change').selectAll().execute()).toEqual([])
    expect((await trail()).at(-1)).toMatchObject({ action: 'emailChange.purge', details: '{"count":1}' })
    expect((await trail()).filter(({ action }) => action === 'emailChange.purge')).toHaveLength(1)
  })

  test.each(['AAAA', 'x'.repeat(5000), "'; drop table account"])('that is made up opens nothing', async (token) => {
    expect((await (await signedIn()).get(`/konto/email/bestaetigen/${encodeURIComponent(token)}`)).status).toBe(410)
  })

  test('sent five times at once changes once', async () => {
    const { person, link } = await asked()
    const { fields } = formOn((await person.get(link)).text, 'confirm-email-change')

    const racing = await Promise.all([1, 2, 3, 4, 5].map(() => person.post(link, fields)))

    expect(racing.filter(({ status }) => status === 303)).toHaveLength(1)
    expect((await kindsTo(former)).filter((kind) => kind === 'email-changed')).toHaveLength(1)
  })
})

describe('a change that is still open', () => {
  test('is withdrawn in the account, without a fresh proof, and its link ends', async () => {
    const { person, link } = await asked()
    now = '2026-12-01T09:20:00.000Z'

    const withdrawn = await person.submit('/konto', 'withdraw-email-change', {})

    expect([withdrawn.status, withdrawn.headers.location]).toEqual([303, '/konto?gespeichert=email'])
    expect((await person.get('/konto')).text).not.toContain(fresh)
    expect((await person.get(link)).status).toBe(410)
    expect((await trail()).at(-1)).toMatchObject({ actor: 'anna', action: 'emailChange.withdraw' })
  })

  test('that was withdrawn before anybody looked is written to nobody', async () => {
    const person = await signedIn()
    await ask(person)
    await person.submit('/konto', 'withdraw-email-change', {})
    await work()

    expect(await kindsTo(fresh)).toEqual([])
  })

  test('cannot be withdrawn twice', async () => {
    const { person } = await asked()
    const { target = '', fields } = formOn((await person.get('/konto')).text, 'withdraw-email-change')
    await person.post(target, fields)

    expect((await person.post(target, fields)).status).toBe(303)
    expect((await person.post(target, { ...fields, _key: randomUUID() })).status).toBe(409)
    expect((await trail()).filter(({ action }) => action === 'emailChange.withdraw')).toHaveLength(1)
  })

  test('is replaced by the next one', async () => {
    const { person, link } = await asked()
    const next = await asked(person, 'anna.anders@example.org')

    expect((await person.get(link)).status).toBe(410)
    expect((await person.get('/konto')).text).toContain('anna.anders@example.org')
    expect((await person.get('/konto')).text).not.toContain(fresh)
    await confirm(person, next.link)
    expect(await addressOf('anna')).toBe('anna.anders@example.org')
  })

  test('is among one’s own data, and goes when they go', async () => {
    const { person } = await asked()

    const file = await person.get('/konto/daten.json')
    expect(JSON.parse(file.text).tables.email_change).toEqual([
      expect.objectContaining({ email: fresh, expires_at: '2026-12-08T09:00:00.000Z' }),
    ])
    await person.submit('/konto/loeschen', 'request-deletion', {})
    pass(4)
    await createActions(deps).purge({ dryRun: false })

    expect(await database.db.selectFrom('email_change').selectAll().execute()).toEqual([])
    expect((await database.db.selectFrom('account').select('email').execute()).map(({ email }) => email)).not.toContain(
      former,
    )
  })
})

describe('an address that belongs to somebody else', () => {
  /** All that Anna can see of what she asked for, without what was typed and what no two pages share. */
  async function seenAfter(email: string): Promise<string[]> {
    const person = await signedIn()
    const answer = await ask(person, email)
    const before = await person.get('/konto', 'application/json')
    await work()
    const page = await person.get('/konto', 'application/json')
    const file = JSON.parse((await person.get('/konto/daten.json')).text).tables
    const mails = (file.outbox as { kind: string }[]).map(({ kind }) => kind)
    const seen = [answer.status, answer.headers.location, before.body.emailChange, page.body.emailChange]
    const out = [...seen, mails, file.email_change].map((one) => JSON.stringify(one).replaceAll(email, 'typed'))
    await person.submit('/konto', 'withdraw-email-change', {})
    await database.db.deleteFrom('outbox').execute()
    return out
  }

  test('looks to who asks like any other, on every page and in the own data', async () => {
    const unknown = await seenAfter(fresh)

    expect(unknown[2]).toContain('typed')
    expect(await seenAfter('ben@example.org')).toEqual(unknown)
  })

  test('is not changed to; its owner is told kindly, and gets no link', async () => {
    const person = await signedIn()
    await ask(person, 'Ben@example.org')
    await work()

    expect(await kindsTo('ben@example.org')).toEqual(['address-taken'])
    expect(await addressOf('anna')).toBe(former)
    expect(await database.db.selectFrom('email_change').select(['state', 'token_hash']).execute()).toEqual([
      { state: 'idle', token_hash: null },
    ])
  })

  test('by the time of the click is not changed to either: the link has ended, and only a mail says why', async () => {
    const { person, link } = await asked()
    await database.db.updateTable('account').set({ email: fresh }).where('id', '=', 'ben').execute()

    const late = await confirm(person, link)

    expect(late.status).toBe(410)
    expect(late.text).not.toContain(fresh)
    expect([await addressOf('anna'), await addressOf('ben')]).toEqual([former, fresh])
    expect(await kindsTo(fresh)).toEqual(['confirm-new-address', 'address-taken'])
    expect(await kindsTo(former)).toEqual(['email-change-asked'])
    expect((await person.get('/konto')).status).toBe(200)
    expect((await trail()).at(-1)).toMatchObject({ actor: 'anna', action: 'emailChange.end' })
  })

  test('is wanted by two at once: one gets it, and nothing breaks', async () => {
    const [anna, ben] = [await signedIn(), await signedIn('ben@example.org')]
    const one = await asked(anna)
    await database.db.deleteFrom('outbox').execute()
    const other = await asked(ben)
    const send = async (person: Person, link: string) =>
      person.post(link, formOn((await person.get(link)).text, 'confirm-email-change').fields)

    const answers = await Promise.all([send(anna, one.link), send(ben, other.link)])

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 410])
    const addresses = [await addressOf('anna'), await addressOf('ben')]
    expect(addresses.filter((address) => address === fresh)).toHaveLength(1)
    expect((await kindsTo(fresh)).filter((kind) => kind === 'address-taken')).toHaveLength(1)
  })
})
