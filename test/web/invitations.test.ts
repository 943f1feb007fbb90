import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import type { Deps } from '../../src/actions/deps.ts'
import { type Role, roles } from '../../src/policy/policy.ts'
import type { Database } from '../../src/store/db.ts'
import { aPassword, anAccount, twoConsortia } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { mailsTo, tokenIn } from '../support/mailbox.ts'
import { Person, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express

const givers: Partial<Record<Role, string>> = {
  coordinator: 'consortium-1',
  hr: 'company-a',
  kitaAdmin: 'kita-1',
  provider: 'provider-1',
  parent: 'anna',
  auditor: 'consortium-1',
  serviceEditor: 'provider-1',
}

beforeEach(async () => {
  database = await migratedDatabase()
  deps = testDeps(database.db)
  await twoConsortia(database.db)
  await database.db.insertInto('provider').values({ id: 'provider-2', name: 'Träger drüben', website: null }).execute()
  await database.db.updateTable('kita').set({ provider_id: 'provider-2' }).where('id', '=', 'kita-3').execute()
  const passwordHash = await deps.hashPassword(aPassword)
  for (const [role, subject] of Object.entries(givers))
    await anAccount(database.db, { id: idOf(role as Role), role: role as Role, subjects: [subject], passwordHash })
  app = testServer(deps)
})
afterEach(() => database.drop())

// Addresses are kept in small letters.
const idOf = (role: Role) => `a-${role.toLowerCase()}`
async function as(role: Role): Promise<Person> {
  const person = new Person(app)
  await person.signIn(`${idOf(role)}@example.org`, aPassword)
  return person
}
const invite = async (role: Role, what: string, email = 'gast@example.org') =>
  (await as(role)).submit('/einladungen', 'give-invitation', { what, email })
const linkFor = async (email = 'gast@example.org') => `/einladung/${await tokenIn(database.db, email, 'invitation')}`
const newcomer = { givenName: 'Gerda', familyName: 'Gast', password: 'der Elefant fiel in die Wupper' }
const rolesOf = async (email: string) =>
  database.db
    .selectFrom('account_role')
    .innerJoin('account', 'account.id', 'account_role.account_id')
    .select(['role', 'subject_id as of'])
    .where('email', '=', email)
    .orderBy('role')
    .execute()

const everyWhat = [
  'coordinator/consortium-1',
  'auditor/consortium-1',
  'hr/company-a',
  'hr/company-b',
  'parent/company-a',
  'kitaAdmin/kita-1',
  'kitaAdmin/kita-2',
  'provider/provider-1',
  'serviceEditor/provider-1',
  'coordinator/consortium-2',
  'hr/company-c',
  'kitaAdmin/kita-3',
  'provider/provider-2',
  'parent/company-b',
]
const allowed: Partial<Record<Role, string[]>> = {
  coordinator: [
    'coordinator/consortium-1',
    'auditor/consortium-1',
    'hr/company-a',
    'hr/company-b',
    'kitaAdmin/kita-1',
    'kitaAdmin/kita-2',
    'provider/provider-1',
  ],
  hr: ['hr/company-a', 'parent/company-a'],
  kitaAdmin: ['kitaAdmin/kita-1'],
  provider: ['kitaAdmin/kita-1', 'kitaAdmin/kita-2', 'serviceEditor/provider-1'],
}

describe('who may invite whom', () => {
  test.each(roles.filter((role) => role in allowed))(
    '%s: exactly what the table says, and nothing beside',
    async (role) => {
      const person = await as(role)
      const { text } = await person.get('/einladungen')
      const shown = [...text.matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value)
      const taken: string[] = []
      for (const what of everyWhat) {
        const answer = await person.submit('/einladungen', 'give-invitation', { what, email: 'gast@example.org' })
        if (answer.status === 303) taken.push(what)
        else expect([answer.status, what]).toEqual([422, what])
      }

      expect(shown.toSorted()).toEqual(allowed[role]?.toSorted())
      expect(taken.toSorted()).toEqual(allowed[role]?.toSorted())
    },
  )

  test.each<Role>(['parent', 'auditor', 'serviceEditor'])('%s: nobody, and the page does not exist', async (role) => {
    const person = await as(role)

    expect((await person.get('/einladungen')).status).toBe(404)
  })
})

describe('somebody who is invited and has no account', () => {
  test('reads who invites to what, chooses a password and has exactly that role', async () => {
    await invite('coordinator', 'hr/company-a')
    const link = await linkFor()
    const person = new Person(app)

    const opened = await person.get(link)
    const accepted = await person.submit(link, 'accept-invitation', newcomer)
    const came = await person.signIn('gast@example.org', newcomer.password)

    expect(opened.text).toContain('Ihre Aufgabe: Personalabteilung (A).')
    expect(opened.headers['referrer-policy']).toBe('strict-origin')
    expect([accepted.status, accepted.headers.location]).toEqual([303, '/willkommen?nach=einladung'])
    expect(came.status).toBe(303)
    expect(await rolesOf('gast@example.org')).toEqual([{ role: 'hr', of: 'company-a' }])
    const audit = await database.db.selectFrom('audit').select(['action', 'role', 'details']).execute()
    expect(audit.find(({ action }) => action === 'invitation.accept')).toMatchObject({ role: 'hr' })
    expect(JSON.stringify(audit)).not.toMatch(/gast@|Gerda/)
  })

  test('as an employee, becomes a parent with a family of its own, and the company has confirmed it', async () => {
    await invite('hr', 'parent/company-a')
    await new Person(app).submit(await linkFor(), 'accept-invitation', newcomer)

    const [role] = await rolesOf('gast@example.org')
    const guardian = await database.db
      .selectFrom('guardian')
      .selectAll()
      .where('given_name', '=', 'Gerda')
      .executeTakeFirst()
    expect(role).toEqual({ role: 'parent', of: guardian?.family_id })
    expect(await database.db.selectFrom('employer').select(['company_id', 'confirmed_at']).execute()).toEqual([
      { company_id: 'company-a', confirmed_at: deps.now() },
    ])
  })

  test('is given the role once, of twenty who send the form at once', async () => {
    await invite('coordinator', 'hr/company-a')
    const link = await linkFor()
    const person = new Person(app)
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await person.get(link)).text)?.[1] ?? ''

    const answers = await Promise.all(Array.from({ length: 20 }, () => person.post(link, { _csrf: csrf, ...newcomer })))

    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303, 410]))
    expect(await rolesOf('gast@example.org')).toHaveLength(1)
    expect((await person.get(link)).text).toContain('data-state="accepted"')
  })

  test.each([
    ['a weak password', { password: 'passwort1' }, 'password'],
    ['the own name as password', { password: 'gerda.gast' }, 'password'],
    ['no name', { givenName: '' }, 'givenName'],
  ])('with %s is told at the field', async (_, wrong, field) => {
    await invite('coordinator', 'hr/company-a')

    const answer = await new Person(app).submit(await linkFor(), 'accept-invitation', { ...newcomer, ...wrong })

    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining(`href="#${field}"`)])
    expect(answer.text).toContain('value="Gast"')
  })
})

