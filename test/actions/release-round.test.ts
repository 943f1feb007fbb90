import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { testDeps } from '../support/deps.ts'
import { freezeAndDraw } from '../support/draw-steps.ts'
import { migratedDatabase } from '../support/house.ts'
import { anOpenRound } from '../support/builders.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let keys = 0

const roundId = 'round-1'
const first: Viewer = { accountId: 'account-1', name: 'KO', role: 'coordinator', subjects: ['consortium-1'] }
const second: Viewer = { ...first, accountId: 'account-2', name: 'KO2' }

beforeEach(async () => {
  database = await migratedDatabase()
  deps = testDeps(database.db)
  await anOpenRound(database.db)
})
afterEach(() => database.drop())

const computed = async () => {
  await freezeAndDraw(deps, [first, second])
  await createActions(deps).workOnce()
}
const offered = () => database.db.selectFrom('place_request').select('id').where('state', '=', 'offered').execute()
const state = async () => (await database.db.selectFrom('round').select('state').executeTakeFirstOrThrow()).state
const actionsInTrail = async () =>
  (await database.db.selectFrom('audit').select('action').orderBy('seq').execute()).map(({ action }) => action)
const propose = (viewer = first, key = `propose-${++keys}`) =>
  createActions(deps).proposeRelease(viewer, { roundId, key })
const approve = (contentHash: string, viewer = second) =>
  createActions(deps).approveRelease(viewer, { roundId, contentHash, key: `approve-${++keys}` })
const proposedHash = async () => {
  const proposed = await propose()
  if (!proposed.ok) throw new Error(proposed.refusal.kind)
  return proposed.value.contentHash
}

describe('a verified outcome', () => {
  test('reaches the families when one coordinator has proposed it and another releases it', async () => {
    await computed()

    const contentHash = await proposedHash()
    expect([await state(), await offered()]).toEqual(['in-review', []])
    const released = await approve(contentHash)

    expect(released).toEqual({ ok: true, value: { step: 'approved', offered: 1 } })
    expect([await state(), (await offered()).length]).toEqual(['released', 1])
    expect((await actionsInTrail()).slice(-2)).toEqual(['round.propose-release', 'round.release'])
    const row = await database.db.selectFrom('release').selectAll().executeTakeFirstOrThrow()
    const { outcome_hash } = await database.db.selectFrom('computation').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ outcome_hash, approved_at: deps.now() })
  })

  test('is not released by the person who proposed it', async () => {
    await computed()

    const released = await approve(await proposedHash(), first)

    expect(released).toEqual({ ok: false, refusal: { kind: 'second-person-needed' } })
    expect(await offered()).toEqual([])
  })

  test('is not released under another hash than the proposed one', async () => {
    await computed()
    await propose()

    expect(await approve('other')).toEqual({ ok: false, refusal: { kind: 'other-content-proposed' } })
  })

  test('is taken back by whoever proposed it, and may be proposed again, by anybody', async () => {
    await computed()
    const contentHash = await proposedHash()

    const withdrawn = await createActions(deps).withdrawRelease(first, { roundId, key: 'w' })

    expect(withdrawn).toEqual({ ok: true, value: { state: 'withdrawn' } })
    expect(await state()).toBe('computed')
    expect(await approve(contentHash)).toMatchObject({ refusal: { kind: 'not-proposed' } })
    expect((await propose(second)).ok).toBe(true)
    expect(await approve(contentHash, first)).toMatchObject({ value: { step: 'approved' } })
  })

  test('that is another one by now is not released: the proposal is void, and the round is computed as before', async () => {
    await computed()
    const contentHash = await proposedHash()
    await database.db.updateTable('computation').set({ outcome_hash: 'another' }).execute()

    const released = await approve(contentHash)

    expect(released).toEqual({ ok: true, value: { step: 'void', because: 'content-changed' } })
    expect([await state(), await offered()]).toEqual(['computed', []])
    expect((await actionsInTrail()).at(-1)).toBe('round.void-release')
  })

  test('is proposed once, however often the form arrives', async () => {
    await computed()

    const answers = await Promise.all([1, 2, 3].map(() => propose(first, 'same')))

    expect(answers.map((answer) => answer.ok)).toEqual([true, true, true])
    expect((await actionsInTrail()).filter((action) => action === 'round.propose-release')).toHaveLength(1)
    expect(await propose(second)).toEqual({ ok: false, refusal: { kind: 'proposed-already' } })
  })

  test('cannot be proposed with a key that served another act', async () => {
    await computed()

    expect(await propose(first, 'freeze-round-1')).toEqual({ ok: false, refusal: { kind: 'key-used-otherwise' } })
  })
})

describe('a round without an outcome', () => {
  test('has nothing to propose or to release', async () => {
    await freezeAndDraw(deps, [first, second])

    expect(await propose()).toMatchObject({ refusal: { kind: 'round-not-computed' } })
    expect(await approve('h')).toMatchObject({ refusal: { kind: 'not-proposed' } })
  })
})
