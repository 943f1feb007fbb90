import { expect, test } from 'vitest'
import { siblingDecision } from '../../src/domain/sibling-decision.ts'
import { allocateProblem } from '../../src/engine/allocate.ts'
import type { AllocationProblem } from '../../src/engine/types.ts'

/** One place; two families of two who want to be together, of whom B may be split, and C of one program with room for both. */
const problem: AllocationProblem = {
  format: 'allocation-problem/1',
  programs: [
    { id: 'small', capacity: 1, reserves: {} },
    { id: 'large', capacity: 2, reserves: {} },
  ],
  children: ['a1', 'a2', 'b1', 'b2', 'c1', 'c2'].map((id) => ({
    id,
    wishes: id.startsWith('b') ? ['small'] : [],
    companies: [],
    priority: 0,
  })),
  families: [
    { id: 'A', children: ['a1', 'a2'], together: 'require', wishes: [['small', 'small']] },
    { id: 'B', children: ['b1', 'b2'], together: 'prefer', wishes: [['small', 'small']] },
    { id: 'C', children: ['c1', 'c2'], together: 'require', wishes: [['large', 'large']] },
  ],
  seed: '00',
}

test('every family that wanted to be together is counted once: together, split, or without a place', async () => {
  const decision = siblingDecision(problem.families ?? [], await allocateProblem(problem))

  expect(decision).toMatchObject({ families: 3, together: 1, split: 1, withoutPlace: 1, claims: [] })
})