describe('somebody who has an account already', () => {
  test('is asked to sign in, comes back to the invitation and keeps the other roles', async () => {
    await invite('coordinator', 'kitaAdmin/kita-2', 'a-hr@example.org')
    const link = await linkFor('a-hr@example.org')
    const stranger = await new Person(app).get(link)
    const person = await as('hr')

    const accepted = await person.submit(link, 'accept-invitation', {})

    expect(stranger.text).toContain(encodeURIComponent(link))
    expect(stranger.text).not.toContain('data-action="accept-invitation"')
    expect(accepted.status).toBe(303)
    expect(await rolesOf('a-hr@example.org')).toEqual([
      { role: 'hr', of: 'company-a' },
      { role: 'kitaAdmin', of: 'kita-2' },
    ])
  })

  test('never gets another password by a link alone, nor does somebody else take the role', async () => {
    await invite('coordinator', 'kitaAdmin/kita-2', 'a-hr@example.org')
    const link = await linkFor('a-hr@example.org')
    const before = await database.db.selectFrom('account').selectAll().execute()
    const other = await as('parent')
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await other.get(link)).text)?.[1] ?? ''

    const answer = await other.post(link, { _csrf: csrf, ...newcomer })

    expect(answer.status).toBe(410)
    expect((await other.get(link)).text).toContain('data-code="other-account"')
    expect(await database.db.selectFrom('account').selectAll().execute()).toEqual(before)
    expect(await rolesOf('a-parent@example.org')).toHaveLength(1)
  })

  test('as an employee who has no family yet, says whose family it is', async () => {
    await invite('hr', 'parent/company-a', 'a-kitaadmin@example.org')
    const link = await linkFor('a-kitaadmin@example.org')
    const person = await as('kitaAdmin')

    const nameless = await person.submit(link, 'accept-invitation', { givenName: '', familyName: '' })
    const accepted = await person.submit(link, 'accept-invitation', { givenName: 'Karl', familyName: 'Kitt' })

    expect([nameless.status, accepted.status]).toEqual([422, 303])
    expect((await rolesOf('a-kitaadmin@example.org')).map(({ role }) => role)).toEqual(['kitaAdmin', 'parent'])
  })
})

