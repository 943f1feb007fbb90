import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import { demoNetwork, demoPassword } from '../../db/seed/demo-network.ts'
import { createActions } from '../../src/actions/app.ts'
import type { Role } from '../../src/policy/policy.ts'
import type { Database } from '../../src/store/db.ts'
import { describeRoutes } from '../../src/web/describe-routes.ts'
import { linksWith } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { freezeAndDraw, releaseByTwo } from '../support/draw-steps.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

/**
 * Every route of the printed table, visited as every role, with an id of one's own, somebody else's, a random and a malformed
 * one. What a row promises is what happens: no other page comes out, and nothing breaks.
 */

let database: Database & { drop(): Promise<void> }
let app: Express
let ids: Record<string, string>
const people = new Map<string, Person>()

type Actor = { name: string; role: Role; email?: string }
const actors: Actor[] = [
  { name: 'a visitor', role: 'visitor' },
  { name: 'a parent', role: 'parent', email: 'eltern1@demo.example' },
  { name: 'HR', role: 'hr', email: 'personal-klinik@demo.example' },
  { name: 'a Kita manager', role: 'kitaAdmin', email: 'kita-reichsstrasse@demo.example' },
  { name: 'a coordinator', role: 'coordinator', email: 'koordination@demo.example' },
]

/** The ids behind a path's parameters: of a thing that the actor owns, and of one that it does not. */
let own: Record<string, string>
let foreign: Record<string, string>

beforeAll(async () => {
  database = await migratedDatabase()
  const { db } = database
  const deps = testDeps(db)
  const actions = createActions(deps)
  const seeded = await actions.seedNetwork(demoNetwork(2027))
  if (!seeded.ok) throw new Error(JSON.stringify(seeded.refusal))
  ids = seeded.value.ids
  const roundId = ids['hauptvergabe-verbund-ost']
  const first = await actions.findViewer(ids.koordination)
  const second = await actions.findViewer(ids.koordination2)
  const computed = async (round: string, consortiumId: string) => {
    await freezeAndDraw(deps, [first, second], { roundId: round, demo: true })
    await actions.workOnce()
    const preview = await actions.startCataloguePreview(first, { consortiumId, criteria: [], key: randomUUID() })
    if (!preview.ok) throw new Error(JSON.stringify(preview.refusal))
    await actions.workOnce()
    return preview.value.previewId
  }
  const previewId = await computed(roundId, ids['verbund-ost'])
  const foreignPreviewId = await computed(ids['hauptvergabe-verbund-west'], ids['verbund-west'])
  await releaseByTwo(deps, [first, second], { roundId })

  // The coordinator of this test holds one consortium only, so that the other's things are somebody else's.
  await db
    .deleteFrom('account_role')
    .where('account_id', '=', ids.koordination)
    .where('subject_id', '=', ids['verbund-west'])
    .execute()
  const requestOf = async (email: string) =>
    db
      .selectFrom('place_request')
      .innerJoin('account_role', 'account_role.subject_id', 'place_request.family_id')
      .innerJoin('account', 'account.id', 'account_role.account_id')
      .select(['place_request.id', 'place_request.ticket'])
      .where('account.email', '=', email)
      .executeTakeFirstOrThrow()
  const placeClassOf = async (kitaId: string) =>
    (await db.selectFrom('place_class').select('id').where('kita_id', '=', kitaId).executeTakeFirstOrThrow()).id
  const kitaOf = async (email: string) =>
    (
      await db
        .selectFrom('account_role')
        .innerJoin('account', 'account.id', 'account_role.account_id')
        .select('subject_id')
        .where('email', '=', email)
        .executeTakeFirstOrThrow()
    ).subject_id
  const ownRequest = await requestOf('eltern1@demo.example')
  const foreignRequest = await requestOf('eltern4@demo.example')
  const ownKita = await kitaOf('kita-reichsstrasse@demo.example')
  const foreignKita = await kitaOf('kita-tal-strolche@demo.example')
  const { id: serviceId } = await db.selectFrom('service').select('id').executeTakeFirstOrThrow()
  own = {
    consortiumId: ids['verbund-ost'],
    roundId,
    ticket: ownRequest.ticket ?? '',
    kitaId: ownKita,
    placeClassId: await placeClassOf(ownKita),
    requestId: ownRequest.id,
    serviceId,
    previewId,
    token: await linksWith(database.db, 'one-token', {
      accountId: ids.koordination,
      companyId: ids['klinik-tannenkopf'],
    }),
  }
  foreign = {
    consortiumId: ids['verbund-west'],
    roundId: ids['hauptvergabe-verbund-west'],
    ticket: foreignRequest.ticket ?? '',
    kitaId: foreignKita,
    placeClassId: await placeClassOf(foreignKita),
    requestId: foreignRequest.id,
    serviceId: randomUUID(),
    previewId: foreignPreviewId,
    token: 'a-token-that-nobody-was-sent',
  }

  app = testServer(deps)
  for (const { name, email } of actors) {
    const person = new Person(app)
    if (email) await person.signIn(email, demoPassword)
    people.set(name, person)
  }
}, 60_000)
afterAll(() => database.drop())

