import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import jsonSchema from '../../db/network.schema.json' with { type: 'json' }
import { demoNetwork } from '../../db/seed/demo-network.ts'
import { networkJsonSchema } from '../../src/actions/network/schema.ts'
import { seedNetwork } from '../../src/actions/network/seed-network.ts'
import type { Network } from '../../src/domain/network.ts'
import { findAccountByEmail } from '../../src/store/accounts.ts'
import type { Database } from '../../src/store/db.ts'
import { keyringOf } from '../../src/store/keyring.ts'
import { testSecrets } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'

let database: Database & { drop(): Promise<void> }
beforeEach(async () => {
  database = await migratedDatabase()
})
afterEach(() => database.drop())

const demo = demoNetwork(2027)

function seedInto(input: unknown) {
  const deps = {
    db: database.db,
    newId: randomUUID,
    newTicket: () => '0'.repeat(26),
    hashPassword: async (password: string) => `hash of ${password}`,
    now: () => '2026-12-01T09:00:00.000Z',
    keyring: keyringOf(testSecrets),
  }
  return seedNetwork(deps)(input)
}

async function count(
  table:
    'sibling_choice' | 'kita' | 'quota_place' | 'placement' | 'wish' | 'employment' | 'criterion_answer' | 'account',
) {
  const { rows } = await database.db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow()
  return rows
}

describe('an empty database', () => {
  test('takes the whole demo network, and gives every key an id', async () => {
    const seeded = await seedInto(demo)

    if (!seeded.ok) throw new Error(JSON.stringify(seeded.refusal))
    const { ids } = seeded.value
    expect(new Set(Object.values(ids)).size).toBe(Object.keys(ids).length)
    expect(await count('kita')).toBe(12)
    expect(await count('account')).toBe(demo.accounts.length)
    expect(await count('placement')).toBe(demo.placements.length)
    expect(await count('quota_place')).toBe(demo.quotas.reduce((sum, { places }) => sum + places, 0))
    expect(await count('sibling_choice')).toBe(
      demo.families.flatMap(({ siblingChoices = [] }) => siblingChoices).length,
    )
    expect(await count('wish')).toBe(demo.requests.flatMap(({ wishes }) => wishes).length)
    expect(await count('employment')).toBe(demo.requests.flatMap(({ employments }) => employments).length)
    expect(await count('criterion_answer')).toBe(demo.requests.flatMap(({ answers }) => answers).length)
    expect(await database.db.selectFrom('installation').select(['name', 'demo']).executeTakeFirst()).toEqual({
      name: 'Verbund-Kita Wuppertal (Demo)',
      demo: 1,
    })
  })

  test('knows for whom each parent works who can sign in, with what its company says to it', async () => {
    await seedInto(demo)

    const told = await database.db
      .selectFrom('employer')
      .innerJoin('account', 'account.id', 'employer.account_id')
      .innerJoin('company', 'company.id', 'employer.company_id')
      .select(['account.email', 'company.name', 'came_by', 'confirmed_at', 'denied_at'])
      .where('account.email', '=', 'eltern3@demo.example')
      .orderBy('company.name')
      .execute()

    expect(told).toEqual([
      {
        email: 'eltern3@demo.example',
        name: 'Klinik am Tannenkopf (Demo)',
        came_by: 'code',
        confirmed_at: '2026-10-07T09:00:00.000Z',
        denied_at: null,
      },
    ])
  })

  test('keeps what belongs together together', async () => {
    const seeded = await seedInto(demo)

    const ids = seeded.ok ? seeded.value.ids : {}
    const parent = await database.db
      .selectFrom('guardian')
      .innerJoin('account', 'account.id', 'guardian.account_id')
      .innerJoin('account_role', 'account_role.account_id', 'account.id')
      .innerJoin('place_request', 'place_request.family_id', 'guardian.family_id')
      .select(['account.password_hash', 'role', 'subject_id', 'place_request.id', 'child_birth_month', 'ticket'])
      .where('account.email', '=', 'eltern1@demo.example')
      .execute()
    expect(parent).toEqual([
      {
        password_hash: expect.stringMatching(/^hash of /),
        role: 'parent',
        subject_id: ids['familie-sommer'],
        id: ids['anfrage-familie-sommer-kind-1'],
        child_birth_month: '2025-03-01',
        ticket: demo.requests[0].ticket,
      },
    ])
    const [quota] = demo.quotas
    const places = await database.db
      .selectFrom('quota_place')
      .select(['ordinal', 'company_id', 'place_class_id'])
      .where('quota_id', '=', ids[quota.key])
      .orderBy('ordinal')
      .execute()
    expect(places).toEqual(
      Array.from({ length: quota.places }, (_, at) => ({
        ordinal: at + 1,
        company_id: ids[quota.company],
        place_class_id: quota.assigned[at] ? ids[quota.assigned[at].placeClass] : null,
      })),
    )
  })

  test('takes 5,000 families in far less than a minute', { timeout: 60_000 }, async () => {
    const large = largeNetwork(5_000)
    const started = performance.now()

    const seeded = await seedInto(large)

    expect(seeded.ok).toBe(true)
    expect(performance.now() - started).toBeLessThan(60_000)
    expect(await count('wish')).toBe(large.requests.flatMap(({ wishes }) => wishes).length)
  })

  test('keeps an e-mail address as signing in looks for it', async () => {
    const [account, ...others] = demo.accounts

    await seedInto({ ...demo, accounts: [{ ...account, email: 'Koordination@Demo.example' }, ...others] })

    const kept = await findAccountByEmail(database.db, 'koordination@demo.example')
    expect(kept).toMatchObject({ name: account.displayName })
  })

  test('gives a submitted request without a ticket a new one', async () => {
    const network = structuredClone(demo)
    delete network.requests[0].ticket

    const seeded = await seedInto(network)

    const id = seeded.ok ? seeded.value.ids[network.requests[0].key] : ''
    const request = await database.db.selectFrom('place_request').select('ticket').where('id', '=', id).execute()
    expect(request).toEqual([{ ticket: '0'.repeat(26) }])
  })
})

