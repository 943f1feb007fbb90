import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import type { Deps } from '../../src/actions/deps.ts'
import type { PlaceRequestState } from '../../src/domain/place-request.ts'
import { type Role } from '../../src/policy/policy.ts'
import { readerOf, visible } from '../../src/policy/visible.ts'
import { type Reader, type Reduction, type VisibleField } from '../../src/policy/visible-fields.ts'
import type { Database, Db } from '../../src/store/db.ts'
import { queueMail } from '../../src/store/outbox.ts'
import { formatInstant } from '../../src/web/format.ts'
import { describeRoutes } from '../../src/web/describe-routes.ts'
import { aPassword } from '../support/builders.ts'
import {
  aCanaryNetwork,
  type CanaryActor,
  canaryActors,
  type CanaryChild,
  canaryChildren,
  canaryOf,
} from '../support/canary-network.ts'
import { testDialect } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { roundSteps } from '../support/family-builders.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

/**
 * Every field of every child carries a text that stands nowhere else. All pages, JSON twins, files, mails and log lines are fetched
 * as every role in every state of a round; who may find which text is worked out from the table of visible fields. PROOF=1 fetches
 * also what a role cannot come in to, which the matrix of routes shows to be nothing.
 */

let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express
const log: string[] = []
const people = new Map<string, Person>()
const kitaOfPlace: Record<string, string | undefined> = { anna: 'klein', ben: 'sonne' }
const providerOf: Record<string, string> = { klein: 'provider-1', sonne: 'provider-2' }

const visitor = { id: 'visitor', role: 'visitor', subject: '' } as const
type Actor = CanaryActor | typeof visitor
const everybody: readonly Actor[] = [visitor, ...canaryActors]

type Row = ReturnType<typeof describeRoutes>[number]
type Text = { row: Row; path: string; text: string }

/** `told` names the reductions that this very text is the answer to; `where` narrows it to pages that are about children. */
type Canary = {
  name: string
  field: VisibleField
  child: CanaryChild
  /** As pages, JSON and files write it. */
  texts: string[]
  told?: Partial<Record<Reduction, (actor: Actor) => boolean>>
  where?: (row: Row) => boolean
}

const aboutChildren = (row: Row) =>
  /:requestId|kinder|:kitaId/.test(row.path) || row.path === '/unternehmen' || row.path === '/familie'

const isOwn = (child: CanaryChild, number: number) => (actor: Actor) =>
  number === 1 ? actor.id === `parent-${child.id}` : actor.id === `other-${child.id}`

function canariesOf(child: CanaryChild): Canary[] {
  const { id, ticket, companies } = child
  const day = canaryOf.birthDate(id)
  return [
    { name: 'given name', field: 'child-name', texts: [canaryOf.givenName(id)] },
    { name: 'family name', field: 'child-name', texts: [canaryOf.familyName(id)] },
    { name: 'birth date', field: 'birth-date', texts: [day, `${Number(day.slice(8))}. März 2025`] },
    {
      name: 'district',
      field: 'address',
      texts: [canaryOf.district(id)],
      told: { 'distance-and-district': () => true, 'own-guardian': () => true },
    },
    {
      name: 'coordinates',
      field: 'address',
      texts: [String(canaryOf.longitude(id)).slice(0, 8)],
      // Where a family lives it reads itself, among its own data.
      told: { 'own-guardian': () => true },
    },
    ...[1, 2].map((number) => ({
      name: `guardian ${number}`,
      field: 'guardian-contact' as const,
      texts: [canaryOf.guardian(id, number)],
      told: {
        'own-guardian': isOwn(child, number),
        'own-employee': ({ subject }: Actor) => subject === companies[number - 1],
      },
    })),
    ...[1, 2].flatMap((number) => [
      {
        name: `phone of guardian ${number}`,
        field: 'guardian-contact' as const,
        texts: [canaryOf.phone(id, number)],
        told: { 'own-guardian': isOwn(child, number) },
      },
      {
        name: `street of guardian ${number}`,
        field: 'address' as const,
        texts: [canaryOf.street(id, number)],
        told: { 'own-guardian': isOwn(child, number) },
      },
    ]),
    {
      name: 'look',
      field: 'audit-entries',
      texts: [canaryOf.lookedAt(id), formatInstant(canaryOf.lookedAt(id))],
      told: { 'about-own-child': () => true },
    },
    ...companies.flatMap((company, at) => [
      {
        name: `name at work of guardian ${at + 1}`,
        field: 'guardian-contact' as const,
        texts: [canaryOf.employee(id, at + 1)],
        told: {
          'own-guardian': isOwn(child, at + 1),
          'own-employee': ({ subject }: Actor) => subject === company,
        },
      },
      {
        name: `mail at work of guardian ${at + 1}`,
        field: 'guardian-contact' as const,
        texts: [canaryOf.employeeEmail(id, at + 1)],
        told: {
          'own-guardian': isOwn(child, at + 1),
          'own-employee': ({ subject }: Actor) => subject === company,
        },
      },
    ]),
    { name: 'ticket', field: 'ticket-and-lot', texts: [ticket] },
  ].map((canary) => ({ child, ...canary }) as Canary)
}

