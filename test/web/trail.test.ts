import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import { type ChainedEntry, hashEntry } from '../../src/engine/trail/entry.ts'
import type { Role } from '../../src/policy/policy.ts'
import type { Database } from '../../src/store/db.ts'
import { createActions } from '../../src/actions/app.ts'
import { anAccount, aPassword } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { aFamilyRound, roundSteps } from '../support/family-builders.ts'
import { migratedDatabase } from '../support/house.ts'
import { type Person, signedInAs, testServer } from '../support/web.ts'

/** A released round; a coordinator has looked at Anna twice and at Ben, and has taken the file that tells of all. */
let database: Database & { drop(): Promise<void> }
let app: Express
const people = new Map<string, Person>()

beforeAll(async () => {
  database = await migratedDatabase()
  const { db } = database
  const deps = testDeps(db)
  await aFamilyRound(db, {
    companies: { 'company-a': 'Klinik A' },
    kitas: [{ id: 'sonne', name: 'Kita Sonnenhof', places: 6 }],
    children: [
      { id: 'anna', wishes: ['sonne'] },
      { id: 'ben', wishes: ['sonne'] },
      { id: 'late', wishes: [] },
    ],
  })
  await db.insertInto('consortium').values({ id: 'consortium-2', name: 'Verbund West', region: 'Region' }).execute()
  const steps = roundSteps(deps)
  await steps.all()
  for (const child of ['anna', 'ben', 'anna']) await steps.lookAt(child)
  const coordinator = { accountId: 'ko-1', name: '', role: 'coordinator', subjects: ['consortium-1'] } as const
  await createActions(deps).downloadAuditBundle(coordinator, 'round-1')

  app = testServer(deps)
  const passwordHash = await deps.hashPassword(aPassword)
  const accounts: [string, Exclude<Role, 'visitor'>, string][] = [
    ['anna', 'parent', 'anna'],
    ['ben', 'parent', 'ben'],
    ['stranger', 'parent', 'nobody'],
    ['hr', 'hr', 'company-a'],
    ['other-hr', 'hr', 'company-a'],
    ['coordinator', 'coordinator', 'consortium-1'],
    ['auditor', 'auditor', 'consortium-1'],
    ['other-auditor', 'auditor', 'consortium-2'],
  ]
  for (const [name, role, subject] of accounts) {
    const id = `account-${name}`
    await anAccount(db, { id, role, subjects: [subject], passwordHash })
    people.set(name, await signedInAs(app, id))
  }
}, 60_000)
afterAll(() => database.drop())

const as = (name: string) => people.get(name)!
type Shown = { entries: { seq: number; action: string; subject: string }[]; turns: object[] }
const entriesAs = async (name: string, path: string) => (await as(name).get(path, 'application/json')).body as Shown

describe('a family', () => {
  test('reads who has looked at its child: when, in which role, for whom and why, and not that person’s name', async () => {
    const page = await as('anna').get('/familie/zugriffe')
    const { looks } = (await as('anna').get('/familie/zugriffe', 'application/json')).body

    expect(looks).toEqual([
      {
        at: '1. Dezember 2026, 10:00 Uhr',
        who: 'Koordination, Verbund Ost',
        what: 'Prüfdatei mit allen Kindern der Runde heruntergeladen, unter Losnummern und ohne Namen',
      },
      ...[1, 2].map(() => ({
        at: '1. Dezember 2026, 10:00 Uhr',
        who: 'Koordination, Verbund Ost',
        what: 'hat anna einzeln aufgerufen',
        why: 'das Ergebnis der Vergabe nachgesehen',
      })),
    ])
    expect(page.text).not.toMatch(/ko-1|\bben\b|TICKET-ben/)
  })

  test('reads nothing of another family’s child', async () => {
    const { looks } = (await as('ben').get('/familie/zugriffe', 'application/json')).body

    expect((looks as { what: string }[]).map(({ what }) => what)).toEqual([
      expect.stringContaining('Prüfdatei'),
      'hat ben einzeln aufgerufen',
    ])
  })

  test('that nobody has looked at is told so kindly', async () => {
    const page = await as('stranger').get('/familie/zugriffe')

    expect(page.text).toContain('data-code="no-looks"')
    expect(page.text).toContain('Bisher hat niemand Ihr Kind einzeln aufgerufen')
  })

  test('finds the way there from its request', async () => {
    const page = await as('anna').get('/anfragen/request-anna')

    expect(page.text).toContain('href="/familie/zugriffe"')
  })
})

