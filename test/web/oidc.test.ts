import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import { type Database } from '../../src/store/db.ts'
import { insertDelegation } from '../../src/store/delegations.ts'
import { keyringOf } from '../../src/store/keyring.ts'
import { giveRole } from '../../src/store/new-accounts.ts'
import { type Door, openDoors } from '../../src/web/oidc/doors.ts'
import { client, CompanyProvider, type Employee } from '../support/company-provider.ts'
import { testDeps, testSecrets } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

const password = 'ein langer Satz als Passwort'
const base = 'http://localhost:3000'
const back = `${base}/anmelden/firma/klinik/zurueck`
const identities = '/konto/firmenzugang'
const petra: Employee = {
  sub: 'employee-1',
  email: 'petra@klinik.example',
  email_verified: true,
  groups: ['personal', 'alle'],
  amr: ['pwd', 'mfa'],
}

let database: Database & { drop(): Promise<void> }
let company: CompanyProvider
let doors: Door[]
let now: string
let app: Express
let log: string[]
/** Promised before the link: her second factor was set up as well. */
let mailsBefore: number

beforeEach(async () => {
  database = await migratedDatabase()
  company = await CompanyProvider.open(back)
  now = '2026-12-01T09:00:00.000Z'
  log = []
  doors = [door(company.issuer)]
  await account('petra', ['hr', 'company-klinik'])
  app = server()
})
afterEach(async () => {
  await company.close()
  await database.drop()
})

const rule = { claim: 'groups', value: 'personal', role: 'hr', companyId: 'company-klinik' } as const

function door(issuer: string): Door {
  const provider = {
    id: 'klinik',
    company: 'Klinikum',
    issuer,
    mailDomains: ['klinik.example'],
    rules: [rule],
    secondFactor: { amr: ['mfa'], acr: [] },
    ...client,
  }
  return openDoors([provider], base, {
    sealer: keyringOf(testSecrets),
    onTrouble: ({ code }) => void log.push(code),
  })[0]
}

const server = () => testServer({ ...testDeps(database.db), now: () => now }, { doors })

async function account(id: string, ...roles: ['hr' | 'parent', string][]): Promise<void> {
  const password_hash = await testDeps(database.db).hashPassword(password)
  const email = `${id}@klinik.example`
  await database.db
    .insertInto('account')
    .values({ id, email, display_name: id, password_hash, disabled_at: null })
    .execute()
  for (const [role, subject_id] of roles) {
    await database.db.insertInto('account_role').values({ account_id: id, role, subject_id }).execute()
  }
}

/** Leaves for the provider by the form of a page; gives the address that the provider is asked under. */
async function leave(person: Person, page: string, action: string): Promise<string> {
  const left = await person.submit(page, action, {})
  expect(left.text).toContain('data-page="leave-for-provider"')
  const url = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(left.text)?.[1] ?? ''
  return url.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')
}

/** By the provider and back; gives the path that the browser is sent to. */
async function throughProvider(person: Person, page: string, action: string): Promise<string> {
  const returned = await company.visit(await leave(person, page, action))
  expect(returned.startsWith(back)).toBe(true)
  return returned.slice(base.length)
}

async function comeBy(person: Person, employee: Employee = petra) {
  company.expect(employee)
  return person.get(await throughProvider(person, '/anmelden/firma', 'start-oidc-sign-in'))
}

async function signedInPetra(): Promise<Person> {
  const person = new Person(app)
  await person.signIn('petra@klinik.example', password)
  return person
}

async function linkedPetra(): Promise<Person> {
  const person = await signedInPetra()
  mailsBefore = (await database.db.selectFrom('outbox').select('id').execute()).length
  company.expect(petra)
  const linked = await person.get(await throughProvider(person, identities, 'start-linking-oidc'))
  expect(linked.headers.location).toBe(identities)
  return person
}

const reasonOf = (answer: { status: number; headers: { location?: string } }) => {
  expect(answer.status).toBe(303)
  return new URL(answer.headers.location ?? '', base).searchParams.get('grund')
}
const isSignedIn = async (person: Person) => (await person.get('/lizenzen')).text.includes('data-action="sign-out"')
const trail = async (action: string) =>
  (await database.db.selectFrom('audit').select('details').where('action', '=', action).execute()).map(
    ({ details }) => JSON.parse(details) as unknown,
  )
const count = async (table: 'account' | 'account_role' | 'oidc_identity') =>
  (await database.db.selectFrom(table).selectAll().execute()).length