/** Texts that stand for more than one child, or for a company. */
function furtherCanaries(lots: ReadonlyMap<string, string>): Canary[] {
  const child = (id: string) => canaryChildren.find((one) => one.id === id)!
  return [
    ...[...lots].map(([id, lot]): Canary => ({
      name: 'lot',
      field: 'ticket-and-lot',
      child: child(id),
      texts: [lot.slice(0, 12)],
    })),
    ...canaryChildren
      .filter(({ id }) => id !== 'emil')
      .map((one): Canary => ({
        name: 'wish',
        field: 'ranked-wishes',
        child: one,
        texts: [canaryOf.wishedKita(one.id)],
        told: { 'by-ticket': () => true },
        where: (row) => aboutChildren(row) && row.action !== 'show-consortium',
      })),
    {
      name: 'employer of the first guardian, beside the child',
      field: 'employer',
      child: child('anna'),
      texts: [canaryOf.companyName('company-a')],
      told: {
        'own-guardian': isOwn(child('anna'), 1),
        'counts-for': () => true,
        'own-company': ({ subject }) => subject === 'company-a',
      },
      where: (row) => /:requestId|:roundId\/kinder/.test(row.path),
    },
    {
      name: 'that a child has a hardship',
      field: 'criteria',
      child: child('anna'),
      texts: ['Besondere Härte'],
      told: { 'points-and-confirmed': () => true },
      where: (row) => aboutChildren(row) && row.path !== '/verbund/:consortiumId/punkte',
    },
    {
      name: 'that there is something to know of a child’s health',
      field: 'health',
      child: child('anna'),
      // Ticked in the form, as a page and as JSON, and in the file of one's own data.
      texts: ['name="health" type="checkbox" checked', '"name":"health","checked":true', '"health": "yes"'],
      told: { flag: () => false },
    },
  ]
}

const employers = ({ companies }: CanaryChild, { subject }: Actor) => companies.includes(subject)

/** As whom an actor reads of a child; undefined where it has nothing to do with it. */
function readerFor(actor: Actor, child: CanaryChild): Reader | undefined {
  const kita = kitaOfPlace[child.id]
  const role: Role = actor.role
  switch (role) {
    case 'parent':
      if (actor.subject !== child.id) return undefined
      return actor.id.startsWith('other') ? 'otherGuardian' : 'guardian'
    case 'hr':
      return employers(child, actor) ? 'hr' : undefined
    case 'kitaAdmin':
      return kita === actor.subject ? 'kitaAdmin' : undefined
    case 'provider':
      return kita !== undefined && providerOf[kita] === actor.subject ? 'provider' : undefined
    case 'auditor':
    case 'coordinator':
      return actor.subject === child.consortium ? role : undefined
    case 'visitor':
    case 'serviceEditor':
      return readerOf(role)
  }
}

function maySee(actor: Actor, canary: Canary, states: ReadonlyMap<string, PlaceRequestState>): boolean {
  const reader = readerFor(actor, canary.child)
  if (!reader) return false
  const state = states.get(canary.child.requestId) ?? 'draft'
  const onOwnQuota = canary.child.id === 'anna' && actor.subject === 'company-a'
  const sees = visible(reader, canary.field, { state, onOwnQuota })
  if (sees === 'all') return true
  return sees !== 'never' && (canary.told?.[sees]?.(actor) ?? false)
}

