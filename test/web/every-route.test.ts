import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import { demoNetwork, demoPassword } from '../../db/seed/demo-network.ts'
import { kitaKey } from '../../db/seed/kitas.ts'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import { type Database, type Db, inTransaction } from '../../src/store/db.ts'
import { queueMail } from '../../src/store/outbox.ts'
import { describeRoutes } from '../../src/web/describe-routes.ts'
import { openDoors } from '../../src/web/oidc/doors.ts'
import { anAccount, aPassword, linksWith } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { freezeAndDraw, releaseByTwo } from '../support/draw-steps.ts'
import { actsOn, formOn } from '../support/forms.ts'
import { actsWithoutKey } from '../support/house-forms.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

/**
 * Every route of the printed table, visited and sent to as every kind of actor, with an id of one's own, somebody else's, a random
 * and a malformed one. What must come out follows from the table and from whose the ids are: the rights are worked out here once
 * more, from the printed reach alone.
 */

let database: Database & { drop(): Promise<void> }
let app: Express

type Row = ReturnType<typeof describeRoutes>[number]

const actors = {
  'a visitor': {},
  'a parent': { role: 'parent', email: 'eltern3@demo.example' },
  'the other guardian': { role: 'parent', email: 'eltern3-berg@demo.example' },
  'a parent of another family': { role: 'parent', email: 'eltern4@demo.example' },
  HR: { role: 'hr', email: 'personal-klinik@demo.example' },
  'HR of another company': { role: 'hr', email: 'personal-hochschule@demo.example' },
  'a Kita manager': { role: 'kitaAdmin', email: 'kita-reichsstrasse@demo.example' },
  'the manager of another Kita': { role: 'kitaAdmin', email: 'kita-tal-strolche@demo.example' },
  'a provider': { role: 'provider', email: 'traeger-talwiese-verwaltung@demo.example' },
  'another provider': { role: 'provider', email: 'other-provider@example.org' },
  'an editor of services': { role: 'serviceEditor', email: 'familienservice-redaktion@demo.example' },
  'an auditor': { role: 'auditor', email: 'pruefung@demo.example' },
  'a coordinator': { role: 'coordinator', email: 'koordination@demo.example' },
  'the second coordinator': { role: 'coordinator', email: 'koordination2@demo.example' },
  'a coordinator of another consortium': { role: 'coordinator', email: 'other-coordinator@example.org' },
  'a coordinator whose account was disabled': { email: 'disabled-coordinator@example.org' },
  'a coordinator whose session is over': { email: 'expired-coordinator@example.org' },
  'a coordinator before its second factor': { email: 'half-in-coordinator@example.org', halfIn: true },
} as const satisfies Record<string, { role?: Row['roles'][number]; email?: string; halfIn?: true }>
type ActorName = keyof typeof actors
const actorNames = Object.keys(actors) as ActorName[]
/** Its role counts; of whoever is not, or no longer, signed in only that it is a visitor. */
function roleOf(name: ActorName): Row['roles'][number] {
  const actor = actors[name]
  return 'role' in actor ? actor.role : 'visitor'
}

const isHalfIn = (name: ActorName) => 'halfIn' in actors[name]

const people = new Map<ActorName, Person>()
const tokens = new Map<ActorName, string>()
const subjects = new Map<ActorName, string[]>()

/** The things of one consortium: ids for the parameters of paths, and whose they are. */
type Things = { ids: Record<string, string>; of: Record<string, string> }
let kept: Awaited<ReturnType<typeof keptThings>>
let east: Things
let west: Things

/** What does not exist yet in the west, whose round is computed but not released, and in which nobody has accepted a place. */
const notInTheWest = ['download-public-bundle', 'download-family-bundle', 'show-kita-child']
/** It would tell the other guardian the first one's employer. */
const notForTheOtherGuardian = 'download-family-bundle'
/** Whoever has a factor and has not shown it sets up no other one beside it. */
const onlyWithoutAFactor = ['show-enrol-second-factor', 'enrol-second-factor']
const idKinds = ['east', 'west', 'random', 'malformed'] as const
type IdKind = (typeof idKinds)[number]