describe('somebody from HR who has linked the company’s sign-in', () => {
  test('comes in by it as what the account holds already, and it stands in the trail', async () => {
    await linkedPetra()
    const person = new Person(app)

    const came = await comeBy(person)

    expect([came.status, came.headers.location]).toEqual([303, '/'])
    const page = await person.get('/lizenzen')
    expect(page.text).toContain('Personalabteilung')
    expect(await trail('oidcIdentity.link')).toEqual([{ provider: 'klinik' }])
    expect((await trail('session.begin')).at(-1)).toEqual({ factor: 'company' })
    expect(await count('account_role')).toBe(1)
  })

  test('is written to about the link, and finds no number of hers in the database', async () => {
    await linkedPetra()

    const mails = await database.db.selectFrom('outbox').select(['kind', 'account_id']).execute()
    expect(mails).toHaveLength(mailsBefore + 1)
    expect(mails.at(-1)).toEqual({ kind: 'factor-changed', account_id: 'petra' })
    const rows = await database.db.selectFrom('oidc_identity').selectAll().execute()
    expect(JSON.stringify(rows)).not.toMatch(/employee-1|127\.0\.0\.1/)
  })

  test('is asked for a second factor of ours where the provider does not say that it has seen one', async () => {
    await linkedPetra()
    const person = new Person(app)

    await comeBy(person, { ...petra, amr: ['pwd'] })

    expect((await trail('session.begin')).at(-1)).toEqual({ factor: 'none' })
    expect((await person.get('/unternehmen')).headers.location).toMatch(/^\/zweiter-faktor/)
  })

  test('has another session afterwards than the one that left', async () => {
    await linkedPetra()
    const person = new Person(app)
    const before = (await person.get('/anmelden/firma')).get('Set-Cookie')?.[0].split(';')[0]

    const came = await comeBy(person)

    expect(came.get('Set-Cookie')?.[0].split(';')[0]).not.toBe(before)
  })

  test('comes in no more once the link is cut', async () => {
    const person = await linkedPetra()
    await person.submit(identities, 'unlink-oidc-identity', {})

    expect(reasonOf(await comeBy(new Person(app)))).toBe('oidc-not-linked')
    expect(await trail('oidcIdentity.unlink')).toEqual([{ provider: 'klinik' }])
  })
})

describe('whoever is not known by a link', () => {
  test('gets neither account nor right, though the address is that of an account', async () => {
    const person = new Person(app)

    const came = await comeBy(person)

    expect(reasonOf(came)).toBe('oidc-not-linked')
    expect(await isSignedIn(person)).toBe(false)
    expect([await count('account'), await count('account_role'), await count('oidc_identity')]).toEqual([1, 1, 0])
    const page = await person.get(came.headers.location)
    expect(page.status).toBe(409)
    expect(page.text).toContain('data-code="oidc-not-linked"')
    expect(page.text).toContain('href="/anmelden"')
  })

  test('is told the same where no account has the address', async () => {
    const stranger = { ...petra, sub: 'employee-2', email: 'niemand@klinik.example' }

    expect(reasonOf(await comeBy(new Person(app), stranger))).toBe('oidc-not-linked')
  })
})

describe('a rule', () => {
  test('opens nothing that the account does not hold', async () => {
    await linkedPetra()
    await database.db.deleteFrom('account_role').execute()
    await database.db
      .insertInto('account_role')
      .values({ account_id: 'petra', role: 'hr', subject_id: 'another-company' })
      .execute()

    expect(reasonOf(await comeBy(new Person(app)))).toBe('oidc-no-role')
  })

  test('opens nothing for whoever has left the group', async () => {
    await linkedPetra()

    expect(reasonOf(await comeBy(new Person(app), { ...petra, groups: ['alle'] }))).toBe('oidc-no-role')
  })

  test('does not open an account that is a family’s as well', async () => {
    await linkedPetra()
    await database.db
      .insertInto('account_role')
      .values({ account_id: 'petra', role: 'parent', subject_id: 'family-1' })
      .execute()
    const person = new Person(app)

    expect(reasonOf(await comeBy(person))).toBe('oidc-other-roles')
    expect(await isSignedIn(person)).toBe(false)
  })

  test('does not go on as somebody who holds another role by then, whether given or lent', async () => {
    await linkedPetra()
    const [beforeGiven, beforeLent] = [new Person(app), new Person(app)]
    await comeBy(beforeGiven)
    expect(await isSignedIn(beforeGiven)).toBe(true)

    now = '2026-12-01T09:01:00.000Z'
    await database.db
      .transaction()
      .execute((trx) => giveRole(trx, { accountId: 'petra', role: 'hr', subjectId: 'company-b', at: now }))
    expect(await isSignedIn(beforeGiven)).toBe(false)

    await database.db
      .deleteFrom('account_role')
      .where('account_id', '=', 'petra')
      .where('subject_id', '=', 'company-b')
      .execute()
    await comeBy(beforeLent)
    expect(await isSignedIn(beforeLent)).toBe(true)
    now = '2026-12-01T09:02:00.000Z'
    await lendToPetra()
    expect(await isSignedIn(beforeLent)).toBe(false)
  })

  test('does not open what a colleague of another company has lent', async () => {
    await linkedPetra()
    await lendToPetra()
    const person = new Person(app)

    expect(reasonOf(await comeBy(person))).toBe('oidc-other-roles')
    expect(await isSignedIn(person)).toBe(false)
  })

  /** Today and tomorrow she stands in for the personnel office of another company. */
  async function lendToPetra(): Promise<void> {
    await account('colleague', ['hr', 'company-b'])
    const days = { validFrom: '2026-12-01', validTo: '2026-12-02' }
    const lent = { id: 'lent', from: 'colleague', to: 'petra', role: 'hr', subjectId: 'company-b', ...days } as const
    await database.db.transaction().execute((trx) => insertDelegation(trx, { ...lent, endedAt: null, version: 1 }, now))
  }

  test('does not open an account that is disabled', async () => {
    await linkedPetra()
    await database.db.updateTable('account').set({ disabled_at: now }).execute()

    expect(reasonOf(await comeBy(new Person(app)))).toBe('oidc-not-linked')
  })
})

