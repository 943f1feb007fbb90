import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Deps } from '../../src/actions/deps.ts'
import { runComputation } from '../../src/actions/rounds/run-computation.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { claimJob, requeueStale } from '../../src/store/jobs.ts'
import { testDeps } from '../support/deps.ts'
import { freezeAndDraw } from '../support/draw-steps.ts'
import { migratedDatabase } from '../support/house.ts'
import { anOpenRound } from '../support/builders.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps

const coordinator: Viewer = { accountId: 'account-1', name: 'KO', role: 'coordinator', subjects: ['consortium-1'] }
const people = [coordinator, { ...coordinator, accountId: 'account-2' }] as const

beforeEach(async () => {
  database = await migratedDatabase()
  deps = testDeps(database.db)
})
afterEach(() => database.drop())

const states = async () =>
  Object.fromEntries(
    (await database.db.selectFrom('place_request').select(['id', 'state']).execute()).map(({ id, state }) => [
      id,
      state,
    ]),
  )
const roundState = async () => (await database.db.selectFrom('round').select('state').executeTakeFirstOrThrow()).state

describe('a coordinator computes an open round with one place, reserved for company A', () => {
  test('one child of A is proposed on the quota place, the others wait, and the trail says so', async () => {
    const { db } = database
    await anOpenRound(db)

    await freezeAndDraw(deps, people)
    const job = await claimJob(db, 'worker', deps.now())
    const computed = await runComputation(deps)(job!)

    expect(computed).toMatchObject({ ok: true })
    expect(await roundState()).toBe('computed')
    const proposals = await db.selectFrom('proposal').selectAll().execute()
    expect(proposals).toHaveLength(1)
    expect(proposals[0]).toMatchObject({ company_id: 'company-a', quota_place_id: 'quota-place-1', wish_rank: 1 })
    const after = await states()
    expect(after[proposals[0].request_id]).toBe('proposed')
    expect(after.ben).toBe('waiting')
    const reasons = await db.selectFrom('explanation').select('wishes').where('request_id', '=', 'ben').execute()
    expect(JSON.parse(reasons[0].wishes)).toMatchObject([{ program: 'place-class-1', code: 'below-cutoff' }])
    const trail = await db.selectFrom('audit').select(['seq', 'action', 'prev', 'hash']).orderBy('seq').execute()
    expect(trail.map(({ action }) => action)).toEqual([
      'round.propose-freeze',
      'round.freeze',
      'round.enter-value',
      'round.enter-value',
      'round.draw',
      'round.compute',
    ])
    expect(trail[1].prev).toBe(trail[0].hash)
  })

  test('an unconfirmed employer does not count', async () => {
    const { db } = database
    await anOpenRound(db)
    await db.updateTable('employment').set({ confirmed_at: null }).execute()

    await freezeAndDraw(deps, people)
    await runComputation(deps)((await claimJob(db, 'worker', deps.now()))!)

    expect(await db.selectFrom('proposal').select('company_id').execute()).toEqual([{ company_id: null }])
  })
})

describe('an outcome that does not verify', () => {
  test('is an incident with a number, and nobody is proposed', async () => {
    const { db } = database
    await anOpenRound(db)
    const broken: Deps = {
      ...deps,
      compute: async () => ({ ok: false, refusal: { kind: 'verification-failed', violations: ['V5 program k1: …'] } }),
    }

    await freezeAndDraw(broken, people)
    const computed = await runComputation(broken)((await claimJob(db, 'worker', deps.now()))!)

    expect(computed).toMatchObject({ ok: false, refusal: { kind: 'incident', number: expect.stringMatching(/^V-/) } })
    expect(await roundState()).toBe('drawn')
    expect(await db.selectFrom('proposal').select('request_id').execute()).toEqual([])
    expect(await states()).toMatchObject({ anna: 'in-round', ben: 'in-round' })
  })

  test('includes a solver that breaks down, which is not tried for ever', async () => {
    const { db } = database
    await anOpenRound(db)
    const broken: Deps = { ...deps, compute: () => Promise.reject(new Error('out of memory')) }
    await freezeAndDraw(broken, people)

    await runComputation(broken)((await claimJob(db, 'worker', deps.now()))!)

    expect(await db.selectFrom('job').select('state').execute()).toEqual([{ state: 'failed' }])
    const { incident_reason } = await db.selectFrom('computation').select('incident_reason').executeTakeFirstOrThrow()
    expect(incident_reason).toContain('out of memory')
  })

  test('includes an input that was changed behind the program’s back', async () => {
    const { db } = database
    await anOpenRound(db)
    await freezeAndDraw(deps, people)
    const { problem } = await db.selectFrom('computation').select('problem').executeTakeFirstOrThrow()
    await db
      .updateTable('computation')
      .set({ problem: problem.replace('"capacity":1', '"capacity":2') })
      .execute()

    const computed = await runComputation(deps)((await claimJob(db, 'worker', deps.now()))!)

    expect(computed).toMatchObject({ ok: false, refusal: { kind: 'incident' } })
  })
})

describe('a worker that died in the middle', () => {
  test('leaves the round as it was, and the job runs again to the same outcome', async () => {
    const { db } = database
    await anOpenRound(db)
    await freezeAndDraw(deps, people)
    await claimJob(db, 'the dead one', '2026-12-01T09:00:00.000Z')
    expect(await claimJob(db, 'another', deps.now())).toBeUndefined()

    expect(await requeueStale(db, '2026-12-01T09:01:00.000Z')).toBe(1)
    const computed = await runComputation(deps)((await claimJob(db, 'another', deps.now()))!)

    expect(computed).toMatchObject({ ok: true })
    expect(await roundState()).toBe('computed')
  })
})
