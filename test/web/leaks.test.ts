import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import type { Role } from '../../src/policy/policy.ts'
import type { Database } from '../../src/store/db.ts'
import { anAccount, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { aFamilyRound, roundSteps } from '../support/family-builders.ts'
import { migratedDatabase } from '../support/house.ts'
import { type Person, signedInAs, testServer } from '../support/web.ts'

/**
 * A released round in which whoever holds one of the two places of Kita Klein has a number of points that nobody else has.
 * Tickets, lots and that number are looked for on every page with explanations, in every language and with everything that
 * can be worked out.
 */

let database: Database & { drop(): Promise<void> }
let app: Express
let tickets: string[]
let lots: string[]
let passwordHash: string

const canaryPoints = 4711
const ten = [{ criterion: 'single-parent', value: 1 }]
const rich = [{ criterion: 'hardship', value: 1 }]
const employee = [{ id: 'company-a', confirmed: true }]
// The lot leaves the families of mond2 and mond5 without a place in the Mondstraße.
const families = ['dora', 'eva', 'sonne0', 'mond2', 'mond5']

beforeAll(async () => {
  database = await migratedDatabase()
  const { db } = database
  const deps = testDeps(db)
  await aFamilyRound(db, {
    companies: { 'company-a': 'Klinik A' },
    kitas: [
      { id: 'klein', name: 'Kita Klein', places: 2, reserves: { 'company-a': 1 } },
      { id: 'sonne', name: 'Kita Sonnenhof', places: 6, reserves: { 'company-a': 1 } },
      { id: 'mond', name: 'Kita Mondstraße', places: 5 },
    ],
    children: [
      { id: 'klein0', wishes: ['klein'], answers: rich, companies: employee },
      { id: 'klein1', wishes: ['klein'], answers: rich },
      { id: 'dora', wishes: ['klein', 'sonne', 'mond'], companies: employee },
      { id: 'eva', wishes: ['sonne', 'klein'] },
      ...Array.from({ length: 6 }, (_, at) => ({ id: `sonne${at}`, wishes: ['sonne', 'klein'], answers: ten })),
      ...Array.from({ length: 7 }, (_, at) => ({ id: `mond${at}`, wishes: ['mond', 'klein'], answers: ten })),
    ],
  })
  const { catalogue } = await db.selectFrom('points_catalogue').select('catalogue').executeTakeFirstOrThrow()
  const { criteria, ...rest } = JSON.parse(catalogue)
  const raised = criteria.map((one: { id: string }) => (one.id === 'hardship' ? { ...one, points: canaryPoints } : one))
  await db
    .updateTable('points_catalogue')
    .set({ catalogue: JSON.stringify({ ...rest, criteria: raised }) })
    .execute()
  await roundSteps(deps).all()

  const requests = await db.selectFrom('place_request').select('ticket').execute()
  tickets = requests.map(({ ticket }) => ticket ?? '')
  const explanations = await db.selectFrom('explanation').select('wishes').execute()
  lots = explanations.map(({ wishes }) => JSON.parse(wishes)[0].own.lot)
  passwordHash = await deps.hashPassword(aPassword)
  app = testServer(deps)
}, 60_000)
afterAll(() => database.drop())

async function signedIn(role: Exclude<Role, 'visitor'>, subject: string): Promise<Person> {
  const id = `${role.toLowerCase()}-${subject}`
  await anAccount(database.db, { id, role, subjects: [subject], passwordHash })
  return signedInAs(app, id)
}

/** What stands in a text that its reader may not know: `own` is the reader's ticket, `digits` how much of a lot it may see. */
function leaksIn(text: string, { own, digits }: { own?: string; digits: number }): string[] {
  return [
    ...tickets.filter((ticket) => ticket !== own && new RegExp(`${ticket}\\b`).test(text)),
    ...lots.map((lot) => lot.slice(0, digits + 1)).filter((start) => text.includes(start)),
    // With the thousands as German and English write them, and one more for the lot.
    ...(text.match(/\b4[.,]?71[12]\b/g) ?? []),
  ]
}

async function textsOf(person: Person, paths: readonly string[]): Promise<string[]> {
  const texts: string[] = []
  for (const path of paths) {
    for (const accept of ['text/html', 'application/json']) {
      const page = await person.get(path, accept)
      expect(page.status, path).toBe(200)
      texts.push(page.text)
    }
  }
  return texts
}

describe('nothing of another child', () => {
  test.each(families)('on the page of the family of %s, in either language, plain and worked out', async (family) => {
    const path = `/anfragen/request-${family}`
    const queries = ['', '?lang=en', '?nachgerechnet=1', '?nachgerechnet=1&lang=en']

    const texts = await textsOf(
      await signedIn('parent', family),
      queries.map((query) => path + query),
    )

    for (const text of texts) expect(leaksIn(text, { own: `TICKET-${family}`, digits: 8 })).toEqual([])
  })

  test('on HR’s page, which has a quota of one place with one child of it', async () => {
    const texts = await textsOf(await signedIn('hr', 'company-a'), ['/unternehmen'])

    expect(texts[1]).toContain('"outcomes":[{"kita":"Kita Klein"')
    for (const text of texts) expect(leaksIn(text, { digits: 7 })).toEqual([])
  })

  test.each(['klein', 'sonne', 'mond'])('on the page of Kita %s, which knows its cases', async (kita) => {
    const texts = await textsOf(await signedIn('kitaAdmin', kita), [`/kitas/${kita}`])

    expect(texts[1]).toContain('nach Punkten und Los')
    for (const text of texts) expect(leaksIn(text, { digits: 7 })).toEqual([])
  })
})

describe('the search itself', () => {
  test('finds ticket, lot and points where they may stand: with the coordinator', async () => {
    const coordinator = await signedIn('coordinator', 'consortium-1')

    const texts = await textsOf(coordinator, [
      '/vergaberunden/round-1/kinder',
      '/vergaberunden/round-1/kinder/TICKET-dora',
      '/vergaberunden/round-1/platzarten',
    ])

    const found = texts.map((text) => leaksIn(text, { own: 'TICKET-dora', digits: 7 }))
    expect(found[0]).toContain('TICKET-klein1')
    expect(found[0]).toContain('4.711')
    expect(found[2].some((leak) => lots.some((lot) => lot.startsWith(leak)))).toBe(true)
    expect(found[2].some((leak) => /^471[12]$|^4\.71[12]$/.test(leak))).toBe(true)
    expect(found[4]).not.toEqual([])
  })

  test('and the round had what must not be told: a small Kita that was asked for, and a lot that decided', async () => {
    const rows = await database.db.selectFrom('explanation').select(['request_id', 'wishes']).execute()
    const turnedAwayAt = (placeClass: string) =>
      rows
        .filter(({ wishes }) =>
          JSON.parse(wishes).some(
            ({ program, code }: Record<string, string>) => program === placeClass && code === 'below-cutoff',
          ),
        )
        .map(({ request_id }) => request_id)

    expect(turnedAwayAt('class-klein')).toEqual(expect.arrayContaining(['request-dora', 'request-eva']))
    expect(turnedAwayAt('class-mond').toSorted()).toEqual(['request-mond2', 'request-mond5'])
  })
})
