import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import { enterValue } from '../../src/actions/draws/enter-value.ts'
import { workOnce } from '../../src/actions/jobs/work-once.ts'
import { showRound } from '../../src/actions/rounds/show-round.ts'
import { hashLeaf } from '../../src/engine/draw/leaf.ts'
import { growTree, rootOf } from '../../src/engine/draw/merkle.ts'
import { hashRules, seedOf } from '../../src/engine/draw/seed.ts'
import type { AllocationProblem } from '../../src/engine/types.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { findDraw, listLeaves } from '../../src/store/draws.ts'
import { anAccount, anOpenRound } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { drand, drandTyped, freezeAndDraw, lotto, lottoTyped, lottoValue, onLottoDay } from '../support/draw-steps.ts'
import { migratedDatabase } from '../support/house.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps

const roundId = 'round-1'
const first: Viewer = { accountId: 'account-1', name: 'KO', role: 'coordinator', subjects: ['consortium-1'] }
const second: Viewer = { ...first, accountId: 'account-2' }
const third: Viewer = { ...first, accountId: 'account-3' }
const foreign: Viewer = { ...first, accountId: 'account-3', subjects: ['consortium-2'] }
const hr: Viewer = { accountId: 'account-3', name: 'HR', role: 'hr', subjects: ['company-a'] }

beforeEach(async () => {
  database = await migratedDatabase()
  const { db } = database
  deps = testDeps(db)
  await anOpenRound(db)
  for (const id of ['account-2', 'account-3']) {
    await anAccount(db, { id, role: 'coordinator', subjects: ['consortium-1'], passwordHash: '-' })
  }
  await db
    .insertInto('account_role')
    .values({ account_id: 'account-1', role: 'coordinator', subject_id: 'consortium-1' })
    .execute()
})
afterEach(() => database.drop())

let keys = 0
const propose = (viewer = first, named = lotto, key = `freeze-${++keys}`) =>
  createActions(deps).proposeFreeze(viewer, { roundId, named, key })
const approve = (contentHash: string, viewer = second, at = deps) =>
  createActions(at).approveFreeze(viewer, { roundId, contentHash, key: `approve-${++keys}` })
const proposedHash = async () => {
  const proposed = await propose()
  if (!proposed.ok) throw new Error(proposed.refusal.kind)
  return proposed.value.contentHash
}
const freeze = async () => approve(await proposedHash())
const enter = (viewer: Viewer, typed: Parameters<ReturnType<typeof enterValue>>[1]['typed'] = lottoTyped) =>
  enterValue(onLottoDay(deps))(viewer, { roundId, typed, key: `enter-${++keys}` })
const state = async () => (await database.db.selectFrom('round').select('state').executeTakeFirstOrThrow()).state
const draw = async () => (await findDraw(database.db, roundId))!
const trail = () => database.db.selectFrom('audit').select(['action', 'details']).orderBy('seq').execute()
const draws = () => database.db.selectFrom('draw').select('id').execute()
const jobs = () => database.db.selectFrom('job').select(['kind', 'state']).execute()
const kindOf = (result: { ok: boolean; refusal?: { kind: string } }) => (result.ok ? 'ok' : result.refusal?.kind)

