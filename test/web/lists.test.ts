import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import type { Role } from '../../src/policy/policy.ts'
import type { Database } from '../../src/store/db.ts'
import { describeRoutes } from '../../src/web/describe-routes.ts'
import { aPassword } from '../support/builders.ts'
import { aCanaryNetwork, type CanaryActor, canaryActors, canaryOf } from '../support/canary-network.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

/** Every page without an id in its address is a list or the like; what it lists must lie within the reach that the table prints. */

let database: Database & { drop(): Promise<void> }
let app: Express
beforeAll(async () => {
  database = await migratedDatabase()
  const deps = testDeps(database.db)
  await aCanaryNetwork(database.db, deps.keyring, await deps.hashPassword(aPassword))
  app = testServer(deps)
})
afterAll(() => database.drop())

/** What a list may name → whose it is, by the reaches of the printed table. */
const things: Record<string, Partial<Record<string, string[]>>> = {
  '/verbund/consortium-1': { 'own-consortium': ['consortium-1'] },
  '/verbund/consortium-2': { 'own-consortium': ['consortium-2'] },
  '/vergaberunden/round-1': { 'own-consortium': ['consortium-1'] },
  '/vergaberunden/round-2': { 'own-consortium': ['consortium-2'] },
  '/kitas/klein': { 'own-kita': ['klein'], 'own-provider': ['provider-1'] },
  '/kitas/sonne': { 'own-kita': ['sonne'], 'own-provider': ['provider-2'] },
  '/kitas/kita-west': { 'own-kita': ['kita-west'], 'own-provider': ['provider-west'] },
  '/anfragen/request-anna': { 'own-family': ['anna'] },
  '/anfragen/request-ben': { 'own-family': ['ben'] },
  '/anfragen/request-emil': { 'own-family': ['emil'] },
  [canaryOf.companyName('company-a')]: {
    // Of the employers in a request each guardian reads the own one.
    'own-account': ['parent-anna'],
    'own-company': ['company-a'],
    'own-consortium': ['consortium-1'],
    'own-provider': ['provider-1'],
  },
  [canaryOf.companyName('company-b')]: {
    'own-account': ['other-anna'],
    'own-company': ['company-b'],
    'own-consortium': ['consortium-1'],
    'own-provider': ['provider-2'],
  },
  [canaryOf.companyName('company-c')]: {
    'own-company': ['company-c'],
    'own-consortium': ['consortium-2'],
    'own-provider': ['provider-west'],
  },
}

const lists = describeRoutes().filter(
  ({ method, path, reach }) =>
    method === 'GET' && !path.includes(':') && Object.values(reach).some((far) => far !== 'everywhere'),
)

/** What a list names that does not belong to the actor. */
function beyond(text: string, reach: string | undefined, { id, subject }: CanaryActor): string[] {
  return Object.entries(things)
    .filter(([name]) => text.includes(name))
    .filter(([, owners]) => {
      // What is about an account itself names what its role is held for.
      const due = reach === 'own-account' ? Object.values(owners).flat() : (owners[reach ?? ''] ?? [])
      return !due.includes(subject) && !due.includes(id)
    })
    .map(([name]) => name)
}

async function read(actor: CanaryActor, path: string): Promise<string> {
  const person = new Person(app)
  await person.signIn(`${actor.id}@example.org`, aPassword)
  const page = await person.get(path, 'application/json')
  return page.status === 303 ? page.headers.location : page.text
}

const cells = lists.flatMap(({ path, reach }) =>
  canaryActors
    .filter(({ role }) => reach[role as Role] !== undefined)
    .map((actor) => ({ path, reach: reach[actor.role], actor, name: `${path} as ${actor.id}` })),
)

describe('every list holds only what its reader’s role reaches', () => {
  test.each(cells)('$name', async ({ path, reach, actor }) => {
    expect(beyond(await read(actor, path), reach, actor)).toEqual([])
  })

  test('and those that must not be empty are not', async () => {
    const full = ['/familie', '/kitas', '/unternehmen', '/verbund']
    for (const { path, actor } of cells.filter((cell) => full.includes(cell.path))) {
      const text = await read(actor, path)
      expect(
        Object.keys(things).some((name) => text.includes(name)),
        `${path} as ${actor.id}`,
      ).toBe(true)
    }
  })

  test('and one that reaches too far is caught', async () => {
    const [ko] = canaryActors.filter(({ id }) => id === 'ko')

    expect(beyond(await read(ko, '/verbund'), 'own-family', ko)).toContain('/verbund/consortium-1')
    expect(beyond('<a href="/verbund/consortium-2">', 'own-consortium', ko)).toEqual(['/verbund/consortium-2'])
  })
})
