import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { ThawReason } from '../../src/domain/thaw-reason.ts'
import { type Viewer, visitor } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { findDraw } from '../../src/store/draws.ts'
import { anAccount, anOpenRound } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { drand, freezeAndDraw, lotto, lottoTyped, onLottoDay } from '../support/draw-steps.ts'
import { migratedDatabase } from '../support/house.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let keys = 0

const roundId = 'round-1'
const first: Viewer = { accountId: 'account-1', name: 'KO', role: 'coordinator', subjects: ['consortium-1'] }
const second: Viewer = { ...first, accountId: 'account-2', name: 'KO2' }
const foreign: Viewer = { ...first, accountId: 'account-3', subjects: ['consortium-2'] }

beforeEach(async () => {
  database = await migratedDatabase()
  deps = testDeps(database.db)
  await anOpenRound(database.db)
  for (const id of ['account-2', 'account-3']) {
    await anAccount(database.db, { id, role: 'coordinator', subjects: ['consortium-1'], passwordHash: '-' })
  }
  await database.db
    .insertInto('account_role')
    .values({ account_id: 'account-1', role: 'coordinator', subject_id: 'consortium-1' })
    .execute()
})
afterEach(() => database.drop())

/** With a key of its own each time, as another form has. */
async function freeze(named = lotto) {
  const actions = createActions(deps)
  const proposed = await actions.proposeFreeze(first, { roundId, named, key: `freeze-${++keys}` })
  const contentHash = proposed.ok ? proposed.value.contentHash : ''
  const frozen = await actions.approveFreeze(second, { roundId, contentHash, key: `freeze-${keys}` })
  expect(frozen).toMatchObject({ value: { step: 'approved' } })
}
const propose = (viewer = first, reason: ThawReason = 'wrong-places', at = deps) =>
  createActions(at).proposeThaw(viewer, { roundId, reason, key: `propose-${++keys}` })
const approve = (contentHash: string, viewer = second, at = deps) =>
  createActions(at).approveThaw(viewer, { roundId, contentHash, key: `approve-${++keys}` })
const proposedHash = async () => {
  const proposed = await propose()
  if (!proposed.ok) throw new Error(proposed.refusal.kind)
  return proposed.value.contentHash
}
const thaw = async () => approve(await proposedHash())
const state = async () => (await database.db.selectFrom('round').select('state').executeTakeFirstOrThrow()).state
const requestStates = async () =>
  new Set((await database.db.selectFrom('place_request').select('state').execute()).map((row) => row.state))
const computations = () => database.db.selectFrom('computation').select(['number', 'state']).orderBy('number').execute()
const kindOf = (result: { ok: boolean; refusal?: { kind: string } }) => (result.ok ? 'ok' : result.refusal?.kind)
const published = async () => {
  const shown = await createActions(deps).showDraw(visitor, roundId)
  if (!shown.ok) throw new Error(shown.refusal.kind)
  return shown.value
}