describe('two coordinators freeze an open round', () => {
  test('and its input and rules have hashes that anybody can work out again', async () => {
    const frozen = await freeze()

    const { id, root, rules, rulesHash } = await draw()
    const leaves = await listLeaves(database.db, id)
    expect(frozen).toEqual({ ok: true, value: { step: 'approved', root, rulesHash } })
    expect(root).toBe(rootOf(growTree(leaves.map(hashLeaf))))
    expect(rulesHash).toBe(hashRules(rules))
    expect(leaves.map(({ ticket, company, wishes }) => [ticket, company, wishes])).toEqual([
      ['anna', ['company-a'], ['place-class-1']],
      ['ben', [], ['place-class-1']],
      ['clara', ['company-a'], ['place-class-1']],
    ])
    expect(new Set(leaves.map(({ salt }) => salt)).size).toBe(3)
    expect(rules).toMatchObject({ randomness: 'lotto:2026-12-02', points: { version: '1', hash: 'h' } })
    expect(await state()).toBe('frozen')
  })

  test('which stands in the trail with both hashes, and nothing is computed yet', async () => {
    await freeze()

    const { root, rulesHash } = await draw()
    const [proposed, entry] = await trail()
    expect([proposed.action, entry.action]).toEqual(['round.propose-freeze', 'round.freeze'])
    expect(JSON.parse(proposed.details)).toMatchObject({ requests: 3, vacancies: 1, reserved: 1 })
    expect(JSON.parse(entry.details)).toMatchObject({ root, rulesHash, named: 'lotto:2026-12-02', requests: 3 })
    expect(await jobs()).toEqual([])
    expect(await workOnce(deps)()).toBe(false)
  })

  test('which is not frozen by the first one alone', async () => {
    const contentHash = await proposedHash()

    expect(kindOf(await approve(contentHash, first))).toBe('second-person-needed')
    expect([await state(), await draws()]).toEqual(['open', []])
  })

  test('at the same moment as a third: one freezes, the other learns that nothing waits any more', async () => {
    const contentHash = await proposedHash()

    const answers = await Promise.all([approve(contentHash, second), approve(contentHash, third)])

    expect(new Set(answers.map(kindOf))).toEqual(new Set(['not-proposed', 'ok']))
    expect(await draws()).toHaveLength(1)
  })

  test('by the same form twice has the effect of once', async () => {
    const proposed = await Promise.all([1, 2].map(() => propose(first, lotto, 'one')))
    const contentHash = proposed[0].ok ? proposed[0].value.contentHash : ''
    const act = { roundId, contentHash, key: 'two' }
    const approved = await Promise.all([1, 2].map(() => createActions(deps).approveFreeze(second, act)))

    expect(proposed[1]).toEqual(proposed[0])
    expect(approved[1]).toEqual(approved[0])
    expect([approved[0].ok, (await trail()).length]).toEqual([true, 2])
  })
})

describe('what was proposed to be frozen', () => {
  test.each([
    [
      'a request is withdrawn',
      () => database.db.updateTable('place_request').set({ state: 'withdrawn' }).where('id', '=', 'ben'),
    ],
    ['a Kita has other vacancies', () => database.db.updateTable('place_class').set({ vacancies: 2 })],
    [
      'a company has confirmed later',
      () => database.db.updateTable('employment').set({ confirmed_at: null }).where('request_id', '=', 'clara'),
    ],
    ['the points are other ones', () => database.db.updateTable('points_catalogue').set({ hash: 'other' })],
    [
      'a child is older than was said',
      () => database.db.updateTable('child').set({ birth_date: '2025-09-15' }).where('id', '=', 'anna'),
    ],
  ])('is void when %s: nothing is frozen, and it is proposed anew', async (_, change) => {
    const contentHash = await proposedHash()
    await change().execute()

    expect(await approve(contentHash)).toEqual({ ok: true, value: { step: 'void', because: 'content-changed' } })
    expect([await state(), await draws()]).toEqual(['open', []])
    expect(kindOf(await approve(contentHash))).toBe('not-proposed')
    const again = await propose(second)
    expect(again.ok && again.value.contentHash).not.toBe(contentHash)
    expect(again.ok && (await approve(again.value.contentHash, first))).toMatchObject({ value: { step: 'approved' } })
  })

  test('gives way to a new proposal where it is void, and only there', async () => {
    const contentHash = await proposedHash()
    expect(kindOf(await propose(second))).toBe('proposed-already')
    await database.db.updateTable('place_class').set({ vacancies: 2 }).execute()

    expect((await propose(second)).ok).toBe(true)

    expect((await trail()).map(({ action }) => action).slice(-2)).toEqual(['round.void-freeze', 'round.propose-freeze'])
    expect(kindOf(await approve(contentHash, third))).toBe('other-content-proposed')
  })

  test('is void once the value that it names is known', async () => {
    const contentHash = await proposedHash()

    expect(await approve(contentHash, second, onLottoDay(deps))).toEqual({
      ok: true,
      value: { step: 'void', because: 'not-possible-now' },
    })
    expect([await state(), await draws()]).toEqual(['open', []])
  })

  test('is not touched by what says nothing new: a number saved again', async () => {
    const contentHash = await proposedHash()
    await database.db.updateTable('place_class').set({ version: 9 }).execute()

    expect(await approve(contentHash)).toMatchObject({ value: { step: 'approved' } })
  })
})

