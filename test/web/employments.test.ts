import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { Role } from '../../src/policy/policy.ts'
import type { Database } from '../../src/store/db.ts'
import { mailWriter } from '../../src/web/mails/write-mail.ts'
import { aPassword, anAccount, twoConsortia } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { aGuardian } from '../support/family-builders.ts'
import { formOn } from '../support/forms.ts'
import { migratedDatabase } from '../support/house.ts'
import { mailsTo, tokenIn } from '../support/mailbox.ts'
import { Person, signedInAs, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express

const people: [id: string, role: Exclude<Role, 'visitor'>, subject: string][] = [
  ['hr', 'hr', 'company-a'],
  ['colleague', 'hr', 'company-a'],
  ['hr-b', 'hr', 'company-b'],
  ['coordinator', 'coordinator', 'consortium-1'],
]

beforeEach(async () => {
  database = await migratedDatabase()
  deps = testDeps(database.db)
  await twoConsortia(database.db)
  const passwordHash = await deps.hashPassword(aPassword)
  for (const [id, role, subject] of people)
    await anAccount(database.db, { id, role, subjects: [subject], passwordHash })
  app = testServer(deps)
})
afterEach(() => database.drop())

const as = (id: string) => signedInAs(app, id)

/** Parents who have said that they work for a company, and can sign in. */
async function claims(names: readonly string[], companyId = 'company-a') {
  const passwordHash = await deps.hashPassword(aPassword)
  for (const name of names) {
    await anAccount(database.db, { id: name, role: 'parent', subjects: [`family-${name}`], passwordHash })
    await database.db
      .insertInto('employer')
      .values({
        account_id: name,
        company_id: companyId,
        told_at: '2026-11-20T08:00:00.000Z',
        came_by: 'code',
        confirmed_at: null,
        denied_at: null,
        version: 1,
      })
      .execute()
  }
}

const list = '/unternehmen/beschaeftigte'
const deny = (name: string, company = 'company-a') => `${list}/${company}/${name}/ablehnen`
const confirm = (name: string, company = 'company-a') => `${list}/${company}/${name}/bestaetigen`
/** Name and state of everybody on a page, in its order. */
const shown = (text: string) =>
  [...text.matchAll(/data-entity="([^"]+)" data-state="([^"]+)"/g)].map(([, name, state]) => `${name} ${state}`)
const stateOf = async (name: string) => {
  const row = await database.db
    .selectFrom('employer')
    .selectAll()
    .where('account_id', '=', name)
    .executeTakeFirstOrThrow()
  return [row.confirmed_at !== null, row.denied_at !== null, row.version]
}

describe('a parent who registers with a code of the company', () => {
  test('is asked for at the personnel office, confirmed there, and reads it: on its pages, in a mail, in its data', async () => {
    const hr = await as('hr')
    await hr.submit('/unternehmen/codes', 'make-company-code', { label: 'Intranet', uses: '2', validTo: '2027-02-28' })
    const code = /data-field="code">([^<]+)</.exec((await hr.get('/unternehmen/codes')).text)?.[1] ?? ''
    const password = 'grüne Wupper schwebt leise'
    const typed = { givenName: 'Mia', familyName: 'Muster', email: 'mia@example.org', password, code }
    await new Person(app).submit('/registrieren', 'register-parent', typed)
    const actions = createActions(deps)
    while (await actions.workOnce()) {
      // until nothing waits
    }
    const token = await tokenIn(database.db, 'mia@example.org', 'confirm-address')
    await new Person(app).submit(`/konto/bestaetigen/${token}`, 'confirm-address', {})
    const mia = new Person(app)
    await mia.signIn('mia@example.org', password)

    const family = await mia.get('/familie')
    const company = await hr.get('/unternehmen')
    const asked = await hr.get(list)
    const confirmed = await hr.submit(list, 'confirm-employment', {})
    const after = await hr.get(confirmed.headers.location)

    expect(family.text).toContain('A hat noch nicht bestätigt, dass Sie dort arbeiten.')
    expect(company.text).toContain('Eine Person hat Ihr Unternehmen als Arbeitgeber angegeben')
    expect(asked.text).toContain('Mia Muster')
    expect(asked.text).toContain('Mit Ihrem Code, 1. Dezember 2026')
    expect(asked.text).not.toContain('mia@example.org')
    expect([confirmed.status, confirmed.headers.location]).toEqual([303, `${list}?getan=confirmed`])
    expect(after.text).toContain('data-code="employment-confirmed"')
    expect(shown(after.text).map((row) => row.split(' ')[1])).toEqual(['confirmed'])
    expect((await hr.get('/unternehmen')).text).not.toContain('data-code="open-employments"')
    for (const page of ['/familie', '/konto'])
      expect((await mia.get(page)).text).toContain('A hat am 1. Dezember 2026 bestätigt, dass Sie dort arbeiten.')

    const mail = (await mailsTo(database.db, 'mia@example.org')).find(({ kind }) => kind === 'employment-answered')
    const letter = mail && mailWriter('https://kita.example')(mail)
    expect(letter?.subject).toBe('A hat bestätigt, dass Sie dort arbeiten')
    expect(letter?.text).toContain('Guten Tag Mia Muster,')
    expect(letter?.text).toContain('https://kita.example/anmelden')

    const { tables } = (await mia.get('/konto/daten', 'application/json')).body as {
      tables: { name: string; rows: { facts: object[] }[] }[]
    }
    expect(tables.find(({ name }) => name === 'employer')?.rows[0].facts).toEqual(
      expect.arrayContaining([
        { label: 'Gekommen mit', value: 'Code des Unternehmens' },
        { label: 'Unternehmen', value: 'A' },
        { label: 'Vom Unternehmen verneint', value: 'bisher nicht' },
      ]),
    )
    const file = await mia.get('/konto/daten.json')
    expect(file.body.toString() + file.text).toContain('"confirmed_at": "2026-12-01T09:00:00.000Z"')
  })
})

describe('somebody whom the company does not know', () => {
  test('is asked for once more, reads it kindly, and can be confirmed after all', async () => {
    await claims(['mia'])
    const hr = await as('hr')

    const asked = await hr.get(deny('mia'))
    const denied = await hr.submit(deny('mia'), 'deny-employment', {})
    const mia = await as('mia')
    const account = await mia.get('/konto')
    const stale = await hr.get(deny('mia'))

    expect(asked.text).toContain('Arbeitet Konto mia nicht bei A?')
    expect([denied.status, denied.headers.location]).toEqual([303, `${list}?getan=denied`])
    expect(account.text).toContain('A sagt seit dem 1. Dezember 2026, dass Sie dort nicht arbeiten.')
    expect(account.text).toContain('Fragen Sie bitte in der Personalabteilung nach')
    expect([stale.status, stale.headers.location]).toEqual([303, list])
    const [mail] = await mailsTo(database.db, 'mia@example.org')
    expect(mailWriter('https://kita.example')(mail).text).toContain('dass Sie dort nicht arbeiten')

    expect((await hr.submit(list, 'confirm-employment', {})).status).toBe(303)
    expect(await stateOf('mia')).toEqual([true, false, 3])
    expect((await hr.submit(deny('mia'), 'deny-employment', {})).status).toBe(303)
    expect(await stateOf('mia')).toEqual([false, true, 4])
  })
})

describe('somebody whose child is in an allocation already', () => {
  test('stays confirmed: HR is told why, and whom to ask', async () => {
    await claims(['anna'])
    const { db } = database
    await aGuardian(db, { id: 'guardian-anna', family: 'anna', accountId: 'anna', name: ['Anna', 'Test'] })
    await db.updateTable('employer').set({ confirmed_at: '2026-11-21T08:00:00.000Z' }).execute()
    await db.updateTable('place_request').set({ state: 'in-round' }).where('id', '=', 'anna').execute()

    const denied = await (await as('hr')).submit(deny('anna'), 'deny-employment', {})

    expect(denied.status).toBe(409)
    expect(denied.text).toContain('data-code="employment-counts-already"')
    expect(denied.text).toContain('sagen Sie es bitte der Koordination')
    expect(await stateOf('anna')).toEqual([true, false, 1])
    expect(await mailsTo(db, 'anna@example.org')).toEqual([])
  })
})

describe('two at the personnel office', () => {
  test('with the same page open: the second is told that somebody was quicker, beside the present state', async () => {
    await claims(['mia'])
    const [hr, colleague] = [await as('hr'), await as('colleague')]
    const { target = '', fields } = formOn((await colleague.get(list)).text, 'confirm-employment')
    await hr.submit(deny('mia'), 'deny-employment', {})

    const late = await colleague.post(target, fields)

    expect(late.status).toBe(409)
    expect(late.text).toContain('data-code="changed-meanwhile"')
    expect(shown(late.text)).toEqual(['mia denied'])
    expect(await stateOf('mia')).toEqual([false, true, 2])
  })

  test('and a form that is sent again has no second effect; with other content it is refused', async () => {
    await claims(['mia', 'ole'])
    const hr = await as('hr')
    const { target = '', fields } = formOn((await hr.get(list)).text, 'confirm-employment')

    const answers = [await hr.post(target, fields), await hr.post(target, fields)]
    const otherwise = await hr.post(confirm('ole'), fields)

    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(otherwise.status).toBe(422)
    expect([await stateOf('mia'), await stateOf('ole')]).toEqual([
      [true, false, 2],
      [false, false, 1],
    ])
    expect(await mailsTo(database.db, 'mia@example.org')).toHaveLength(1)
  })
})

describe('another company', () => {
  test('neither sees nor answers for who named this one: to it they do not exist', async () => {
    await claims(['mia'])
    const [hr, other] = [await as('hr'), await as('hr-b')]
    const { fields } = formOn((await hr.get(list)).text, 'confirm-employment')
    const { fields: own } = formOn((await other.get('/unternehmen/codes')).text, 'make-company-code')
    const form = { ...fields, _csrf: own._csrf }

    const page = await other.get(list)
    const tried = [
      await other.get(deny('mia')),
      await other.post(confirm('mia'), form),
      await other.post(deny('mia'), form),
      await other.post(confirm('mia', 'company-b'), form),
      await other.post(confirm('mia'), { _csrf: own._csrf }),
    ]

    expect(page.text).toContain('data-code="no-employments"')
    expect(page.text).toContain('href="/unternehmen/codes"')
    expect(tried.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
    expect(await stateOf('mia')).toEqual([false, false, 1])
  })

  test('nor do a parent or a coordinator find the page', async () => {
    await claims(['mia'])

    for (const id of ['mia', 'coordinator']) expect((await (await as(id)).get(list)).status).toBe(404)
  })
})

describe('a long list', () => {
  test('begins with who waits, can be narrowed to a state, and comes in pages', async () => {
    const names = Array.from({ length: 33 }, (_, at) => `p${String(at).padStart(2, '0')}`)
    await claims(names)
    const { db } = database
    await db.updateTable('employer').set({ confirmed_at: deps.now() }).where('account_id', '=', 'p00').execute()
    await db.updateTable('employer').set({ denied_at: deps.now() }).where('account_id', '=', 'p01').execute()
    const hr = await as('hr')

    const first = await hr.get(list)
    const second = await hr.get(`${list}?page=2`)
    const narrowed = await hr.get(`${list}?state=denied`)

    expect(shown(first.text)).toEqual(names.slice(2, 32).map((name) => `${name} open`))
    expect(shown(second.text)).toEqual(['p32 open', 'p01 denied', 'p00 confirmed'])
    expect(first.text).toContain('1–30 von 33 Personen')
    expect(first.text).toContain('rel="next"')
    expect(shown(narrowed.text)).toEqual(['p01 denied'])
    expect(shown((await hr.get(`${list}?state=nonsense`)).text)).toHaveLength(30)
  })
})

describe('an invitation by the company', () => {
  const invite = async () => {
    const hr = await as('hr')
    await hr.submit('/einladungen', 'give-invitation', { what: 'parent/company-a', email: 'mia@example.org' })
  }
  const accept = async () => {
    const link = `/einladung/${await tokenIn(database.db, 'mia@example.org', 'invitation')}`
    const accepted = await (await as('mia')).submit(link, 'accept-invitation', {})
    expect(accepted.status).toBe(303)
  }
  const deniedAt = (denied_at: string) => database.db.updateTable('employer').set({ denied_at, version: 2 }).execute()

  test('says that it employs the person, also where it has denied it before', async () => {
    await claims(['mia'])
    await deniedAt('2026-11-30T08:00:00.000Z')
    await invite()

    await accept()

    expect(await stateOf('mia')).toEqual([true, false, 3])
  })

  test('says nothing any more where the company has denied it since', async () => {
    await claims(['mia'])
    await invite()
    await deniedAt('2026-12-01T09:30:00.000Z')

    await accept()

    expect(await stateOf('mia')).toEqual([false, true, 2])
  })
})

describe('the trail', () => {
  test('tells HR what it did and the coordinator what was answered, and no family that somebody looked at it', async () => {
    await claims(['mia'])
    await database.db
      .insertInto('family')
      .values({ id: 'family-mia', longitude: null, latitude: null, district: null })
      .execute()
    await aGuardian(database.db, {
      id: 'guardian-mia',
      family: 'family-mia',
      accountId: 'mia',
      name: ['Mia', 'Muster'],
    })
    const hr = await as('hr')
    await hr.submit(list, 'confirm-employment', {})

    const own = await hr.get('/protokoll/eigene', 'application/json')
    const ofConsortium = (await as('coordinator')).get('/verbund/consortium-1/protokoll', 'application/json')
    const looks = await (await as('mia')).get('/familie/zugriffe', 'application/json')

    const acts = (answer: { body: { entries: { action: string }[] } }) =>
      answer.body.entries.filter(({ action }) => action === 'Beschäftigung bestätigt')
    expect([acts(own), acts(await ofConsortium)].map(({ length }) => length)).toEqual([1, 1])
    expect(looks.body.looks).toEqual([])
    const entry = await database.db.selectFrom('audit').selectAll().where('action', '=', 'employment.confirm').execute()
    expect(entry).toMatchObject([{ actor: 'hr', role: 'hr', subject: 'mia' }])
    expect(JSON.parse(entry[0].details)).toEqual({ company: 'company-a', requests: 0 })
    expect([entry[0].before, entry[0].after].map((digest) => digest?.length)).toEqual([64, 64])
  })
})
