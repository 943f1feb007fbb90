import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { approveRelease } from '../../src/actions/rounds/approve-release.ts'
import { proposeRelease } from '../../src/actions/rounds/propose-release.ts'
import { workOnce } from '../../src/actions/jobs/work-once.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { testDeps } from '../support/deps.ts'
import { freezeAndDraw } from '../support/draw-steps.ts'
import { migratedDatabase } from '../support/house.ts'
import { anOpenRound } from '../support/builders.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps

const first: Viewer = { accountId: 'account-1', name: 'KO', role: 'coordinator', subjects: ['consortium-1'] }
const second: Viewer = { ...first, accountId: 'account-2' }

beforeEach(async () => {
  database = await migratedDatabase()
  const { db } = database
  deps = testDeps(db)
  await anOpenRound(db)
  await db
    .insertInto('account')
    .values({ id: 'account-2', email: 'ko2@example.org', display_name: 'KO2', password_hash: '-', disabled_at: null })
    .execute()
})
afterEach(() => database.drop())

const computed = async () => {
  await freezeAndDraw(deps, [first, second])
  await workOnce(deps)()
}
const offered = () => database.db.selectFrom('place_request').select('id').where('state', '=', 'offered').execute()

describe('a verified outcome', () => {
  test('reaches the families when one coordinator has proposed it and another releases it', async () => {
    await computed()

    const proposed = await proposeRelease(deps)(first, { roundId: 'round-1', key: 'a' })
    expect(await offered()).toEqual([])
    const outcomeHash = proposed.ok ? proposed.value.outcomeHash : ''
    const released = await approveRelease(deps)(second, { roundId: 'round-1', outcomeHash, key: 'b' })

    expect(released).toEqual({ ok: true, value: { offered: 1 } })
    expect(await offered()).toHaveLength(1)
    const actions = await database.db.selectFrom('audit').select('action').orderBy('seq').execute()
    expect(actions.map(({ action }) => action).slice(-2)).toEqual(['round.propose-release', 'round.release'])
  })

  test('is not released by the person who proposed it', async () => {
    await computed()
    const proposed = await proposeRelease(deps)(first, { roundId: 'round-1', key: 'a' })
    const outcomeHash = proposed.ok ? proposed.value.outcomeHash : ''

    const released = await approveRelease(deps)(first, { roundId: 'round-1', outcomeHash, key: 'b' })

    expect(released).toEqual({ ok: false, refusal: { kind: 'second-person-needed' } })
    expect(await offered()).toEqual([])
  })

  test('is not released under another hash than the proposed one', async () => {
    await computed()
    await proposeRelease(deps)(first, { roundId: 'round-1', key: 'a' })

    const released = await approveRelease(deps)(second, { roundId: 'round-1', outcomeHash: 'other', key: 'b' })

    expect(released).toEqual({ ok: false, refusal: { kind: 'outcome-changed' } })
  })

  test('is proposed once, however often the form arrives', async () => {
    await computed()

    const answers = await Promise.all(
      [1, 2, 3].map(() => proposeRelease(deps)(first, { roundId: 'round-1', key: 'same' })),
    )

    expect(answers.map((answer) => answer.ok)).toEqual([true, true, true])
    const trail = await database.db.selectFrom('audit').select('action').execute()
    expect(trail.filter(({ action }) => action === 'round.propose-release')).toHaveLength(1)
  })

  test('cannot be proposed with a key that served another act', async () => {
    await computed()

    const answer = await proposeRelease(deps)(first, { roundId: 'round-1', key: 'freeze-round-1' })

    expect(answer).toEqual({ ok: false, refusal: { kind: 'key-used-otherwise' } })
  })
})

describe('a round without an outcome', () => {
  test('has nothing to propose or to release', async () => {
    expect(await proposeRelease(deps)(first, { roundId: 'round-1', key: 'a' })).toMatchObject({
      refusal: { kind: 'round-not-computed' },
    })
    expect(await approveRelease(deps)(second, { roundId: 'round-1', outcomeHash: 'h', key: 'b' })).toMatchObject({
      refusal: { kind: 'release-not-proposed' },
    })
  })
})