beforeAll(async () => {
  database = await migratedDatabase()
  const { db } = database
  const deps = testDeps(db)
  const actions = createActions(deps)
  const seeded = await actions.seedNetwork(demoNetwork(2027))
  if (!seeded.ok) throw new Error(JSON.stringify(seeded.refusal))
  const { ids } = seeded.value
  const first = await actions.findViewer(ids.koordination)
  const second = await actions.findViewer(ids.koordination2)
  const roundId = ids['hauptvergabe-verbund-ost']
  const computed = async (round: string, consortiumId: string) => {
    await freezeAndDraw(deps, [first, second], { roundId: round, demo: true })
    await actions.workOnce()
    const preview = await actions.startCataloguePreview(first, { consortiumId, criteria: [], key: randomUUID() })
    if (!preview.ok) throw new Error(JSON.stringify(preview.refusal))
    await actions.workOnce()
    return preview.value.previewId
  }
  const eastPreview = await computed(roundId, ids['verbund-ost'])
  const westPreview = await computed(ids['hauptvergabe-verbund-west'], ids['verbund-west'])
  await releaseByTwo(deps, [first, second], { roundId })
  await acceptOneOffer(db, ids[kitaKey('10138')])

  // Whoever holds both consortia here keeps one of them, so that the other's things are somebody else's.
  for (const account of [ids.koordination, ids.koordination2, ids.pruefung]) {
    await db
      .deleteFrom('account_role')
      .where('account_id', '=', account)
      .where('subject_id', '=', ids['verbund-west'])
      .execute()
  }
  const passwordHash = await deps.hashPassword(aPassword)
  for (const [id, role, subject] of [
    ['other-provider', 'provider', ids['traeger-wupperbogen']],
    ['other-coordinator', 'coordinator', ids['verbund-west']],
    ['disabled-coordinator', 'coordinator', ids['verbund-ost']],
    ['expired-coordinator', 'coordinator', ids['verbund-ost']],
    ['half-in-coordinator', 'coordinator', ids['verbund-ost']],
  ] as const)
    await anAccount(db, { id, role, subjects: [subject], passwordHash })

  const companies = { 'verbund-ost': 'personal-klinik', 'verbund-west': 'personal-hochschule' }
  const providers = await Promise.all(
    Object.entries(companies).map(async ([consortium, person]) =>
      aProvider(`door-${consortium}`, await companyOf(db, `${person}@demo.example`)),
    ),
  )
  const outside = { sealer: deps.keyring, onTrouble: () => {} }
  app = testServer(deps, { doors: openDoors(providers, 'http://localhost:3000', outside) })
  for (const name of actorNames) people.set(name, await signedIn(db, name))
  await db.updateTable('account').set({ disabled_at: deps.now() }).where('id', '=', 'disabled-coordinator').execute()
  await db
    .updateTable('session')
    .set({ made_at: '2026-01-01T00:00:00.000Z', last_seen_at: '2026-01-01T00:00:00.000Z', expires_at: deps.now() })
    .where('account_id', '=', 'expired-coordinator')
    .execute()

  const kita = await people.get('a Kita manager')!.get(`/kitas/${ids[kitaKey('10138')]}`, 'application/json')
  const accepted = kita.body.proposals.find(({ state }: { state: string }) => state === 'accepted')
  east = await thingsOf(deps, ids, {
    consortium: 'verbund-ost',
    companyId: providers[0].rules[0].companyId,
    kita: kitaKey('10138'),
    family: 'familie-aydin-berg',
    previewId: eastPreview,
    caseNumber: accepted.caseNumber,
  })
  west = await thingsOf(deps, ids, {
    consortium: 'verbund-west',
    companyId: providers[1].rules[0].companyId,
    kita: kitaKey('10180'),
    family: 'familie-lakatos',
    previewId: westPreview,
    caseNumber: 'AAAA-AAAA',
  })
  kept = await keptThings(db)
}, 60_000)
afterAll(() => database.drop())

/** What an actor ends, uses up or changes is there again for the next one: roles, ways in, invitations. */
async function keptThings(db: Db) {
  const tables = [
    'account_role',
    'invitation',
    'totp_factor',
    'passkey',
    'delegation',
    'password_reset',
    'employer',
    'email_change',
  ] as const
  const rowsOf = new Map<(typeof tables)[number], object[]>()
  for (const table of tables) rowsOf.set(table, await db.selectFrom(table).selectAll().execute())
  const accounts = await db.selectFrom('account').select(['id', 'password_hash', 'disabled_at']).execute()
  return {
    async restore() {
      for (const table of tables) {
        await db.deleteFrom(table).execute()
        const rows = rowsOf.get(table) ?? []
        if (rows.length > 0) await db.insertInto(table).values(rows).execute()
      }
      for (const { id, ...account } of accounts)
        await db.updateTable('account').set(account).where('id', '=', id).execute()
    },
  }
}