describe('an address', () => {
  test.each([
    ['that the provider has not verified', { ...petra, email_verified: false }, 'oidc-mail-unverified'],
    ['of another domain', { ...petra, email: 'petra@klinik.example.evil.example' }, 'oidc-mail-foreign'],
  ] as const)('%s opens nothing', async (_, employee, reason) => {
    await linkedPetra()

    expect(reasonOf(await comeBy(new Person(app), employee))).toBe(reason)
  })

  test('other than the account’s is not linked with it', async () => {
    const person = await signedInPetra()
    company.expect({ ...petra, email: 'paula@klinik.example' })

    const came = await person.get(await throughProvider(person, identities, 'start-linking-oidc'))

    expect(reasonOf(came)).toBe('oidc-mail-differs')
    expect(await count('oidc_identity')).toBe(0)
  })

  test('does not take an identity from the account that has it', async () => {
    await linkedPetra()
    await account('paula', ['hr', 'company-klinik'])
    const person = new Person(app)
    await person.signIn('paula@klinik.example', password)
    company.expect({ ...petra, email: 'paula@klinik.example' })

    const came = await person.get(await throughProvider(person, identities, 'start-linking-oidc'))

    expect(reasonOf(came)).toBe('oidc-linked-otherwise')
  })
})

describe('the address that a provider sends back to', () => {
  const began = async (person = new Person(app)) => {
    await linkedPetra()
    return throughProvider(person, '/anmelden/firma', 'start-oidc-sign-in')
  }

  test('serves once', async () => {
    const person = new Person(app)
    const path = await began(person)
    await person.get(path)
    expect(await isSignedIn(person)).toBe(true)
    await person.submit('/lizenzen', 'sign-out', {})

    expect(reasonOf(await person.get(path))).toBe('oidc-outdated')
    expect(await isSignedIn(person)).toBe(false)
  })

  test('serves nobody whose ticket was tampered with', async () => {
    const begun = await doors[0].begin(now, null)
    if (!begun.ok) throw new Error('the provider is there')
    const [head, key, nonce, rest] = begun.value.ticket.split('.')
    const tampered = [head, key, nonce, `A${rest.slice(1)}`].join('.')

    expect(await doors[0].finish({ code: 'a' }, tampered, now)).toEqual({
      ok: false,
      refusal: { kind: 'oidc-outdated' },
    })
  })

  test('serves nobody else', async () => {
    const path = await began()
    const victim = new Person(app)
    await victim.get('/anmelden/firma')

    expect(reasonOf(await victim.get(path))).toBe('oidc-outdated')
    expect(await isSignedIn(victim)).toBe(false)
  })

  test('does not serve somebody who has begun a sign-in of their own', async () => {
    const path = await began()
    const victim = new Person(app)
    await leave(victim, '/anmelden/firma', 'start-oidc-sign-in')

    expect(reasonOf(await victim.get(path))).toBe('oidc-refused')
  })

  test('does not serve after ten minutes', async () => {
    const person = new Person(app)
    const path = await began(person)
    now = '2026-12-01T09:11:00.000Z'

    expect(reasonOf(await person.get(path))).toBe('oidc-outdated')
  })

  test.each(['state=wrong', 'iss=https%3A%2F%2Fevil.example', 'code=wrong'])(
    'opens nothing with another %s',
    async (changed) => {
      const person = new Person(app)
      const path = await began(person)
      const [name] = changed.split('=')

      expect(reasonOf(await person.get(path.replace(new RegExp(`${name}=[^&]*`), changed)))).toBe('oidc-refused')
    },
  )

  test('leads nowhere but into this site, whatever is asked for', async () => {
    await linkedPetra()
    const person = new Person(app)
    company.expect(petra)
    const path = await throughProvider(person, '/anmelden/firma?next=//evil.example', 'start-oidc-sign-in')

    const came = await person.get(`${path}&next=https://evil.example&grund=//evil.example`)

    expect(came.headers.location).toBe('/')
  })

  test('that nobody has begun at, or that no company has, opens nothing', async () => {
    expect(reasonOf(await new Person(app).get('/anmelden/firma/klinik/zurueck?code=a&state=b'))).toBe('oidc-outdated')
    expect((await new Person(app).get('/anmelden/firma/nix/zurueck')).status).toBe(404)
  })
})