describe.each(['coordinator', 'auditor'])('the trail of a consortium, read by its %s', (name) => {
  const path = '/verbund/consortium-1/protokoll'

  test('has every act, the latest first, without anybody’s name', async () => {
    const page = await as(name).get(path)
    const { entries } = await entriesAs(name, path)

    expect(page.status).toBe(200)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map(({ seq }) => seq).toSorted((a, b) => b - a))
    const actions = entries.map(({ action }) => action)
    for (const words of ['Runde eingefroren', 'Gelost', 'Vergabe berechnet und geprüft', 'Ergebnis freigegeben'])
      expect(actions).toContain(words)
    const [, main] = page.text.split('<main')
    expect(main).not.toMatch(/Konto |@example|Familie |Kita /)
  })

  test('is narrowed by act, subject and day', async () => {
    const looks = await entriesAs(name, `${path}?action=child.look`)
    const anna = await entriesAs(name, `${path}?action=child.look&subject=TICKET-anna`)
    const thatDay = await entriesAs(name, `${path}?from=2026-12-02&to=2026-12-02`)
    const before = await entriesAs(name, `${path}?to=2026-11-30`)

    expect(looks.entries).toHaveLength(3)
    expect(anna.entries.map(({ subject }) => subject)).toEqual(['TICKET-anna', 'TICKET-anna'])
    expect(new Set(thatDay.entries.map(({ action }) => action))).toEqual(new Set(['Zufallswert eingegeben', 'Gelost']))
    expect(before.entries).toEqual([])
  })

  test('says what is wrong with a day, and keeps what was typed', async () => {
    const page = await as(name).get(`${path}?from=gestern&subject=TICKET-anna`)

    expect(page.status).toBe(422)
    expect(page.text).toContain('Bitte wählen Sie einen Tag')
    expect(page.text).toContain('value="gestern"')
    expect(page.text).toContain('value="TICKET-anna"')
  })

  test('goes back entry by entry from a number', async () => {
    const { entries } = await entriesAs(name, path)
    const older = await entriesAs(name, `${path}?before=${entries[3].seq}`)

    expect(older.entries).toEqual(entries.slice(4))
    expect(older.turns).toEqual([{ href: path, text: '← Zum Neuesten' }])
  })

  test('comes as a table with all that is hashed', async () => {
    const csv = await as(name).get('/verbund/consortium-1/protokoll.csv?action=round.freeze')

    const [head, row] = csv.text.replace('\ufeff', '').trim().split('\n')
    const cells = [...`${row};`.matchAll(/(?:"((?:[^"]|"")*)"|([^;"]*));/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
    )
    const entry = Object.fromEntries(head.split(';').map((column, at) => [column, cells[at] || null]))
    const { hash, ...rest } = { ...entry, seq: Number(entry.seq), prev: entry.prev ?? '' } as ChainedEntry
    expect(hashEntry(rest)).toBe(hash)
  })
})

describe('somebody else', () => {
  test.each(['anna', 'hr', 'other-auditor'])('such as %s does not find the trail of a consortium', async (name) => {
    expect((await as(name).get('/verbund/consortium-1/protokoll')).status).toBe(404)
    expect((await as(name).get('/verbund/consortium-1/protokoll.csv')).status).toBe(404)
  })

  test('an auditor of another consortium reads nothing of this one in its own', async () => {
    const { entries } = await entriesAs('other-auditor', '/verbund/consortium-2/protokoll')

    expect(entries.map(({ action, subject }) => [action, subject])).toEqual([
      ['Zweiten Faktor gezeigt', 'account-other-auditor'],
      ['Angemeldet', 'account-other-auditor'],
    ])
  })
})

describe('HR', () => {
  test('reads its own acts and nobody else’s', async () => {
    const { entries } = await entriesAs('hr', '/protokoll/eigene')

    expect(entries.map(({ action, subject }) => [action, subject])).toEqual([
      ['Zweiten Faktor gezeigt', 'account-hr'],
      ['Angemeldet', 'account-hr'],
    ])
  })

  test.each([
    ['hr', '/protokoll/eigene'],
    ['auditor', '/verbund/consortium-1/protokoll'],
    ['anna', '/familie/zugriffe'],
  ])('and %s find the way from the page of the heads', async (name, href) => {
    const page = await as(name).get('/protokoll')

    expect(page.text).toContain(`href="${href}"`)
  })
})