async function companyOf(db: Db, email: string): Promise<string> {
  const { subject_id } = await db
    .selectFrom('account_role')
    .innerJoin('account', 'account.id', 'account_role.account_id')
    .select('subject_id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  return subject_id
}

/** A company's provider at an address where nobody answers. */
const aProvider = (id: string, companyId: string) => ({
  id,
  company: id,
  issuer: 'http://127.0.0.1:1',
  mailDomains: ['demo.example'],
  rules: [{ claim: 'groups', value: 'personal', role: 'hr' as const, companyId }],
  secondFactor: { amr: [], acr: [] },
  clientId: 'c',
  clientSecret: 's',
})

/** No act leads there yet; what a Kita may see begins with it. */
async function acceptOneOffer(db: Db, kitaId: string): Promise<void> {
  const offered = await db
    .selectFrom('proposal')
    .innerJoin('place_class', 'place_class.id', 'proposal.place_class_id')
    .select('request_id')
    .where('kita_id', '=', kitaId)
    .executeTakeFirstOrThrow()
  await db.updateTable('place_request').set({ state: 'accepted' }).where('id', '=', offered.request_id).execute()
}

async function signedIn(db: Db, name: ActorName): Promise<Person> {
  const person = new Person(app)
  const actor = actors[name]
  if ('email' in actor) {
    const password = actor.email.endsWith('demo.example') ? demoPassword : aPassword
    const page = await (isHalfIn(name) ? person.enter(actor.email, password) : person.signIn(actor.email, password))
    if (page.status !== 303) throw new Error(`${name} did not come in: ${page.status}`)
    const held = await db
      .selectFrom('account_role')
      .innerJoin('account', 'account.id', 'account_role.account_id')
      .select(['subject_id', 'account.id'])
      .where('email', '=', actor.email)
      .execute()
    subjects.set(
      name,
      held.flatMap(({ subject_id, id }) => [subject_id, id]),
    )
  }
  return person
}

async function thingsOf(
  deps: Deps,
  ids: Record<string, string>,
  keys: { consortium: string; companyId: string; kita: string; family: string; previewId: string; caseNumber: string },
): Promise<Things> {
  const { db } = deps
  const kitaId = ids[keys.kita]
  const managerId = await managerOf(db, kitaId)
  const { previewId, caseNumber } = keys
  const { id: placeClassId } = await db
    .selectFrom('place_class')
    .select('id')
    .where('kita_id', '=', kitaId)
    .executeTakeFirstOrThrow()
  const { provider_id } = await db
    .selectFrom('kita')
    .select('provider_id')
    .where('id', '=', kitaId)
    .executeTakeFirstOrThrow()
  const request = await db
    .selectFrom('place_request')
    .select(['id', 'ticket', 'child_id'])
    .where('family_id', '=', ids[keys.family])
    .executeTakeFirstOrThrow()
  const delegationId = await aComingDelegation(db, kitaId)
  const { id: serviceId } = await db.selectFrom('service').select('id').executeTakeFirstOrThrow()
  return {
    ids: {
      consortiumId: ids[keys.consortium],
      roundId: ids[`hauptvergabe-${keys.consortium}`],
      ticket: request.ticket ?? '',
      requestId: request.id,
      kitaId,
      caseNumber,
      placeClassId,
      serviceId,
      previewId,
      delegationId,
      doorId: `door-${keys.consortium}`,
      childId: request.child_id ?? '',
      mailId: await aStuckMail(deps, managerId),
      ...(await comingIn(db, { ...keys, managerId })),
      ...(await ofAccount(db, managerId)),
    },
    of: {
      'own-account': managerId,
      'own-company': keys.companyId,
      'own-family': ids[keys.family],
      'own-kita': kitaId,
      'own-provider': provider_id,
      'own-consortium': ids[keys.consortium],
    },
  }
}

async function managerOf(db: Db, kitaId: string): Promise<string> {
  const { account_id } = await db
    .selectFrom('account_role')
    .select('account_id')
    .where('subject_id', '=', kitaId)
    .executeTakeFirstOrThrow()
  return account_id
}

/** Links that their holder alone knows, an invitation and a code of the company, and a colleague there. */
async function comingIn(
  db: Db,
  { consortium, companyId, managerId }: { consortium: string; companyId: string; managerId: string },
) {
  const accountId = `colleague-${consortium}`
  await anAccount(db, { id: accountId, role: 'hr', subjects: [companyId], passwordHash: '-' })
  const told = { told_at: '2026-11-20T08:00:00.000Z', came_by: 'code', confirmed_at: null, denied_at: null } as const
  await db
    .insertInto('employer')
    .values({ account_id: accountId, company_id: companyId, version: 1, ...told })
    .execute()
  const links = await linksWith(db, `token-${consortium}`, {
    accountId,
    companyId,
    name: consortium,
    movingId: managerId,
  })
  return { ...links, accountId, companyId, role: 'hr', subjectId: companyId }
}

async function aStuckMail(deps: Deps, accountId: string): Promise<string> {
  const { db } = deps
  const id = randomUUID()
  const at = deps.now()
  const mail = { kind: 'password-changed', to: 'weg@demo.example', values: { name: 'Mia', at } } as const
  await inTransaction(db, (trx) => queueMail(trx, deps.keyring, { id, accountId, mail, at }))
  await db.updateTable('outbox').set({ state: 'stuck', last_error: 'refused' }).where('id', '=', id).execute()
  return id
}

/** A passkey and a browser of its own; the actors are signed in with other browsers. */
async function ofAccount(db: Db, accountId: string): Promise<{ passkeyId: string; sessionId: string }> {
  const at = '2026-12-01T08:00:00.000Z'
  const [passkeyId, sessionId] = [randomUUID(), randomUUID()]
  await db
    .insertInto('passkey')
    .values({
      id: passkeyId,
      account_id: accountId,
      credential_id: passkeyId,
      public_key: 'k',
      counter: 0,
      transports: '[]',
      name: 'Schlüssel',
      made_at: at,
      last_used_at: null,
      counter_regressed_at: null,
    })
    .execute()
  const session = await db
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('session')
    .values({ ...session, id: sessionId, token_hash: sessionId })
    .execute()
  return { passkeyId, sessionId }
}

/** A Kita manager's coming holiday; its stand-in is none of the actors, and has the role not yet. */
async function aComingDelegation(db: Db, kitaId: string): Promise<string> {
  const standIn = await db
    .selectFrom('account')
    .select('id')
    .where('email', '=', 'eltern1@demo.example')
    .executeTakeFirstOrThrow()
  const id = randomUUID()
  await db
    .insertInto('delegation')
    .values({
      id,
      from_account: await managerOf(db, kitaId),
      to_account: standIn.id,
      role: 'kitaAdmin',
      subject_id: kitaId,
      valid_from: '2027-07-01',
      valid_to: '2027-07-14',
      created_at: '2026-12-01T09:00:00.000Z',
      ended_at: null,
      version: 1,
    })
    .execute()
  return id
}

const thingsNamed = (kind: IdKind): Things | undefined => (kind === 'east' ? east : kind === 'west' ? west : undefined)

function pathWith(row: Row, kind: IdKind): string {
  return row.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const known = east.ids[name]
    if (known === undefined) throw new Error(`this test has no ${name} yet: add it to thingsOf`)
    const value = thingsNamed(kind)?.ids[name] ?? (kind === 'random' ? randomUUID() : "'--%00<x>")
    return encodeURIComponent(value)
  })
}