describe('two coordinators open a frozen round again', () => {
  test('and everything may be changed as before: requests are submitted, the computation that waited is discarded', async () => {
    await freeze()

    const contentHash = await proposedHash()
    expect(await state()).toBe('frozen')
    expect(await approve(contentHash)).toMatchObject({ ok: true, value: { step: 'approved' } })

    expect([await state(), await requestStates()]).toEqual(['open', new Set(['submitted'])])
    expect(await computations()).toEqual([{ number: 1, state: 'discarded' }])
    expect(await findDraw(database.db, roundId)).toBeUndefined()
    const shown = await createActions(deps).showRound(first, roundId)
    expect(shown.ok && [shown.value.draw, shown.value.computation]).toEqual([undefined, undefined])
    const trail = await database.db.selectFrom('audit').select(['action', 'details']).orderBy('seq', 'desc').execute()
    expect(trail[0].action).toBe('round.thaw')
    expect(JSON.parse(trail[0].details)).toMatchObject({ reason: 'wrong-places', requests: 3, proposedBy: 'account-1' })
  })

  test('and what had been published stays, with the time and the reason', async () => {
    await freeze()
    const before = await published()
    await thaw()

    const after = await published()

    expect(after.draw).toBeNull()
    expect(after.thawed).toEqual([
      {
        named: lotto,
        frozenAt: before.draw?.frozenAt,
        root: before.draw?.root,
        rulesHash: before.draw?.rulesHash,
        thawedAt: deps.now(),
        reason: 'wrong-places',
      },
    ])
    const listed = await createActions(deps).listDraws(visitor)
    expect(listed.map(({ roundId: id, thawedAt }) => [id, thawedAt])).toEqual([[roundId, deps.now()]])
  })

  test('freeze it again with another draw, and everything goes on to a computed outcome', async () => {
    await freeze()
    const old = await findDraw(database.db, roundId)
    await thaw()
    await database.db.updateTable('place_class').set({ vacancies: 2 }).execute()

    await freeze()
    const again = await findDraw(database.db, roundId)
    const later = createActions(onLottoDay(deps))
    for (const viewer of [first, second]) {
      await later.enterValue(viewer, { roundId, typed: lottoTyped, key: `e-${viewer.accountId}` })
    }
    await later.workOnce()

    expect(again?.id).not.toBe(old?.id)
    expect(await state()).toBe('computed')
    expect(await computations()).toEqual([
      { number: 1, state: 'discarded' },
      { number: 2, state: 'computed' },
    ])
    const { draw, thawed } = await published()
    expect([draw?.root, thawed.map(({ root }) => root)]).toEqual([again?.root, [old?.root]])
    expect((await createActions(deps).listDraws(visitor)).map(({ thawedAt }) => thawedAt)).toEqual([null])
  })

  test('again and again: each freeze stays published', async () => {
    for (let time = 0; time < 3; time++) {
      await freeze()
      await thaw()
    }

    expect((await published()).thawed).toHaveLength(3)
    expect(await createActions(deps).listDraws(visitor)).toHaveLength(1)
  })
})

describe('a frozen round stays frozen', () => {
  test('for one person alone', async () => {
    await freeze()

    expect(kindOf(await approve(await proposedHash(), first))).toBe('second-person-needed')
    expect(await state()).toBe('frozen')
  })

  test('once its value is known: nobody looks at the lots first and thaws then', async () => {
    await freeze()
    const contentHash = await proposedHash()

    expect(await approve(contentHash, second, onLottoDay(deps))).toMatchObject({
      value: { step: 'void', because: 'not-possible-now' },
    })
    expect(kindOf(await propose(first, 'ordered', onLottoDay(deps)))).toBe('value-known-already')
    expect(await state()).toBe('frozen')
  })

  test('for another reason than the second person has read', async () => {
    await freeze()
    const contentHash = await proposedHash()
    await createActions(deps).withdrawThaw(first, { roundId, key: 'w' })
    await propose(first, 'ordered')

    expect(kindOf(await approve(contentHash))).toBe('other-content-proposed')
  })

  test('for a coordinator of another consortium, to whom it does not exist', async () => {
    await freeze()

    expect(kindOf(await propose(foreign))).toBe('not-found')
  })

  test('in a demo, where every value is known, it thaws all the same', async () => {
    await database.db.updateTable('installation').set({ demo: 1 }).execute()
    await freeze(drand)

    expect(await thaw()).toMatchObject({ value: { step: 'approved' } })
  })
})

describe('a round that is not frozen', () => {
  test('is not thawed: open, or drawn, and the database would not write it', async () => {
    expect(kindOf(await propose())).toBe('round-not-frozen')
    await freezeAndDraw(deps, [first, second])

    expect(kindOf(await propose())).toBe('round-not-frozen')
    const write = database.db.updateTable('draw').set({ thawed_at: deps.now(), thaw_reason: 'ordered' }).execute()
    await expect(write).rejects.toThrow(/check/i)
  })
})