describe('a database in which something stands', () => {
  test('refuses a second network, and stays as it was', async () => {
    await seedInto(demo)

    const again = await seedInto({ ...empty, installation: { name: 'Another', demo: false } })

    expect(again).toEqual({ ok: false, refusal: { kind: 'database-not-empty' } })
    expect(await database.db.selectFrom('installation').select('demo').executeTakeFirst()).toEqual({ demo: 1 })
  })

  test('refuses the one of two who seed at the same time', async () => {
    const [one, other] = await Promise.all([seedInto(demo), seedInto(demo)])

    expect([one, other].filter(({ ok }) => ok)).toHaveLength(1)
    expect(await count('kita')).toBe(12)
  })
})

describe('a file that is no sound network', () => {
  const kita = { ...demo.kitas[0], consortium: 'nowhere' }
  const refused: [string, unknown, string][] = [
    ['nothing', null, '$'],
    ['another format', { ...demo, format: 'network/2' }, '$.format'],
    ['a key too many', { ...demo, surplus: 1 }, '$'],
    [
      'a day that is none',
      { ...demo, rounds: [{ ...demo.rounds[0], applicationsUntil: '2026-02-30' }] },
      '$.rounds[0].applicationsUntil',
    ],
    [
      'a start in the middle of a month',
      { ...demo, placeClasses: [{ ...demo.placeClasses[0], startMonth: '2027-08-02' }] },
      '$.placeClasses[0].startMonth',
    ],
    [
      'a character that PostgreSQL cannot keep',
      { ...demo, consortia: [{ ...demo.consortia[0], name: 'a\u0000b' }] },
      '$.consortia[0].name',
    ],
    ['a reference to nothing', { ...demo, kitas: [kita, ...demo.kitas.slice(1)] }, '$.kitas[0].consortium'],
  ]

  test.each(refused)('%s is refused with the path', async (_, input, path) => {
    const seeded = await seedInto(input)

    expect(seeded).toMatchObject({ ok: false, refusal: { kind: 'not-a-network' } })
    const errors = !seeded.ok && seeded.refusal.kind === 'not-a-network' ? seeded.refusal.errors : []
    expect(errors.map((error) => error.path)).toContain(path)
    expect(await count('kita')).toBe(0)
  })

  test('is told what was expected instead', async () => {
    const [consortium] = demo.consortia

    const seeded = await seedInto({ ...demo, consortia: [{ ...consortium, name: 5 }], rounds: {} })

    expect(seeded).toEqual({
      ok: false,
      refusal: {
        kind: 'not-a-network',
        errors: [
          { path: '$.consortia[0].name', expected: 'string', found: '5' },
          { path: '$.rounds', expected: 'array', found: 'an object' },
        ],
      },
    })
  })

  test('never shows a password', async () => {
    const [account] = demo.accounts
    const seeded = await seedInto({ ...demo, accounts: [{ ...account, password: 'too short' }] })

    expect(seeded.ok).toBe(false)
    expect(JSON.stringify(seeded)).toContain('$.accounts[0].password')
    expect(JSON.stringify(seeded)).not.toContain('too short')
  })
})

test('db/network.schema.json says what is read', () => {
  expect(jsonSchema).toEqual(JSON.parse(JSON.stringify(networkJsonSchema())))
})

const empty: Network = {
  ...demo,
  consortia: [],
  providers: [],
  kitas: [],
  placeClasses: [],
  companies: [],
  quotas: [],
  placements: [],
  accounts: [],
  families: [],
  requests: [],
  catalogues: [],
  rounds: [],
  locations: [],
  services: [],
}

/** The demo's kitas and contracts, with as many families as its own ones copied over and over. */
function largeNetwork(families: number): Network {
  const requestOf = new Map(demo.requests.map((request) => [request.child, request]))
  const copies = Array.from({ length: families }, (_, at) => {
    const family = demo.families[at % demo.families.length]
    const children = family.children.map((child) => ({ ...child, key: `${child.key} ${at}` }))
    const guardians = family.guardians.map(({ givenName, familyName }) => ({ givenName, familyName }))
    const requests = family.children.flatMap((child, nth) => {
      const request = requestOf.get(child.key)
      const ticket = at.toString().padStart(25, '0') + nth
      return request ? [{ ...request, key: `${request.key} ${at}`, child: `${child.key} ${at}`, ticket }] : []
    })
    return { family: { ...family, key: `${family.key} ${at}`, guardians, children }, requests }
  })
  return {
    ...demo,
    accounts: demo.accounts.map((account) => ({ ...account, roles: [] })),
    families: copies.map(({ family }) => family),
    requests: copies.flatMap(({ requests }) => requests),
  }
}