/** Whether the table lets the actor reach what the path names; 'nobody' where its role has no place in the row. */
function reaches(row: Row, name: ActorName, kind: IdKind): 'nobody' | 'no' | 'yes' {
  const reach = row.reach[roleOf(name)]
  if (reach === undefined) return 'nobody'
  if (!row.path.includes(':')) return 'yes'
  const things = thingsNamed(kind)
  if (!things || (kind === 'west' && notInTheWest.includes(row.action))) return 'no'
  if (name === 'the other guardian' && row.action === notForTheOtherGuardian) return 'no'
  if (reach === 'everywhere') return 'yes'
  // The invitation and the colleague of this test are a company's.
  if (/:invitationId|:accountId/.test(row.path) && ['own-kita', 'own-provider'].includes(reach)) return 'no'
  return subjects.get(name)?.includes(things.of[reach] ?? 'nothing') ? 'yes' : 'no'
}

type Way = 'page' | 'json' | 'act' | 'act without its token'

/** What roles.md says comes out: 303 also where somebody is led on, as from a list of one. */
function expected(row: Row, name: ActorName, kind: IdKind, way: Way): readonly number[] {
  if (way === 'act without its token') return [403]
  if (isHalfIn(name) && onlyWithoutAFactor.includes(row.action)) return [404]
  if (isHalfIn(name) && !row.halfIn) return way === 'page' ? [303] : [403]
  const decided = reaches(row, name, kind)
  // An unknown link and one that is over look the same.
  if (decided !== 'nobody' && row.path.includes('/:token') && !thingsNamed(kind))
    return way === 'act' ? [400, 410, 422] : [410]
  if (decided === 'no') return [404]
  if (decided === 'nobody') {
    if (roleOf(name) !== 'visitor') return [404]
    return way === 'page' ? [303] : [401]
  }
  // An act with nothing filled in: done, or refused for what is missing or for the state of its subject.
  if (way === 'act') return row.action === 'make-recovery-codes' ? [200, 409] : [303, 400, 409, 410, 422]
  // Whoever accepts an invitation uses it up, for everybody who opens it afterwards.
  return row.action === 'show-invitation' ? [200, 303, 410] : [200, 303]
}