describe('a round is not frozen', () => {
  test.each([
    ['a coordinator of another consortium', foreign],
    ['HR', hr],
  ])('by %s, to whom it does not exist', async (_, viewer) => {
    expect(kindOf(await propose(viewer))).toBe('not-found')
    expect(kindOf(await approve(await proposedHash(), viewer))).toBe('not-found')
    expect(await state()).toBe('open')
  })

  test('with a value that is known already, except in a demo', async () => {
    expect(kindOf(await propose(first, drand))).toBe('value-in-the-past')
    await database.db.updateTable('installation').set({ demo: 1 }).execute()
    expect(kindOf(await propose(first, drand))).toBe('ok')
  })

  test('while companies hold more places than are vacant: the refusal names the place class and both numbers', async () => {
    await database.db.updateTable('place_class').set({ vacancies: 0 }).execute()

    expect(await propose()).toEqual({
      ok: false,
      refusal: { kind: 'reserves-exceed-vacancies', placeClassId: 'place-class-1', reserved: 1, vacancies: 0 },
    })
    expect(await trail()).toEqual([])
    expect(await database.db.selectFrom('draw').select('id').execute()).toEqual([])
  })
})

describe('two persons enter the value that was named', () => {
  beforeEach(async () => {
    await freeze()
  })

  test('the first one’s is kept and told to nobody, the equal second one draws', async () => {
    expect(await enter(first)).toEqual({ ok: true, value: { step: 'kept' } })
    const shown = await showRound(deps)(second, roundId)
    expect(shown.ok && shown.value.draw).toMatchObject({ drawn: null, entry: { byViewer: false } })
    expect(JSON.stringify(shown.ok && shown.value.draw)).not.toContain('1234567')
    expect(await state()).toBe('frozen')

    expect(await enter(second, { ...lottoTyped, numbers: '41,35,22,19,11,3' })).toEqual({
      ok: true,
      value: { step: 'drawn' },
    })

    const { root, rulesHash, drawn, entry } = await draw()
    expect(entry?.randomness).toBe(lottoValue)
    expect(drawn?.seed).toBe(seedOf({ domain: 'kita-seed/v1', root, rulesHash, randomness: lottoValue }))
    const { problem } = await database.db.selectFrom('computation').select('problem').executeTakeFirstOrThrow()
    expect((JSON.parse(problem) as AllocationProblem).seed).toBe(drawn?.seed)
    expect(await state()).toBe('drawn')
    expect(await jobs()).toEqual([{ kind: 'compute-round', state: 'queued' }])
  })

  test('every entry and the draw stand in the trail, the value only once it is drawn', async () => {
    await enter(first)
    const before = await trail()
    await enter(second)

    const after = await trail()
    expect(after.map(({ action }) => action)).toEqual([
      'round.propose-freeze',
      'round.freeze',
      'round.enter-value',
      'round.enter-value',
      'round.draw',
    ])
    expect(JSON.stringify(before)).not.toContain('1234567')
    expect(JSON.parse(after[4].details)).toMatchObject({
      randomness: lottoValue,
      enteredBy: 'account-1',
      seed: (await draw()).drawn?.seed,
    })
  })

  test('the same person is not both', async () => {
    await enter(first)

    expect(kindOf(await enter(first))).toBe('second-entry-needed')
    expect(await state()).toBe('frozen')
  })

  test('no guardian of a child of the round is one of them, nor somebody who has lost the role', async () => {
    await database.db
      .insertInto('guardian')
      .values({ id: 'g', family_id: 'anna', account_id: 'account-2', given_name: 'K', family_name: 'O' })
      .execute()
    await anAccount(database.db, { id: 'left', role: 'hr', subjects: ['company-a'], passwordHash: '-' })

    expect(kindOf(await enter(second))).toBe('guardian-concerned')
    expect(kindOf(await enter({ ...first, accountId: 'left' }))).toBe('not-found')
    expect((await draw()).entry).toBeNull()
  })

  test('what somebody entered who is disabled meanwhile does not count: two others enter it', async () => {
    await enter(first)
    await database.db.updateTable('account').set({ disabled_at: deps.now() }).where('id', '=', 'account-1').execute()

    expect(await enter(second)).toMatchObject({ value: { step: 'kept' } })
    expect(await state()).toBe('frozen')
    expect(await enter(third)).toMatchObject({ value: { step: 'drawn' } })
  })

  test('two that differ are both forgotten, both are told, and both may enter again', async () => {
    await enter(first)
    const differed = await enter(second, { ...lottoTyped, superzahl: '8' })

    expect(differed).toEqual({ ok: true, value: { step: 'differed' } })
    expect(await draw()).toMatchObject({ entry: null, drawn: null, differedAt: '2026-12-02T20:00:00.000Z' })
    const shown = await showRound(deps)(first, roundId)
    expect(shown.ok && shown.value.draw?.differedAt).not.toBeNull()

    expect(await enter(second)).toMatchObject({ value: { step: 'kept' } })
    expect(await enter(first)).toMatchObject({ value: { step: 'drawn' } })
    expect((await draw()).differedAt).toBeNull()
  })

  test('two at the same moment: one is the first, the other draws', async () => {
    const steps = await Promise.all([enter(first), enter(second)])

    expect(steps.map((step) => (step.ok ? step.value.step : step.refusal.kind)).toSorted()).toEqual(['drawn', 'kept'])
    expect(await jobs()).toHaveLength(1)
  })

  test('three at the same moment: nothing is drawn twice', async () => {
    const steps = await Promise.all([first, second, third].map((viewer) => enter(viewer)))

    expect(steps.map((step) => (step.ok ? step.value.step : step.refusal.kind)).toSorted()).toEqual([
      'drawn',
      'kept',
      'round-not-frozen',
    ])
    expect((await trail()).filter(({ action }) => action === 'round.draw')).toHaveLength(1)
  })

  test('the same form twice is one entry, also where the two differed', async () => {
    await enter(first)
    const act = { roundId, typed: { ...lottoTyped, superzahl: '8' }, key: 'one' }

    const answers = [await enterValue(onLottoDay(deps))(second, act), await enterValue(onLottoDay(deps))(second, act)]

    expect(answers[1]).toEqual(answers[0])
    expect((await draw()).entry).toBeNull()
  })
})

