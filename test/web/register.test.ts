import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { Database } from '../../src/store/db.ts'
import { aPassword, anAccount, anOpenRound } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { mailsTo, tokenIn } from '../support/mailbox.ts'
import { Person, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express
let log: string[]

beforeEach(async () => {
  database = await migratedDatabase()
  deps = testDeps(database.db)
  await anOpenRound(database.db)
  const passwordHash = await deps.hashPassword(aPassword)
  await anAccount(database.db, { id: 'hr', role: 'hr', subjects: ['company-a'], passwordHash })
  log = []
  app = testServer(deps, { log })
})
afterEach(() => database.drop())

const work = async () => {
  const actions = createActions(deps)
  while (await actions.workOnce()) {
    // until nothing waits
  }
}

/** HR makes a code and reads it on its page. */
async function aCode({ uses = 2 } = {}): Promise<string> {
  const hr = new Person(app)
  await hr.signIn('hr@example.org', aPassword)
  const made = await hr.submit('/unternehmen/codes', 'make-company-code', {
    label: `Intranet ${uses}`,
    uses: String(uses),
    validTo: '2027-02-28',
  })
  expect([made.status, made.headers.location]).toEqual([303, '/unternehmen/codes?getan=made'])
  const { text } = await hr.get('/unternehmen/codes')
  return /data-field="code">([^<]+)</.exec(text)?.[1] ?? 'no code'
}

const typed = (more: Record<string, string> = {}) => ({
  givenName: 'Mia',
  familyName: 'Muster',
  email: 'mia@example.org',
  password: 'grüne Wupper schwebt leise',
  ...more,
})
const refusedAtTheCode = { status: 422, text: expect.stringContaining('href="#code"') as string }
const register = (fields: Record<string, string>, person = new Person(app)) =>
  person.submit('/registrieren', 'register-parent', typed(fields))

describe('a parent with a code of the company', () => {
  test('registers, confirms by the mail’s link, signs in and finds an empty family with the next step', async () => {
    const code = await aCode()
    const person = new Person(app)

    const sent = await register({ code: code.toLowerCase().replaceAll('-', ' ') }, person)
    await work()
    const link = `/konto/bestaetigen/${await tokenIn(database.db, 'mia@example.org', 'confirm-address')}`
    const opened = await person.get(link)
    const confirmed = await person.submit(link, 'confirm-address', {})
    const came = await person.signIn('mia@example.org', 'grüne Wupper schwebt leise')
    const family = await person.get('/familie')

    expect([sent.status, sent.headers.location]).toEqual([303, '/registrieren/gesendet'])
    expect(opened.text).toContain('data-state="open"')
    expect(opened.headers['referrer-policy']).toBe('strict-origin')
    expect([confirmed.status, confirmed.headers.location]).toEqual([303, '/willkommen?nach=registrierung'])
    expect(came.status).toBe(303)
    expect(family.text).toContain('data-code="no-requests"')
    expect(family.text).toContain('Mia Muster')
    expect(await database.db.selectFrom('employer').select(['company_id', 'confirmed_at']).execute()).toEqual([
      { company_id: 'company-a', confirmed_at: null },
    ])
  })

  test('is not there before the link was confirmed, and looking at it changes nothing', async () => {
    const code = await aCode()
    await register({ code })
    await work()
    const token = await tokenIn(database.db, 'mia@example.org', 'confirm-address')

    for (let scan = 0; scan < 3; scan++) await new Person(app).get(`/konto/bestaetigen/${token}`)

    const came = await new Person(app).signIn('mia@example.org', 'grüne Wupper schwebt leise')
    expect(came.status).toBe(422)
    expect(
      await database.db.selectFrom('account').select('id').where('email', '=', 'mia@example.org').execute(),
    ).toEqual([])
  })

  test('may confirm twice, and may send the form twice: one account, one mail, one use of the code', async () => {
    const code = await aCode({ uses: 2 })
    const person = new Person(app)
    const page = await person.get('/registrieren')
    const key = /name="_key" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    const form = { ...typed({ code }), _key: key, _csrf: csrf }

    const answers = [await person.post('/registrieren', form), await person.post('/registrieren', form)]
    const other = await person.post('/registrieren', { ...form, givenName: 'Ole' })
    await work()
    const link = `/konto/bestaetigen/${await tokenIn(database.db, 'mia@example.org', 'confirm-address')}`
    const confirmed = await person.submit(link, 'confirm-address', {})
    const again = await person.post(link, { _csrf: csrf })
    const seen = await person.get(link)

    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect([other.status, other.text]).toEqual([422, expect.stringContaining('data-code="key-used-otherwise"')])
    expect([confirmed.status, again.status]).toEqual([303, 303])
    expect(seen.text).toContain('data-state="confirmed"')
    expect(await mailsTo(database.db, 'mia@example.org')).toHaveLength(1)
    expect(await database.db.selectFrom('company_code').select('uses_left').execute()).toEqual([{ uses_left: 1 }])
    expect(await database.db.selectFrom('family').select('id').where('longitude', 'is', null).execute()).toHaveLength(1)
  })

  test.each([
    ['a wrong code', { code: 'AAAA-AAAA-AAAA' }, 'code'],
    ['no code', { code: '' }, 'code'],
    ['a short password', { password: 'kurz' }, 'password'],
    ['a common password', { password: 'Passwort1' }, 'password'],
    ['a password of the own name', { password: 'MiaMuster1' }, 'password'],
    ['no address', { email: 'mia' }, 'email'],
    ['no name', { givenName: ' ' }, 'givenName'],
  ])('with %s is told at the field, keeps the rest, and never sees the password again', async (_, wrong, field) => {
    const code = await aCode()

    const answer = await register({ code, ...wrong })

    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`href="#${field}"`)
    expect(answer.text).toContain('value="Muster"')
    expect(answer.text).not.toContain('grüne Wupper')
    expect(answer.text).toContain(`value="${{ code, ...wrong }.code}"`)
    expect(await database.db.selectFrom('registration').select('id').execute()).toEqual([])
  })

  test('reads of each empty field which one it is, in the list on top too', async () => {
    const nothing = { code: '', givenName: '', familyName: '', email: '', password: '' }

    const answer = await register(nothing)

    const listed = [...answer.text.matchAll(/<li><a class="kern-link" href="#\w+">([^<]+)<\/a>/g)]
    expect(new Set(listed.map(([, message]) => message)).size).toBe(Object.keys(nothing).length)
  })

  test('cannot use a code whose uses are taken', async () => {
    const code = await aCode({ uses: 1 })
    await register({ code })

    expect(await register({ code, email: 'zweite@example.org' })).toMatchObject(refusedAtTheCode)
  })

  test('cannot use a code that HR has withdrawn', async () => {
    const code = await aCode()
    const hr = new Person(app)
    await hr.signIn('hr@example.org', aPassword)
    await hr.submit('/unternehmen/codes', 'withdraw-company-code', {})

    expect(await register({ code })).toMatchObject(refusedAtTheCode)
  })

  test('can use a code until its last day ends in Germany, and not a second longer', async () => {
    const code = await aCode()
    const at = (now: string) => new Person(testServer(testDeps(database.db, now)))

    const inTime = await register({ code }, at('2027-02-28T22:59:59.000Z'))
    const late = await register({ code }, at('2027-02-28T23:00:00.000Z'))

    expect(inTime.status).toBe(303)
    expect(late).toMatchObject(refusedAtTheCode)
  })
})