beforeAll(async () => {
  database = await migratedDatabase()
  const { db } = database
  deps = testDeps(db)
  await aCanaryNetwork(db, deps.keyring, await deps.hashPassword(aPassword))
  app = testServer(deps, { log })
  for (const actor of everybody) {
    const person = new Person(app)
    if (actor.role !== 'visitor') await person.signIn(`${actor.id}@example.org`, aPassword)
    people.set(actor.id, person)
  }
}, 120_000)
afterAll(() => database.drop())

const rows = describeRoutes().filter(({ method }) => method === 'GET')

/** Every address of a row, with every id there is. */
function addressesOf({ path }: Row, cases: readonly string[]): string[] {
  const values: Record<string, readonly string[]> = {
    consortiumId: ['consortium-1', 'consortium-2'],
    roundId: ['round-1', 'round-2'],
    ticket: canaryChildren.map(({ ticket }) => ticket),
    requestId: canaryChildren.map(({ requestId }) => requestId),
    kitaId: ['klein', 'sonne', 'kita-west', 'wunsch-anna'],
    caseNumber: cases,
    placeClassId: ['class-klein', 'class-sonne', 'class-west'],
    previewId: ['none'],
    serviceId: ['none'],
    // A link's token belongs to whoever was sent it, a company's door to everybody.
    token: ['none'],
    doorId: ['none'],
    accountId: canaryActors.map(({ id }) => id),
    companyId: ['company-a', 'company-b', 'company-c'],
    role: ['hr', 'kitaAdmin', 'coordinator'],
    subjectId: ['company-a', 'klein', 'consortium-1'],
  }
  return [...path.matchAll(/:(\w+)/g)].reduce(
    (paths, [parameter, name]) => {
      const known = values[name]
      if (known === undefined) throw new Error(`this test has no ${name} yet: add it to addressesOf`)
      return paths.flatMap((one) => known.map((value) => one.replace(parameter, encodeURIComponent(value))))
    },
    [path],
  )
}

type Reading = { everyRoute: boolean; cases: readonly string[] }

async function textsOf(actor: Actor, { everyRoute, cases }: Reading): Promise<Text[]> {
  const person = people.get(actor.id)!
  const texts: Text[] = []
  for (const row of rows) {
    if (!(everyRoute && process.env.PROOF === '1') && !row.roles.includes(actor.role)) continue
    for (const path of addressesOf(row, cases)) {
      // What is worked out takes computing the round again: once, when there is most to tell.
      const queries = everyRoute && /:requestId$|:ticket$/.test(row.path) ? ['', '?nachgerechnet=1&lang=en'] : ['']
      for (const query of queries) {
        for (const accept of everyRoute ? ['text/html', 'application/json'] : ['application/json']) {
          const page = await person.get(path + query, accept)
          texts.push({ row, path: path + query, text: page.text ?? page.body?.toString() ?? '' })
        }
      }
    }
  }
  return texts
}

async function caseNumbers(): Promise<string[]> {
  const { body } = await people.get('kita-klein')!.get('/kitas/klein', 'application/json')
  return (body.proposals as { caseNumber: string }[]).map(({ caseNumber }) => caseNumber)
}

/** Where a text stands, in a page or in its own address: a ticket in the address is what somebody typed. */
function standsIn({ texts, where }: Canary, { row, path, text }: Text): boolean {
  if (where && !where(row)) return false
  // A Kita's or company's name tells something of a child only where it stands beside it: the published rules name all of them.
  const read = where && row.action.endsWith('-bundle') ? withoutRules(text) : text
  return texts.some((canary) => !path.includes(canary) && read.includes(canary))
}

const withoutRules = (text: string): string =>
  text.startsWith('{')
    ? JSON.stringify(JSON.parse(text, (key, value: unknown) => (key === 'rules' ? undefined : value)))
    : text

function leaksIn(actor: Actor, texts: readonly Text[], canaries: readonly Canary[], states: States): string[] {
  return canaries
    .filter((canary) => !maySee(actor, canary, states))
    .flatMap((canary) =>
      texts
        .filter((text) => standsIn(canary, text))
        .map(({ path }) => `${actor.id} reads the ${canary.name} of ${canary.child.id} on ${path}`),
    )
}

type States = ReadonlyMap<string, PlaceRequestState>

async function statesNow(db: Db): Promise<States> {
  const requests = await db.selectFrom('place_request').select(['id', 'state']).orderBy('id').execute()
  // A frozen request keeps its state until it is computed; what it was frozen for is told by ticket from then on.
  return new Map(requests.map(({ id, state }) => [id, state]))
}

