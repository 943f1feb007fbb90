import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { declareVacancies } from '../../src/actions/place-classes/declare-vacancies.ts'
import type { Deps } from '../../src/actions/deps.ts'
import { createActions } from '../../src/actions/app.ts'
import type { RoundState } from '../../src/domain/round.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { anAccount, anOpenRound } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { proposeFreeze } from '../support/draw-steps.ts'
import { migratedDatabase } from '../support/house.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps

const kita: Viewer = { accountId: 'kita', name: 'K', role: 'kitaAdmin', subjects: ['kita-1'] }
const colleague: Viewer = { ...kita, accountId: 'colleague' }
const coordinator: Viewer = { accountId: 'account-1', name: 'KO', role: 'coordinator', subjects: ['consortium-1'] }
const toFive = { placeClassId: 'place-class-1', vacancies: 5, version: 1, key: 'key-1' }

beforeEach(async () => {
  database = await migratedDatabase()
  deps = testDeps(database.db)
  await anOpenRound(database.db, { seats: 3 })
  for (const id of ['kita', 'colleague'])
    await anAccount(database.db, { id, role: 'kitaAdmin', subjects: ['kita-1'], passwordHash: '-' })
})
afterEach(() => database.drop())

const placeClass = () =>
  database.db.selectFrom('place_class').select(['vacancies', 'version']).executeTakeFirstOrThrow()
const trail = () => database.db.selectFrom('audit').select('action').execute()
const kindOf = (result: { ok: boolean; refusal?: { kind: string } }) => (result.ok ? 'ok' : result.refusal?.kind)

describe('a Kita declares its vacancies', () => {
  test('again with the same form has the effect of once', async () => {
    const first = await declareVacancies(deps)(kita, toFive)
    const second = await declareVacancies(deps)(kita, toFive)

    expect(second).toEqual(first)
    expect(await placeClass()).toEqual({ vacancies: 5, version: 2 })
    expect(await trail()).toEqual([{ action: 'placeClass.declare' }])
  })

  test('down to what is reserved, and no further', async () => {
    const reserved = await declareVacancies(deps)(kita, { ...toFive, vacancies: 1 })
    const below = await declareVacancies(deps)(kita, { ...toFive, vacancies: 0, version: 2, key: 'key-2' })

    expect(reserved.ok).toBe(true)
    expect(below).toEqual({ ok: false, refusal: { kind: 'vacancies-below-reserves', reserved: 1 } })
    expect(await trail()).toHaveLength(1)
  })

  test('with a place that a child of the company keeps, which is then not reserved', async () => {
    await database.db
      .insertInto('placement')
      .values({
        id: 'placement-1',
        kita_id: 'kita-1',
        age_band: 'U3',
        hours: 45,
        child_id: null,
        quota_place_id: 'quota-place-1',
        valid_from: '2026-08-01',
        valid_to: '2028-07-31',
      })
      .execute()

    expect((await declareVacancies(deps)(kita, { ...toFive, vacancies: 0 })).ok).toBe(true)
  })

  test('at the same moment as a colleague: one is heard, the other is told', async () => {
    const both = await Promise.all([
      declareVacancies(deps)(kita, toFive),
      declareVacancies(deps)(colleague, { ...toFive, vacancies: 7, key: 'key-2' }),
    ])

    expect(both.map(kindOf)).toEqual(expect.arrayContaining(['ok', 'changed-meanwhile']))
    expect(await placeClass()).toEqual({ vacancies: both[0].ok ? 5 : 7, version: 2 })
    expect(await trail()).toHaveLength(1)
  })

  test('at the same moment as the freeze: what was frozen is what stands afterwards', async () => {
    const second = { ...coordinator, accountId: 'account-2' }
    const contentHash = await proposeFreeze(deps, [coordinator, second])

    const [declared, frozen] = await Promise.all([
      declareVacancies(deps)(kita, toFive),
      createActions(deps).approveFreeze(second, { roundId: 'round-1', contentHash, key: 'approve' }),
    ])

    // Declared before, it makes what was proposed void; after, it comes too late.
    expect([kindOf(declared), frozen.ok && frozen.value.step]).toEqual(
      declared.ok ? ['ok', 'void'] : ['round-not-open', 'approved'],
    )
    const seats = await database.db.selectFrom('computation_seat').select('seat_number').execute()
    expect(seats).toHaveLength(declared.ok ? 0 : 3)
  })
})

describe('vacancies stay as they are', () => {
  test.each<RoundState>(['planned', 'frozen', 'drawn', 'computed', 'in-review', 'released', 'refilling', 'closed'])(
    'while the round is %s',
    async (state) => {
      await database.db.updateTable('round').set({ state }).execute()

      expect(kindOf(await declareVacancies(deps)(kita, toFive))).toBe('round-not-open')
      expect(await placeClass()).toEqual({ vacancies: 3, version: 1 })
    },
  )

  test.each<[string, Viewer]>([
    ['another Kita’s management', { ...kita, subjects: ['kita-2'] }],
    ['HR', { ...kita, role: 'hr', subjects: ['company-a', 'kita-1'] }],
    ['a coordinator', { ...coordinator, subjects: ['consortium-1', 'kita-1'] }],
    ['a visitor', { accountId: null, name: '', role: 'visitor', subjects: ['kita-1'] }],
  ])('for %s, to whom the place class does not exist', async (_, viewer) => {
    expect(kindOf(await declareVacancies(deps)(viewer, toFive))).toBe('not-found')
    expect(await trail()).toEqual([])
  })
})