describe('an address that has an account already', () => {
  test('gets the same answer, byte for byte, and learns the truth by mail alone', async () => {
    const code = await aCode({ uses: 2 })

    const unknown = await register({ code })
    const known = await register({ code, email: 'HR@example.org' })
    await work()

    const plain = (answer: { status: number; headers: Record<string, string>; text: string }) => ({
      status: answer.status,
      location: answer.headers.location,
      text: answer.text,
    })
    expect(plain(known)).toEqual(plain(unknown))
    expect((await mailsTo(database.db, 'hr@example.org')).map(({ kind }) => kind)).toEqual(['already-registered'])
    expect((await mailsTo(database.db, 'mia@example.org')).map(({ kind }) => kind)).toEqual(['confirm-address'])
    // A use is taken in both cases: what is left of a code tells nothing either.
    expect(await database.db.selectFrom('company_code').select('uses_left').execute()).toEqual([{ uses_left: 0 }])
  })
})

describe('a registration that nobody confirms', () => {
  test('is deleted after seven days with all that was typed, and its code has the use again', async () => {
    const code = await aCode({ uses: 1 })
    await register({ code })
    await work()

    await createActions(testDeps(database.db, '2026-12-08T08:59:59.000Z')).purgeRegistrations()
    expect(await database.db.selectFrom('registration').select('state').execute()).toEqual([{ state: 'sent' }])

    await createActions(testDeps(database.db, '2026-12-08T09:00:00.000Z')).purgeRegistrations()
    expect(await database.db.selectFrom('registration').selectAll().execute()).toEqual([])
    expect(await database.db.selectFrom('company_code').select('uses_left').execute()).toEqual([{ uses_left: 1 }])
  })

  test('has a link that says kindly that it is over', async () => {
    const code = await aCode()
    await register({ code })
    await work()
    const link = `/konto/bestaetigen/${await tokenIn(database.db, 'mia@example.org', 'confirm-address')}`
    const later = new Person(testServer(testDeps(database.db, '2026-12-08T09:00:00.000Z')))

    const answer = await later.get(link)

    expect(answer.status).toBe(410)
    expect(answer.text).toContain('data-code="link-expired"')
  })
})

describe('what is kept and what is logged', () => {
  test('holds neither password, code nor token in clear, in any table', async () => {
    const code = await aCode()
    await register({ code })
    await work()
    const token = await tokenIn(database.db, 'mia@example.org', 'confirm-address')
    const person = new Person(app)
    await person.submit(`/konto/bestaetigen/${token}`, 'confirm-address', {})

    let kept = ''
    for (const { name } of await database.db.introspection.getTables())
      kept += JSON.stringify(
        await database.db
          .selectFrom(name as 'account')
          .selectAll()
          .execute(),
      )

    expect(kept).toContain('mia@example.org')
    for (const secret of ['grüne Wupper', code, code.replaceAll('-', ''), token]) {
      expect(kept).not.toContain(secret)
      expect(log.join('')).not.toContain(secret)
    }
  })
})
