import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import type { Role } from '../../src/policy/policy.ts'
import type { Database } from '../../src/store/db.ts'
import { aPassword, anAccount, twoConsortia } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let app: Express

const people: [id: string, role: Role, subject: string][] = [
  ['ko', 'coordinator', 'consortium-1'],
  ['ko-west', 'coordinator', 'consortium-2'],
  ['hr', 'hr', 'company-a'],
  ['hr-colleague', 'hr', 'company-a'],
  ['hr-other', 'hr', 'company-b'],
  ['kita', 'kitaAdmin', 'kita-1'],
  ['anna', 'parent', 'anna'],
]

beforeEach(async () => {
  database = await migratedDatabase()
  const deps = testDeps(database.db)
  await twoConsortia(database.db)
  const passwordHash = await deps.hashPassword(aPassword)
  for (const [id, role, subject] of people)
    await anAccount(database.db, { id: `p-${id}`, role, subjects: [subject], passwordHash })
  app = testServer(deps)
})
afterEach(() => database.drop())

async function as(id: string): Promise<Person> {
  const person = new Person(app)
  await person.signIn(`p-${id}@example.org`, aPassword)
  return person
}
const shownTo = async (id: string) => {
  const { text } = await (await as(id)).get('/personen')
  return [...text.matchAll(/data-entity="p-([^"]+)"/g)].map(([, holder]) => holder).toSorted()
}
const homeOf = async (person: Person, path: string) => (await person.get(path)).status

describe('the people within one’s reach', () => {
  test.each([
    ['ko', ['hr', 'hr-colleague', 'hr-other', 'kita', 'ko']],
    ['hr', ['hr', 'hr-colleague']],
    ['kita', ['kita']],
  ])('of %s are these, and no parents', async (id, expected) => {
    expect(await shownTo(id)).toEqual(expected)
  })

  test('are nothing for a parent', async () => {
    expect(await homeOf(await as('anna'), '/personen')).toBe(404)
  })
})

describe('a role that ends', () => {
  const end = '/personen/p-hr-colleague/hr/company-a/beenden'

  test('is asked for once more, ends with all sessions, and stands in the trail', async () => {
    const colleague = await as('hr-colleague')
    const hr = await as('hr')

    const ended = await hr.submit(end, 'end-role', {})

    expect([ended.status, ended.headers.location]).toEqual([303, '/personen?getan=ended'])
    expect(await homeOf(colleague, '/unternehmen')).toBe(303)
    expect((await new Person(app).signIn('p-hr-colleague@example.org', aPassword)).status).toBe(422)
    expect(await shownTo('hr')).toEqual(['hr'])
    const entry = await database.db.selectFrom('audit').selectAll().where('action', '=', 'role.end').execute()
    expect(entry).toMatchObject([{ actor: 'p-hr', role: 'hr', subject: 'p-hr-colleague' }])
  })

  test.each([
    ['hr', 'one’s own', '/personen/p-hr/hr/company-a/beenden'],
    ['hr', 'another company’s', '/personen/p-hr-other/hr/company-b/beenden'],
    ['kita', 'a company’s', end],
    ['ko-west', 'another consortium’s', end],
    ['ko', 'a parent’s', '/personen/p-anna/parent/anna/beenden'],
    ['ko', 'one that nobody holds', '/personen/p-kita/hr/company-a/beenden'],
  ])('is never, by %s, %s', async (id, _, path) => {
    const person = await as(id)
    const { text } = await person.get('/personen')
    const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''

    const asked = await person.get(path)
    const tried = await person.post(path, { _csrf: csrf, _key: '11111111-1111-4111-8111-111111111111' })

    expect(asked.status).toBe(404)
    expect([404, 409]).toContain(tried.status)
    expect(await database.db.selectFrom('account_role').select('role').execute()).toHaveLength(people.length)
  })
})

describe('an account that a coordinator disables', () => {
  const path = '/personen/p-hr/sperren'

  test('is signed out everywhere, cannot come in, and can be opened again', async () => {
    const hr = await as('hr')
    const coordinator = await as('ko')

    const disabled = await coordinator.submit(path, 'disable-account', {})
    const inside = await homeOf(hr, '/unternehmen')
    const came = await new Person(app).signIn('p-hr@example.org', aPassword)
    const enabled = await coordinator.submit(path, 'disable-account', {})
    const again = await new Person(app).signIn('p-hr@example.org', aPassword)

    expect([disabled.status, inside, came.status, enabled.status, again.status]).toEqual([303, 303, 422, 303, 303])
    expect(
      await database.db
        .selectFrom('audit')
        .select('action')
        .where('subject', '=', 'p-hr')
        .where('role', '=', 'coordinator')
        .orderBy('seq')
        .execute(),
    ).toEqual([{ action: 'account.disable' }, { action: 'account.enable' }])
  })

  test.each(['hr', 'kita'])('is nothing that %s can do', async (id) => {
    expect(await homeOf(await as(id), path)).toBe(404)
  })

  test('is never one of another consortium, a parent’s, or one’s own', async () => {
    const coordinator = await as('ko')

    for (const id of ['p-ko-west', 'p-anna', 'p-ko'])
      expect(await homeOf(coordinator, `/personen/${id}/sperren`)).toBe(404)
  })
})
