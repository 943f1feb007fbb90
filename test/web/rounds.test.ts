import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { anOpenRound } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { freezeAndDraw } from '../support/draw-steps.ts'
import { migratedDatabase } from '../support/house.ts'
import { Person, testServer } from '../support/web.ts'

const password = 'ein langer Satz als Passwort'
const round = '/vergaberunden/round-1'
let database: Database & { drop(): Promise<void> }
let deps: Deps
let app: Express
let first: Person
let second: Person

beforeEach(async () => {
  database = await migratedDatabase()
  const { db } = database
  deps = testDeps(db)
  await anOpenRound(db)
  const password_hash = await deps.hashPassword(password)
  await db.updateTable('account').set({ password_hash }).execute()
  await db
    .insertInto('account')
    .values([
      { id: 'account-2', email: 'ko2@example.org', display_name: 'KO2', password_hash, disabled_at: null },
      { id: 'account-3', email: 'fremd@example.org', display_name: 'Fremd', password_hash, disabled_at: null },
      { id: 'account-4', email: 'hr@example.org', display_name: 'HR', password_hash, disabled_at: null },
    ])
    .execute()
  const role = 'coordinator' as const
  await db
    .insertInto('account_role')
    .values([
      { account_id: 'account-1', role, subject_id: 'consortium-1' },
      { account_id: 'account-2', role, subject_id: 'consortium-1' },
      { account_id: 'account-3', role, subject_id: 'consortium-2' },
      { account_id: 'account-4', role: 'hr', subject_id: 'company-a' },
    ])
    .execute()
  app = testServer(deps)
  first = new Person(app)
  second = new Person(app)
  await first.signIn('ko@example.org', password)
  await second.signIn('ko2@example.org', password)
})
afterEach(() => database.drop())

const coordinators = ['account-1', 'account-2'].map((accountId): Viewer => ({
  accountId,
  name: accountId,
  role: 'coordinator',
  subjects: ['consortium-1'],
}))
const draw = () => freezeAndDraw(deps, [coordinators[0], coordinators[1]])
const compute = async () => {
  await draw()
  await createActions(deps).workOnce()
}
const stateOf = (page: { text: string }) => /data-state="([^"]+)"/.exec(page.text)?.[1]