type Route = ReturnType<typeof describeRoutes>[number]
const idKinds = ['own', 'foreign', 'random', 'malformed'] as const
type IdKind = (typeof idKinds)[number]

function pathWith(route: Route, kind: IdKind): string {
  const value = (name: string) => {
    switch (kind) {
      case 'own':
        return own[name]
      case 'foreign':
        return foreign[name]
      case 'random':
        return randomUUID()
      case 'malformed':
        return "'--%00<x>"
    }
  }
  return route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(value(name)))
}

/** What the table promises of a visit; acts come without their token here and go no further than that. */
function expected(route: Route, { role }: Actor, kind: IdKind): number[] {
  if (route.method === 'POST') return [403]
  const comesIn = route.roles.includes(role)
  if (!comesIn) return role === 'visitor' ? [303] : [404]
  const aboutSomething = route.path.includes(':')
  // 303: the own first page, or the only own Kita.
  if (!aboutSomething || kind === 'own') return [200, 303]
  // What was frozen and drawn is published to everybody; the other round is not released, so its bundle is not.
  if (route.action === 'show-draw' && kind === 'foreign') return [200]
  // An unknown link and one that is over look the same.
  if (route.path.includes(':token')) return [410]
  return [404]
}

describe.each(actors)('every route as $name', (actor) => {
  test.each(
    describeRoutes().flatMap((route) =>
      idKinds.map((kind) => ({ route, kind, name: `${route.method} ${route.path}` })),
    ),
  )('$name with an id that is $kind', async ({ route, kind }) => {
    const person = people.get(actor.name)!
    const path = pathWith(route, kind)

    const page = route.method === 'POST' ? await person.post(path, {}) : await person.get(path)

    expect(expected(route, actor, kind), `${path} gave ${page.status}`).toContain(page.status)
    if (page.status === 410) expect(page.text).toContain('data-code="link-expired"')
    if (page.status === 404) expect(page.text).toContain('data-code="not-found"')
  })
})

describe('the crawl', () => {
  test('finds no link to a page outside the printed table', async () => {
    const patterns = describeRoutes()
      .filter(({ method }) => method === 'GET')
      .map(({ path }) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`))
    for (const [, person] of people) {
      const waiting = ['/']
      const seen = new Set(waiting)
      for (let path = waiting.pop(); path !== undefined && seen.size < 60; path = waiting.pop()) {
        const page = await person.get(path)
        expect([200, 303], path).toContain(page.status)
        const links = [...page.text.matchAll(/href="(\/[^"#]*)"/g)].map((m) => m[1].replaceAll('&amp;', '&'))
        for (const link of [...links, ...(page.status === 303 ? [page.headers.location] : [])]) {
          const { pathname } = new URL(link, 'http://localhost')
          if (seen.has(pathname) || pathname.startsWith('/assets/')) continue
          seen.add(pathname)
          expect(
            patterns.some((pattern) => pattern.test(pathname)),
            `${pathname} on ${path}`,
          ).toBe(true)
          waiting.push(link)
        }
      }
    }
  })
})
