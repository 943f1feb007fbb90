import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Deps } from '../../src/actions/deps.ts'
import { showDryRuns } from '../../src/actions/dry-runs/show-dry-runs.ts'
import { startDryRun } from '../../src/actions/dry-runs/start-dry-run.ts'
import { workOnce } from '../../src/actions/jobs/work-once.ts'
import { hashProblem } from '../../src/engine/canonical.ts'
import { seedOf } from '../../src/engine/draw/seed.ts'
import type { AllocationProblem } from '../../src/engine/types.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { findDraw } from '../../src/store/draws.ts'
import { anOpenRound } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { freezeAndDraw, freezeByTwo } from '../support/draw-steps.ts'
import { migratedDatabase } from '../support/house.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let keys = 0

const roundId = 'round-1'
const coordinator: Viewer = { accountId: 'account-1', name: 'KO', role: 'coordinator', subjects: ['consortium-1'] }

beforeEach(async () => {
  database = await migratedDatabase()
  deps = testDeps(database.db)
  await anOpenRound(database.db)
})
afterEach(() => database.drop())

const start = (viewer = coordinator, with_ = deps) => startDryRun(with_)(viewer, { roundId, key: `key-${++keys}` })
const runs = async () => {
  const shown = await showDryRuns(deps)(coordinator, roundId)
  return shown.ok ? shown.value.runs : []
}
const kindOf = (result: { ok: boolean; refusal?: { kind: string } }) => (result.ok ? 'ok' : result.refusal?.kind)
const everything = async () => ({
  round: await database.db.selectFrom('round').selectAll().execute(),
  requests: await database.db.selectFrom('place_request').select(['id', 'state', 'version']).orderBy('id').execute(),
  computations: await database.db.selectFrom('computation').selectAll().execute(),
  explanations: await database.db.selectFrom('explanation').selectAll().execute(),
  proposals: await database.db.selectFrom('proposal').selectAll().execute(),
})

describe('a coordinator tries an open round out', () => {
  test('and reads figures, while nothing of the round has changed', async () => {
    const before = await everything()

    expect(await start()).toEqual({ ok: true, value: { number: 1 } })
    await workOnce(deps)()

    expect(await runs()).toMatchObject([
      {
        number: 1,
        state: 'computed',
        figures: { children: 3, placed: 1, waiting: 2, places: { total: 1, filled: 1 } },
      },
    ])
    expect(await everything()).toEqual(before)
  })

  test('with lots of another domain, which no draw can have', async () => {
    await start()

    const { problem } = await database.db.selectFrom('dry_run').select('problem').executeTakeFirstOrThrow()
    const { seed, ...unseeded } = JSON.parse(problem ?? '') as AllocationProblem
    const hash = hashProblem(unseeded)
    const of = (domain: 'kita-seed/v1' | 'kita-sim/v1') =>
      [...Array(50).keys()].map((salt) =>
        seedOf({ domain, root: hash, rulesHash: hash, randomness: `${salt}`.padStart(64, '0') }),
      )
    expect(of('kita-sim/v1')).toContain(seed)
    expect(of('kita-seed/v1')).not.toContain(seed)
  })

  test('again and again: each is counted, stands in the trail and has other lots', async () => {
    const seeds: unknown[] = []
    for (let at = 0; at < 3; at++) {
      await start()
      const { problem } = await database.db
        .selectFrom('dry_run')
        .select('problem')
        .where('state', '=', 'queued')
        .executeTakeFirstOrThrow()
      seeds.push((JSON.parse(problem ?? '') as AllocationProblem).seed)
      await workOnce(deps)()
    }

    expect((await runs()).map(({ number }) => number)).toEqual([3, 2, 1])
    expect(new Set(seeds).size).toBe(3)
    const trail = await database.db.selectFrom('audit').select(['action', 'details']).orderBy('seq').execute()
    expect(trail.map(({ action }) => action)).toEqual(['round.dry-run', 'round.dry-run', 'round.dry-run'])
    expect(JSON.parse(trail[2].details)).toEqual({ number: 3, state: 'open' })
  })

  test('of which only figures are kept, no child', async () => {
    await start()
    await workOnce(deps)()

    const kept = await database.db.selectFrom('dry_run').selectAll().execute()
    expect(JSON.stringify(kept)).not.toMatch(/anna|ben|clara/)
  })
})

describe('a frozen round', () => {
  test('is tried out on what was frozen, and its draw comes afterwards as if nothing had been', async () => {
    await freezeByTwo(deps, [coordinator, { ...coordinator, accountId: 'account-2' }])
    const before = [await everything(), await findDraw(database.db, roundId)]

    await start()
    await workOnce(deps)()

    expect(await runs()).toMatchObject([{ state: 'computed', figures: { children: 3 } }])
    expect([await everything(), await findDraw(database.db, roundId)]).toEqual(before)
  })
})

describe('a dry run does not come about', () => {
  test('once the round is drawn', async () => {
    await freezeAndDraw(deps, [coordinator, { ...coordinator, accountId: 'account-2' }])

    expect(kindOf(await start())).toBe('round-drawn-already')
  })

  test('twice at the same time', async () => {
    const answers = await Promise.all([start(), start()])

    expect(answers.map(kindOf).toSorted((a, b) => (a ?? '').localeCompare(b ?? ''))).toEqual([
      'dry-run-under-way',
      'ok',
    ])
  })

  test.each([
    ['a coordinator of another consortium', { ...coordinator, subjects: ['consortium-2'] }],
    ['a parent', { ...coordinator, role: 'parent' as const, subjects: ['anna'] }],
    ['HR', { ...coordinator, role: 'hr' as const, subjects: ['company-a'] }],
    ['a Kita', { ...coordinator, role: 'kitaAdmin' as const, subjects: ['kita-1'] }],
  ])('for %s, who does not see one either', async (_, viewer) => {
    expect(kindOf(await start(viewer))).toBe('not-found')
    expect(kindOf(await showDryRuns(deps)(viewer, roundId))).toBe('not-found')
  })

  test('with an outcome that does not verify: an incident with a number, and no figures', async () => {
    const broken: Deps = { ...deps, compute: () => Promise.reject(new Error('out of memory')) }
    await start()
    await workOnce(broken)()

    expect(await runs()).toMatchObject([
      { state: 'incident', figures: null, incidentNumber: expect.stringMatching(/^V-/) },
    ])
    expect(await database.db.selectFrom('job').select('state').execute()).toEqual([{ state: 'failed' }])
  })
})