async function lotsNow(db: Db): Promise<Map<string, string>> {
  const explanations = await db.selectFrom('explanation').select(['request_id', 'wishes']).execute()
  return new Map(
    explanations.flatMap(({ request_id, wishes }) => {
      const lot = JSON.parse(wishes)[0]?.own.lot as string | undefined
      return lot === undefined ? [] : [[request_id.replace('request-', ''), lot] as const]
    }),
  )
}

/** What everybody reads in the present state of the network, and whether somebody reads too much. */
async function readAll({ everyRoute = false } = {}) {
  const { db } = database
  const states = await statesNow(db)
  const canaries = [...canaryChildren.flatMap(canariesOf), ...furtherCanaries(await lotsNow(db))]
  const texts = new Map<string, Text[]>()
  const cases = await caseNumbers()
  for (const actor of everybody) texts.set(actor.id, await textsOf(actor, { everyRoute, cases }))
  const leaks = everybody.flatMap((actor) => leaksIn(actor, texts.get(actor.id) ?? [], canaries, states))
  return { canaries, texts, states, leaks }
}

const fees = (company: string) => {
  const cents = canaryOf.feeCents(company)
  return `${Math.floor(cents / 100_000)}.${String(Math.floor(cents / 100) % 1000)},${String(cents % 100).padStart(2, '0')}`
}

describe('no field of a child is read by whom it is not due', () => {
  const steps = () => (going ??= roundSteps(deps))
  let going: ReturnType<typeof roundSteps> | undefined
  const stages = [
    ['while the round is open', async () => {}],
    ['when it is frozen and drawn', () => steps().freeze()],
    ['when it is computed', () => steps().compute()],
    ['while its release is proposed', () => steps().propose()],
  ] as const
  let reached = 0
  /** The round's steps up to a stage, of which those before may have been taken for an earlier test. */
  async function reach(stage: number): Promise<void> {
    while (reached < stage) await stages[reached++][1]()
  }
  // What is told at which stage is decided before any database; the second one reads the fullest page of the round, and its end.
  const readStages = testDialect() === 'sqlite' || process.env.PROOF === '1' ? stages : stages.slice(2, 3)

  test.each(readStages)(
    '%s',
    async (...stage) => {
      await reach(stages.findIndex(([name]) => name === stage[0]) + 1)

      expect((await readAll()).leaks).toEqual([])
    },
    120_000,
  )

  test('when it is released and Anna’s family has accepted: as page, JSON and file', async () => {
    const { db } = database
    await reach(stages.length)
    await steps().release()
    // No act leads there yet; what Kita and HR may know begins with it.
    await db.updateTable('place_request').set({ state: 'accepted' }).where('id', '=', 'request-anna').execute()

    const { leaks, canaries, texts, states } = await readAll({ everyRoute: true })

    expect(leaks).toEqual([])
    expect([...states].filter(([, state]) => state !== 'waiting')).toEqual([
      ['request-anna', 'accepted'],
      ['request-ben', 'offered'],
      ['request-emil', 'submitted'],
    ])
    // The table is not just dark: what is due stands somewhere.
    const seen = everybody.flatMap((actor) =>
      canaries
        .filter((canary) => (texts.get(actor.id) ?? []).some((text) => standsIn(canary, text)))
        .map(({ name, child }) => `${actor.id}: ${name} of ${child.id}`),
    )
    for (const due of dueSomewhere) expect(seen).toContain(due)
  }, 240_000)
})

/** What somebody must find, of each cell of the table that has a page. */
const dueSomewhere = [
  'parent-anna: given name of anna',
  'parent-anna: phone of guardian 1 of anna',
  'other-anna: street of guardian 2 of anna',
  'parent-anna: that there is something to know of a child’s health of anna',
  'parent-anna: look of anna',
  'other-anna: look of anna',
  'ko: look of clara',
  'auditor: look of clara',
  'parent-anna: ticket of anna',
  'parent-anna: wish of anna',
  'parent-anna: employer of the first guardian, beside the child of anna',
  'parent-anna: that a child has a hardship of anna',
  'other-anna: given name of anna',
  'other-anna: wish of anna',
  'hr-a: given name of anna',
  'hr-a: name at work of guardian 1 of anna',
  'hr-b: name at work of guardian 2 of anna',
  'hr-a: guardian 1 of anna',
  'hr-b: guardian 2 of anna',
  'kita-klein: given name of anna',
  'kita-klein: birth date of anna',
  'kita-klein: district of anna',
  'kita-klein: guardian 1 of anna',
  'provider-klein: given name of anna',
  'provider-klein: birth date of anna',
  'auditor: ticket of clara',
  'auditor: wish of clara',
  'auditor: lot of clara',
  'ko: ticket of clara',
  'ko: wish of clara',
  'ko: employer of the first guardian, beside the child of anna',
  'ko: that a child has a hardship of anna',
]