type Cell = { row: Row; kind: IdKind; way: Way }

/** In this order; all others come before them. */
const lastActs = ['end-role', 'switch-role', 'request-deletion', 'end-other-sessions', 'sign-out']

const cellsOf = (rows: readonly Row[]): Cell[] =>
  rows
    // What ends the session that the other cells need comes last.
    .toSorted((a, b) => lastActs.indexOf(a.action) - lastActs.indexOf(b.action))
    .flatMap((row) => {
      const kinds = row.path.includes(':') ? idKinds : (['east'] as const)
      const ways: Way[] = row.method === 'GET' ? ['page', 'json'] : ['act without its token', 'act']
      return kinds.flatMap((kind) => ways.map((way) => ({ row, kind, way })))
    })

/** The cells in which something else came out than the table says. */
async function wrongCells(cells: readonly Cell[], name: ActorName): Promise<string[]> {
  const person = people.get(name)!
  const wrong: string[] = []
  for (const { row, kind, way } of cells) {
    const path = pathWith(row, kind)
    const answer = await visit(person, { row, path, way }, tokens.get(name) ?? '')
    const due = expected(row, name, kind, way)
    const named = answer.status !== 404 || /not-found|email-change-of-another/.test(answer.text)
    if (!due.includes(answer.status) || !named) {
      wrong.push(`${row.method} ${row.path}, ${kind}, ${way}: ${answer.status} instead of ${due.join(' or ')}`)
    }
  }
  return wrong
}

function visit(person: Person, { path, way }: { row: Row; path: string; way: Way }, token: string) {
  switch (way) {
    case 'page':
      return person.get(path)
    case 'json':
      return person.get(path, 'application/json')
    case 'act without its token':
      return person.post(path, {})
    case 'act':
      return person.post(path, { _csrf: token, _key: randomUUID() })
  }
}

/** As a browser has it from the last page with a form. */
async function tokenFor(name: ActorName): Promise<string> {
  const isVisitor = roleOf(name) === 'visitor' && !isHalfIn(name)
  const [page, form] = isVisitor
    ? ['/anmelden', 'sign-in']
    : [isHalfIn(name) ? '/zweiter-faktor' : '/familienangebote', 'sign-out']
  const { text } = await people.get(name)!.get(page)
  return formOn(text, form).fields._csrf
}

const allCells = cellsOf(describeRoutes())

