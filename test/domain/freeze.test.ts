import { describe, expect, test } from 'vitest'
import { computeAllocation } from '../../src/domain/allocation-problem.ts'
import { drawSeed, withSeed } from '../../src/domain/draw.ts'
import { type FrozenChild, freezeInput } from '../../src/domain/freeze.ts'
import { hashLeaf } from '../../src/engine/draw/leaf.ts'
import { publishDraw } from '../../src/engine/draw/publish-draw.ts'
import { verifyBundle } from '../../src/engine/draw/verify-bundle.ts'
import type { AllocationProblem } from '../../src/engine/types.ts'

const child = (id: string, more: Partial<AllocationProblem['children'][number]> = {}) => ({
  id,
  wishes: ['p'],
  companies: [],
  priority: { p: 10 },
  ...more,
})

/** Three places for two singles, one of them of company A, and a pair that wants to stay together. */
const problem: AllocationProblem = {
  format: 'allocation-problem/1',
  programs: [{ id: 'p', capacity: 3, reserves: { A: 1 } }],
  children: [
    child('BEN', { companies: ['A'] }),
    child('ANNA'),
    child('TWIN1', { wishes: [] }),
    child('TWIN2', { wishes: [] }),
  ],
  families: [{ id: 'TWIN1', children: ['TWIN1', 'TWIN2'], together: 'require', wishes: [['p', 'p']] }],
}
const children = problem.children.map(({ id }): FrozenChild => ({
  ticket: id,
  birth: '2025-09-14',
  startMonth: '2027-08-01',
  hours: 45,
}))

let salts = 0
const newSalt = () => `${++salts}`.padStart(64, '0')
const freeze = () =>
  freezeInput(
    {
      draw: 'd',
      named: 'lotto:2026-12-02',
      rules: { points: { version: '1' } },
      problem,
      children,
      requests: children.map(({ ticket }) => ({ ticket, wishes: ['of another age', 'p'] })),
    },
    newSalt,
  )

describe('the input of a round as frozen', () => {
  test('has one leaf for each child by ticket, siblings named in both of theirs', () => {
    const { leaves } = freeze()

    expect(leaves.map(({ ticket, family }) => [ticket, family?.children])).toEqual([
      ['ANNA', undefined],
      ['BEN', undefined],
      ['TWIN1', ['TWIN1', 'TWIN2']],
      ['TWIN2', ['TWIN1', 'TWIN2']],
    ])
    expect(leaves[0]).toMatchObject({ draw: 'd', ageBand: 'U3', start: '2027-08', hours: 45, score: { p: 10 } })
  })

  test('has every child’s own list, also of siblings whose problem has none, less what does not fit its age', () => {
    expect(freeze().leaves.map(({ wishes }) => wishes)).toEqual([['p'], ['p'], ['p'], ['p']])
  })

  test('tells nothing by its hashes: the same child has another one each time', () => {
    expect(hashLeaf(freeze().leaves[0])).not.toBe(hashLeaf(freeze().leaves[0]))
  })

  test('drawn for and computed, gives bundles in which everything holds', async () => {
    const frozen = freeze()
    const randomness = 'lotto:2026-12-02:3-11-19-22-35-41:7:1234567:654321'
    const seeded = withSeed(problem, drawSeed(frozen, randomness))
    const computed = await computeAllocation(seeded)
    if (!computed.ok) throw new Error(computed.refusal.violations.join())

    const published = publishDraw({
      ...frozen,
      draw: 'd',
      domain: 'kita-seed/v1',
      randomness,
      run: 1,
      rejections: [],
      withdrawals: [],
      problem: seeded,
      outcome: computed.value.outcome,
    })

    const found = (bundle: Parameters<typeof verifyBundle>[0]) =>
      verifyBundle(bundle).flatMap(({ check, violations }) => violations.map((what) => `${check}: ${what}`))
    expect(found(published.auditBundle)).toEqual([])
    expect(found(published.familyBundleOf('TWIN2')!)).toEqual([])
    expect(found({ ...published.auditBundle, problem: { ...seeded, seed: '00' } })).not.toEqual([])
  })
})
