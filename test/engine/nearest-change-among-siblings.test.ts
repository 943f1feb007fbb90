import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocateProblem } from '../../src/engine/allocate.ts'
import { findNearestChanges } from '../../src/engine/nearest-change-among-siblings.ts'
import { nearestChanges } from '../../src/engine/nearest-change.ts'
import type { AllocationProblem, ChildInput, Score } from '../../src/engine/types.ts'
import { child, problem, program } from './support/builders.ts'
import { smallFamilyMarkets } from './support/family-problems.ts'
import { numRuns, smallProblems } from './support/problems.ts'

const markets = smallFamilyMarkets({ programs: 3, children: 6, capacity: 2 })

/** How good the child's place is with one thing changed; smaller is better. */
async function rankWith(market: AllocationProblem, one: ChildInput): Promise<number> {
  const { assignments } = await allocateProblem(market, { explanations: false })
  const got = assignments.find((assignment) => assignment.child === one.id)
  return got === undefined ? Infinity : one.wishes.indexOf(got.program)
}

const withChild = (market: AllocationProblem, one: ChildInput, change: Partial<ChildInput>): AllocationProblem => ({
  ...market,
  children: market.children.map((other) => (other === one ? { ...one, ...change } : other)),
})

function raised(score: Score, one: ChildInput, at: string, more: number): Score {
  const table = typeof score === 'number' ? Object.fromEntries(one.wishes.map((id) => [id, score])) : score
  return { ...table, [at]: table[at] + more }
}

describe('a single child in a round with siblings', () => {
  test('is told only what would have been enough, tried with the whole round', async () => {
    await fc.assert(
      fc.asyncProperty(markets, async (market) => {
        const together = new Set((market.families ?? []).flatMap(({ children }) => children))
        for (const one of market.children.filter(({ id }) => !together.has(id)).slice(0, 2)) {
          for (const { program: at, points, lot, place } of (await findNearestChanges(market, one.id)) ?? []) {
            const rank = one.wishes.indexOf(at)
            expect(await rankWith(market, one)).toBeGreaterThan(rank)
            if (points !== null) {
              const priority = raised(one.priority, one, at, points)
              expect(await rankWith(withChild(market, one, { priority }), one)).toBeLessThanOrEqual(rank)
            }
            if (lot) expect(await rankWith(withChild(market, one, { lot: '0' }), one)).toBe(rank)
            const more = market.programs.map((it) => (it.id === at ? { ...it, capacity: it.capacity + 1 } : it))
            expect((await rankWith({ ...market, programs: more }, one)) <= rank).toBe(place)
          }
        }
      }),
      { numRuns: numRuns(8) },
    )
  })

  test('would have needed two points to come before the twins', async () => {
    const market = problem(
      [program('k', 2)],
      [child('t1', [], 3, { lot: '01' }), child('t2', [], 3, { lot: '01' }), child('s', ['k'], 2, { lot: '0a' })],
      { families: [{ id: 'T', children: ['t1', 't2'], together: 'require', wishes: [['k', 'k']] }] },
    )

    expect(await findNearestChanges(market, 's')).toEqual([
      { program: 'k', points: 2, lot: false, place: true, searched: true },
    ])
    expect(await findNearestChanges(market, 't1')).toBeUndefined()
    expect(await findNearestChanges(market, 'nobody')).toBeUndefined()
  })
})

describe('a round without siblings', () => {
  test('is answered by the plain round, where the fewest points are known', async () => {
    await fc.assert(
      fc.asyncProperty(smallProblems({ programs: 3, children: 5, capacity: 2 }), async (market) => {
        for (const { id } of market.children) {
          expect(await findNearestChanges(market, id)).toEqual(nearestChanges(market, id))
        }
      }),
      { numRuns: numRuns(30) },
    )
  })
})