describe('an invitation', () => {
  test('ends after seven days, and opens with a new link for seven more', async () => {
    await invite('coordinator', 'hr/company-a')
    const old = await linkFor()
    const at = (now: string) => testServer({ ...deps, now: () => now })
    const onTime = await new Person(at('2026-12-08T08:59:59.000Z')).get(old)
    const late = await new Person(at('2026-12-08T09:00:00.000Z')).get(old)

    const later = new Person(at('2026-12-09T09:00:00.000Z'))
    await later.signIn('a-coordinator@example.org', aPassword)
    const again = await later.submit('/einladungen', 'reissue-invitation', {})

    expect([onTime.status, late.status, again.status]).toEqual([200, 410, 303])
    const fresh = await linkFor()
    expect(fresh).not.toBe(old)
    expect((await later.get(old)).status).toBe(410)
    expect((await new Person(at('2026-12-16T08:59:59.000Z')).get(fresh)).status).toBe(200)
    expect(await mailsTo(database.db, 'gast@example.org')).toHaveLength(2)
  })

  test('that is taken back opens nothing, and can be taken back once', async () => {
    await invite('coordinator', 'hr/company-a')
    const link = await linkFor()
    const coordinator = await as('coordinator')
    const { text } = await coordinator.get('/einladungen')
    const target = /action="([^"]+)" data-action="revoke-invitation"/.exec(text)?.[1] ?? ''

    const revoked = await coordinator.submit('/einladungen', 'revoke-invitation', {})
    await invite('coordinator', 'hr/company-b', 'andere@example.org')
    const second = await coordinator.submit('/einladungen', 'revoke-invitation', {})
    const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const again = await coordinator.post(target, { _csrf: csrf, _key: '11111111-1111-4111-8111-111111111111' })

    expect([revoked.status, second.status, again.status]).toEqual([303, 303, 410])
    expect((await new Person(app).get(link)).status).toBe(410)
  })

  test('of somebody else’s company is neither seen nor taken back nor sent again', async () => {
    await invite('coordinator', 'hr/company-b')
    const { id } = await database.db.selectFrom('invitation').select('id').executeTakeFirstOrThrow()
    const hr = await as('hr')
    const { text } = await hr.get('/einladungen')
    const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const form = { _csrf: csrf, _key: '11111111-1111-4111-8111-111111111111' }

    expect(text).not.toContain('gast@example.org')
    for (const act of ['zuruecknehmen', 'erneut-senden'])
      expect((await hr.post(`/einladungen/${id}/${act}`, form)).status).toBe(404)
    expect((await new Person(app).get(await linkFor())).status).toBe(200)
  })
})