describe('a token', () => {
  const parts = (token: string) => token.split('.')
  const payloadOf = (token: string) =>
    JSON.parse(Buffer.from(parts(token)[1], 'base64url').toString()) as Record<string, unknown>
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

  test.each<[string, (token: string) => string]>([
    [
      'whose subject was changed',
      (token) => {
        const [head, , signature] = parts(token)
        return [head, encoded({ ...payloadOf(token), sub: 'employee-1' }), signature].join('.')
      },
    ],
    [
      'without a signature',
      (token) => [encoded({ alg: 'none' }), encoded({ ...payloadOf(token), sub: 'employee-1' }), ''].join('.'),
    ],
    ['that is none', () => 'nonsense'],
  ])('%s opens nothing', async (_, change) => {
    await linkedPetra()
    company.meddle = (tokens) => (tokens.id_token = change(tokens.id_token))
    const person = new Person(app)

    expect(reasonOf(await comeBy(person, { ...petra, sub: 'employee-9' }))).toBe('oidc-refused')
    expect(await isSignedIn(person)).toBe(false)
  })

  test('of an earlier sign-in opens nothing: its nonce is another', async () => {
    await linkedPetra()
    let earlier = ''
    company.meddle = ({ id_token }) => (earlier = id_token)
    await comeBy(new Person(app))
    company.meddle = (tokens) => (tokens.id_token = earlier)

    expect(reasonOf(await comeBy(new Person(app)))).toBe('oidc-refused')
  })

  test('of another issuer opens nothing', async () => {
    await linkedPetra()
    const other = await CompanyProvider.open(back)
    let foreign = ''
    other.meddle = ({ id_token }) => (foreign = id_token)
    other.expect(petra)
    const begun = await door(other.issuer).begin(now, null)
    if (!begun.ok) throw new Error('the other provider is there')
    const returned = new URL(await other.visit(begun.value.url))
    const finished = await door(other.issuer).finish(Object.fromEntries(returned.searchParams), begun.value.ticket, now)
    expect(finished).toMatchObject({ ok: true })
    await other.close()
    company.meddle = (tokens) => (tokens.id_token = foreign)

    expect(reasonOf(await comeBy(new Person(app)))).toBe('oidc-refused')
  })

  test('that is left as it is opens the account: what refuses the others is what was changed', async () => {
    await linkedPetra()
    company.meddle = (tokens) => (tokens.id_token = [...parts(tokens.id_token)].join('.'))
    const person = new Person(app)
    await comeBy(person)

    expect(await isSignedIn(person)).toBe(true)
  })
})

describe('a provider', () => {
  test('that is down is told of, with the way in by password, and nothing breaks', async () => {
    doors = [door('http://127.0.0.1:1')]
    app = server()
    const person = new Person(app)

    const left = await person.submit('/anmelden/firma', 'start-oidc-sign-in', {})

    expect(reasonOf(left)).toBe('oidc-provider-down')
    const page = await person.get(left.headers.location)
    expect(page.status).toBe(409)
    expect(page.text).toContain('href="/anmelden"')
    expect(log).toHaveLength(1)
  })

  test('that goes down in between is told of as well', async () => {
    await linkedPetra()
    const person = new Person(app)
    const path = await throughProvider(person, '/anmelden/firma', 'start-oidc-sign-in')
    await company.close()

    expect(reasonOf(await person.get(path))).toBe('oidc-provider-down')
    company = await CompanyProvider.open(back)
  })

  test('where somebody cancels sends them back to a kind page', async () => {
    const person = new Person(app)

    const came = await person.get(await throughProvider(person, '/anmelden/firma', 'start-oidc-sign-in'))

    expect(reasonOf(came)).toBe('oidc-cancelled')
  })
})

describe('a company without a provider', () => {
  test('has no such way in, and the page for signing in does not speak of it', async () => {
    doors = []
    app = server()

    expect((await new Person(app).get('/anmelden')).text).not.toContain('/anmelden/firma')
    expect((await new Person(app).get('/anmelden/firma')).text).toContain('Für kein Unternehmen')
    expect((await (await signedInPetra()).get(identities)).text).toContain('kein Firmenzugang eingerichtet')
  })
})