describe('the other guardian', () => {
  test('gets no file that says for which company the child counted: its own copy would tell what the page does not', async () => {
    const path = '/anfragen/request-anna/pruefdatei.json'
    const applicant = await people.get('parent-anna')!.get(path)
    const other = await people.get('other-anna')!.get(path)

    expect([applicant.status, other.status]).toEqual([200, 404])
    expect(applicant.body.toString() + applicant.text).toContain('company-a')
    expect((await people.get('other-anna')!.get('/anfragen/request-anna')).text).not.toContain(path)
    expect((await people.get('parent-anna')!.get('/anfragen/request-anna')).text).toContain(path)
  })
})

describe('a company’s figures', () => {
  test('are read by itself, by those who run the consortium and by the provider at whose Kita the contract is', async () => {
    const readers = new Map<string, string[]>()
    for (const actor of everybody) {
      const { text } = await people.get(actor.id)!.get('/unternehmen')
      readers.set(
        actor.id,
        ['company-a', 'company-b', 'company-c'].filter((company) => text.includes(fees(company))),
      )
    }

    expect(Object.fromEntries([...readers].filter(([, companies]) => companies.length > 0))).toEqual({
      'hr-a': ['company-a'],
      'hr-b': ['company-b'],
      'provider-klein': ['company-a'],
      'provider-sonne': ['company-b'],
      auditor: ['company-a', 'company-b'],
      ko: ['company-a', 'company-b'],
      'ko-west': ['company-c'],
    })
  })
})

const allCanaries = () => canaryChildren.flatMap(canariesOf)
const anyCanaryIn = (text: string) => allCanaries().filter(({ texts }) => texts.some((one) => text.includes(one)))

async function mailsNow(db: Db): Promise<string[]> {
  const mails = await db.selectFrom('outbox').select(['id', 'content']).execute()
  return mails.flatMap(({ id, content }) =>
    content === null ? [] : [deps.keyring.open(`outbox.content/${id}`, content)],
  )
}

describe('mails and log lines', () => {
  test('hold nothing of any child', async () => {
    expect(log.length).toBeGreaterThan(500)
    expect(log.filter((line) => anyCanaryIn(line).length > 0)).toEqual([])
    expect((await mailsNow(database.db)).filter((mail) => anyCanaryIn(mail).length > 0)).toEqual([])
  })
})

describe('the search itself catches', () => {
  test('a name that somebody plants where a Kita reads it, and a ticket among HR’s requests', async () => {
    const { db } = database
    const group = { id: 'planted', kita_id: 'klein', form: 'II', places: 10 } as const
    await db
      .insertInto('kita_group')
      .values({ ...group, name: canaryOf.givenName('clara') })
      .execute()
    await db
      .updateTable('employment')
      .set({ employee_name: 'TICKET-dora' })
      .where('request_id', '=', 'request-dora')
      .execute()

    const { leaks } = await readAll()

    expect(leaks).toContain('kita-klein reads the given name of clara on /kitas/klein')
    expect(leaks).toContain('provider-klein reads the given name of clara on /kitas/klein')
    expect(leaks).toContain('hr-a reads the ticket of dora on /unternehmen')
    expect(leaks).toHaveLength(3)
  }, 120_000)

  test('a child’s name in a mail and in a log line', async () => {
    const name = canaryOf.familyName('ben')
    await database.db.transaction().execute((trx) =>
      queueMail(trx, deps.keyring, {
        id: 'planted',
        accountId: null,
        at: deps.now(),
        mail: { kind: 'already-registered', to: 'jemand@example.org', values: { name } },
      }),
    )

    expect((await mailsNow(database.db)).flatMap(anyCanaryIn).map(({ name: field }) => field)).toContain('family name')
    expect(anyCanaryIn(`{"route":"/kitas","name":"${name}"}`).map(({ name: field }) => field)).toEqual(['family name'])
  })
})