describe(`every route × ${actorNames.length} actors × own, foreign, random and malformed ids: ${allCells.length * actorNames.length} cells`, () => {
  // The report of a run that went well names files only.
  afterAll(() => console.log(`every route × ${actorNames.length} actors: ${allCells.length * actorNames.length} cells`))

  test.each(actorNames)(
    'as %s: what comes out is what the table says',
    async (name) => {
      await kept.restore()
      tokens.set(name, await tokenFor(name))

      expect(await wrongCells(allCells, name)).toEqual([])
      await kept.restore()
    },
    60_000,
  )

  test('and a table that says otherwise is caught', async () => {
    const name = 'a coordinator of another consortium'
    people.set(name, await signedIn(database.db, name))
    const rows = describeRoutes().filter(({ action }) => action === 'show-round' || action === 'list-kitas')
    const otherwise = rows.map((row): Row =>
      row.action === 'show-round'
        ? { ...row, reach: { ...row.reach, coordinator: 'everywhere' } }
        : { ...row, reach: { ...row.reach, coordinator: 'own-consortium' } },
    )

    expect(await wrongCells(cellsOf(rows), name)).toEqual([])
    expect(await wrongCells(cellsOf(otherwise), name)).toEqual([
      'GET /vergaberunden/:roundId, east, page: 404 instead of 200 or 303',
      'GET /vergaberunden/:roundId, east, json: 404 instead of 200 or 303',
      'GET /kitas, east, page: 404 instead of 200 or 303',
      'GET /kitas, east, json: 404 instead of 200 or 303',
    ])
  })
})

/** What a form on a page lacks: an act of the printed table, or a key of its own. */
function faultsOfForms(html: string): string[] {
  const known = new Set(describeRoutes().flatMap(({ method, action }) => (method === 'POST' ? [action] : [])))
  const keys = new Set<string>()
  return actsOn(html).flatMap(({ action = '', key = '' }) => {
    if (!known.has(action)) return [`${action} is no act of the table`]
    if (Object.hasOwn(actsWithoutKey, action)) return []
    const fresh = key !== '' && !keys.has(key)
    keys.add(key)
    return fresh ? [] : [`${action} has no key of its own`]
  })
}

describe('a form', () => {
  test('is found out where its act is unknown, or its key is missing or shared', () => {
    const form = (action: string, key: string) =>
      `<form method="post" action="/x" data-action="${action}"><input type="hidden" name="_key" value="${key}"></form>`

    expect(faultsOfForms(form('propose-freeze', 'a') + form('propose-release', 'b') + form('sign-out', ''))).toEqual([])
    expect(faultsOfForms(form('propose-freeze', 'a') + form('propose-release', 'a'))).toHaveLength(1)
    expect(faultsOfForms(form('propose-freeze', ''))).toHaveLength(1)
    expect(faultsOfForms(form('melt-round', 'a'))).toHaveLength(1)
  })
})

describe('the crawl', () => {
  const patterns = describeRoutes()
    .filter(({ method }) => method === 'GET')
    .map(({ path }) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`))

  // Three pages of each kind: the hundredth child links to nothing that the first does not.
  const enough = 3

  test.each(actorNames)(
    'as %s finds no link to a page outside the printed table',
    async (name) => {
      const person = await signedInAgain(name)
      const waiting = ['/']
      const seen = new Set(waiting)
      const visits = new Map<RegExp, number>()
      for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
        const page = await person.get(path)
        expect([200, 303], path).toContain(page.status)
        expect(faultsOfForms(page.text), path).toEqual([])
        const links = [...page.text.matchAll(/(?:href|action)="(\/[^"#]*)"/g)].map((m) => m[1].replaceAll('&amp;', '&'))
        for (const link of [...links, ...(page.status === 303 ? [page.headers.location] : [])]) {
          const { pathname } = new URL(link, 'http://localhost')
          if (seen.has(pathname) || pathname.startsWith('/assets/')) continue
          seen.add(pathname)
          const pattern = patterns.find((one) => one.test(pathname))
          const isAct = describeRoutes().some(
            ({ method, path: act }) =>
              method === 'POST' && new RegExp(`^${act.replaceAll(/:\w+/g, '[^/]+')}$`).test(pathname),
          )
          expect(pattern !== undefined || isAct, `${pathname} on ${path}`).toBe(true)
          const before = pattern ? (visits.get(pattern) ?? 0) : enough
          if (!pattern || before >= enough) continue
          visits.set(pattern, before + 1)
          waiting.push(link)
        }
      }
    },
    30_000,
  )

  async function signedInAgain(name: ActorName): Promise<Person> {
    return roleOf(name) === 'visitor' && !isHalfIn(name) ? people.get(name)! : signedIn(database.db, name)
  }
})