describe('a value is not entered', () => {
  test('before the freeze', async () => {
    expect(kindOf(await enter(first))).toBe('round-not-frozen')
  })

  test('before anybody can know it', async () => {
    await freeze()

    const early = await enterValue(deps)(first, { roundId, typed: lottoTyped, key: 'early' })

    expect(kindOf(early)).toBe('value-not-published')
  })

  test('of another kind than the one named, nor one that cannot be read', async () => {
    await freeze()

    expect(kindOf(await enter(first, drandTyped))).toBe('value-unreadable')
    expect(await enter(first, { ...lottoTyped, spiel77: '12' })).toEqual({
      ok: false,
      refusal: { kind: 'value-unreadable', field: 'spiel77' },
    })
    expect((await draw()).entry).toBeNull()
  })

  test.each([
    ['a coordinator of another consortium', foreign],
    ['HR', hr],
  ])('by %s, to whom the round does not exist', async (_, viewer) => {
    await freeze()

    expect(kindOf(await enter(viewer))).toBe('not-found')
  })

  test('after the draw', async () => {
    await freezeAndDraw(deps, [first, second])

    expect(kindOf(await enter(third))).toBe('round-not-frozen')
  })
})

describe('what the database itself refuses', () => {
  test('is a draw by one person, and one without its seed', async () => {
    await freeze()
    await enter(first)
    const drawn = { confirmed_by: 'account-2', drawn_at: '2026-12-02T20:00:00.000Z', seed: '00' }
    const write = (values: object) => database.db.updateTable('draw').set(values).execute()

    await expect(write({ ...drawn, confirmed_by: 'account-1' })).rejects.toThrow(/draw_by_two/)
    await expect(write({ ...drawn, seed: null })).rejects.toThrow(/draw_whole/)
    await expect(write({ randomness: null })).rejects.toThrow(/draw_entry_whole/)
    await write(drawn)
  })
})

describe('the same round with the same salts', () => {
  test('has the same lots and the same outcome on either database', async () => {
    await freezeAndDraw(deps, [first, second])
    await workOnce(deps)()

    const { outcome_hash } = await database.db
      .selectFrom('computation')
      .select('outcome_hash')
      .executeTakeFirstOrThrow()
    const { root, drawn } = await draw()
    expect([root, drawn?.seed, outcome_hash]).toMatchInlineSnapshot(`
      [
        "246ca8321413b98b9532dee07f9f0429bb81b77af1d6706bd0781eb220580539",
        "6db17d33aa4b989221855e0d5dee76072f93273b6fbf9cee778f002d0ca41c75",
        "a873571af60c424cb1e8d02620ab65e8c1c0a10b3714728fe8c47e33266be5ab",
      ]
    `)
  })
})