describe('a coordinator with an open round', () => {
  test('sees the consortium at a glance: places, quotas, requests', async () => {
    const list = await first.get('/verbund')
    const page = await first.get('/verbund/consortium-1')

    expect(list.text).toContain('href="/verbund/consortium-1"')
    expect(page.text).toContain('Kita')
    expect(page.text).toContain('href="/vergaberunden/round-1"')
  })

  test('watches the progress once the lots are drawn, and reads the result', async () => {
    await draw()
    const running = await first.get(round)
    await createActions(deps).workOnce()
    const done = await first.get(round)

    expect(stateOf(running)).toBe('drawn')
    expect(running.text).toContain('http-equiv="refresh"')
    expect(stateOf(done)).toBe('computed')
    expect(done.text).toContain('Welcher Wunsch ging in Erfüllung?')
    expect(done.text).toContain('<svg')
    expect(done.text).toContain('1 von 1')
  })

  test('reads every child by ticket with its reasons and never by name, and the look is in the trail', async () => {
    await compute()

    const list = await first.get(`${round}/kinder`)
    const child = await first.get(`${round}/kinder/ben`)
    const csv = await first.get(`${round}/kinder.csv`)

    expect(list.text).toContain('ben')
    expect(child.text).toContain('data-code="below-cutoff"')
    expect(child.text + list.text + csv.text).not.toContain('Test')
    expect(csv.headers['content-type']).toContain('text/csv')
    expect(csv.text.split('\n')).toHaveLength(5)
    const looks = await database.db.selectFrom('audit').select('subject').where('action', '=', 'child.look').execute()
    expect(looks).toEqual([{ subject: 'ben' }])
  })

  test('narrows the list to who waits, and is told kindly when nobody fits', async () => {
    await compute()

    const waiting = await first.get(`${round}/kinder?result=waiting&sort=score`)
    const nobody = await first.get(`${round}/kinder?company=nix`)

    expect(waiting.text).toContain('1–2 von 2')
    expect(nobody.text).toContain('Kein Kind passt')
  })

  test('reads of each place class who got in by which label, what it took, and how many were turned away', async () => {
    await compute()

    const page = await first.get(`${round}/platzarten`)
    const { body } = await first.get(`${round}/platzarten`, 'application/json')
    const csv = await first.get(`${round}/platzarten.csv`)

    expect(page.status).toBe(200)
    expect(page.text).toContain('A: 1 von 1; Grenze 0 Punkte')
    expect(body.placeClasses).toMatchObject([
      {
        kita: 'Kita',
        placeClass: 'U3, 45 Std., ab August 2027',
        places: '1',
        held: '1',
        turnedAway: '2',
        ways: [
          { name: 'offener Topf', used: '0', cutoff: 'keine Plätze' },
          { name: 'A', used: '1 von 1', cutoff: expect.stringMatching(/^0 Punkte, Los [0-9a-f]{8}$/) },
        ],
      },
    ])
    expect(csv.headers['content-type']).toContain('text/csv')
    // trim() takes the byte order mark, too.
    expect(csv.text.trim().split('\n')).toEqual([
      'Kita;Platzart;Plätze;Vergeben;Lieber hierher;Zählt für;Reserviert;Genutzt;Grenze',
      'Kita;U3, 45 Std., ab August 2027;1;1;2;offener Topf;;0;keine Plätze',
      expect.stringMatching(/^Kita;U3, 45 Std\., ab August 2027;1;1;2;A;1;1;0 Punkte, Los [0-9a-f]{8}$/),
    ])
  })

  test('sorts the place classes, and nonsense in the address sorts by Kita', async () => {
    const { db } = database
    const { id: _, ...kita } = await db.selectFrom('kita').selectAll().executeTakeFirstOrThrow()
    const { id: __, ...placeClass } = await db.selectFrom('place_class').selectAll().executeTakeFirstOrThrow()
    await db
      .insertInto('kita')
      .values({ ...kita, id: 'kita-2', name: 'Zwei' })
      .execute()
    const larger = { ...placeClass, id: 'place-class-2', kita_id: 'kita-2', vacancies: 2 }
    await db.insertInto('place_class').values(larger).execute()
    await compute()
    const order = async (sort: string) =>
      (await first.get(`${round}/platzarten?sort=${sort}`, 'application/json')).body.placeClasses.map(
        (row: { kita: string }) => row.kita,
      )

    expect(await order('kita')).toEqual(['Kita', 'Zwei'])
    expect(await order('toString')).toEqual(['Kita', 'Zwei'])
    expect(await order('places')).toEqual(['Zwei', 'Kita'])
    expect(await order('free')).toEqual(['Zwei', 'Kita'])
    expect(await order('turnedAway')).toEqual(['Kita', 'Zwei'])
    expect(await order('poolCutoff')).toEqual(['Kita', 'Zwei'])
  })

  test('reads for one child what alone would have been enough, but not for one that applied with siblings', async () => {
    await compute()
    const placed = await database.db
      .selectFrom('proposal')
      .innerJoin('place_request', 'place_request.id', 'proposal.request_id')
      .select('ticket')
      .executeTakeFirstOrThrow()
    const other = placed.ticket === 'anna' ? 'clara' : 'anna'

    const ben = (await first.get(`${round}/kinder/ben?nachgerechnet=1`, 'application/json')).body
    const tie = (await first.get(`${round}/kinder/${other}?nachgerechnet=1`, 'application/json')).body
    const won = (await first.get(`${round}/kinder/${placed.ticket}?nachgerechnet=1`, 'application/json')).body

    // Ben belongs to no company: the only place is company A's, and a second one would be anybody's, by lot.
    expect(ben.wishes[0].changes[0]).toBe('Punkte mehr hätten nichts geändert')
    expect(tie.wishes[0].changes.slice(0, 2)).toEqual([
      'Punkte mehr bei diesem Wunsch: 1',
      'Das erste Los hätte genau diesen Wunsch erfüllt',
    ])
    expect(won.wishes[0].changes).toEqual([])

    const problem = await database.db.selectFrom('computation').select('problem').executeTakeFirstOrThrow()
    const families = [{ id: 'f', children: ['ben', 'clara'], together: 'require', wishes: [] }]
    await database.db
      .updateTable('computation')
      .set({ problem: JSON.stringify({ ...JSON.parse(problem.problem), families }) })
      .execute()
    const asking = await first.get(`${round}/kinder/ben`)
    const page = await first.get(`${round}/kinder/ben?nachgerechnet=1`)

    expect(asking.text).toContain('Nachrechnen: Was allein hätte gereicht?')
    expect(page.text).toContain('zusammen mit Geschwistern einen Platz gesucht')
    expect(page.text).not.toContain('Punkte mehr')
  })

  test('releases with a second person, not alone', async () => {
    await compute()
    await first.submit(round, 'propose-release', {})

    const alone = await first.get(round)
    const approved = await second.submit(round, 'approve-release', {})
    const released = await second.get(round)

    expect(alone.text).not.toContain('data-action="approve-release"')
    expect(approved.status).toBe(303)
    expect(stateOf(released)).toBe('released')
  })
})

describe('what is refused', () => {
  test('an outcome that does not verify is an incident with a number, and no figures', async () => {
    const broken: Deps = {
      ...deps,
      compute: async () => ({ ok: false, refusal: { kind: 'verification-failed', violations: ['V5 program k: …'] } }),
    }
    await draw()
    await createActions(broken).workOnce()

    const page = await first.get(round)

    expect(page.text).toContain('data-code="incident"')
    expect(page.text).toMatch(/V-[A-Z0-9-]+/)
    expect(page.text).not.toContain('Welcher Wunsch ging in Erfüllung?')
    expect((await first.get(`${round}/kinder`)).status).toBe(404)
  })

  test.each([
    '/verbund/consortium-1',
    round,
    `${round}/kinder`,
    `${round}/kinder/ben`,
    `${round}/platzarten`,
    `${round}/platzarten.csv`,
  ])(
    '%s does not exist for a coordinator of another consortium, nor for HR; a visitor is sent to sign in',
    async (path) => {
      await compute()
      const foreign = new Person(app)
      await foreign.signIn('fremd@example.org', password)
      const hr = new Person(app)
      await hr.signIn('hr@example.org', password)

      expect((await foreign.get(path)).status).toBe(404)
      expect((await hr.get(path)).status).toBe(404)
      expect((await new Person(app).get(path)).status).toBe(303)
    },
  )
})
