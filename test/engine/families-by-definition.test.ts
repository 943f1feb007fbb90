import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AllocationProblem } from '../../src/engine/types.ts'
import { child, problem, program } from './support/builders.ts'
import { solveByEnumeration, type Matching } from './support/by-definition.ts'
import {
  allResults,
  bestOf,
  blockingOptions,
  fallback,
  outcomeByDefinition,
  plainRound,
  positionIn,
  rankSum,
  stableResults,
  viewOf,
  type Option,
  type View,
} from './support/families-by-definition.ts'
import { smallFamilyMarkets } from './support/family-problems.ts'
import { numRuns, smallProblems } from './support/problems.ts'

type Case = {
  problem: AllocationProblem
  expect: { assignments?: Record<string, string>; stableMatchings: number; allStable: Record<string, string>[] }
}

const load = (name: string): Case => JSON.parse(readFileSync(new URL(`../cases/${name}.json`, import.meta.url), 'utf8'))
const placed = (matching: Matching) => Object.fromEntries([...matching].filter(([, id]) => id !== null))

const written = (matching: Matching) =>
  [...matching]
    .map(([id, has]) => `${id} ${has}`)
    .toSorted()
    .join(', ')

const workedCases = ['23-siblings-no-stable', '24-siblings-stable-unique', '25-siblings-crossed', '28-twins-last-place']

describe('the worked cases with siblings, by trying all ways', () => {
  test.each(workedCases)('%s has the stable results that were worked out', (name) => {
    const { problem: worked, expect: expected } = load(name)

    const stable = stableResults(viewOf(worked))

    expect(stable.map(placed)).toEqual(expected.allStable)
    expect(stable).toHaveLength(expected.stableMatchings)
  })

  test.each(workedCases.slice(1))('%s ends with the one stable result', (name) => {
    const { problem: worked, expect: expected } = load(name)

    expect(placed(outcomeByDefinition(worked).matching)).toEqual(expected.assignments)
  })

  test('23-siblings-no-stable ends with the single child in its first wish, and the claim of the pair', () => {
    const outcome = outcomeByDefinition(load('23-siblings-no-stable').problem)

    expect({ ...outcome, matching: placed(outcome.matching) }).toEqual({
      method: 'family-fallback',
      methodDetail: { exact: 'no-stable-result', deleted: { F: [0] } },
      claims: [{ family: 'F', wish: ['h1', 'h2'], reason: 'deleted-for-together' }],
      matching: { s: 'h1' },
    })
  })
})

describe('one common order and company reserves', () => {
  const twoKitas = (reserves: [Record<string, number>, Record<string, number>]) =>
    problem(
      [program('k0', 1, reserves[0]), program('k1', 1, reserves[1])],
      [child('f1', [], 2), child('f2', [], 1, { companies: ['B'] }), child('s', ['k1', 'k0'], 3, { companies: ['A'] })],
      { families: [{ id: 'F', children: ['f1', 'f2'], together: 'require', wishes: [['k0', 'k1']] }] },
    )

  test('can leave no stable result: the pair drives the single out of k1, and the single the pair out of k0', () => {
    expect(stableResults(viewOf(twoKitas([{ A: 1 }, { B: 1 }])))).toEqual([])
  })

  test('leave one where the reserves are taken away', () => {
    expect(stableResults(viewOf(twoKitas([{}, {}]))).map(placed)).toEqual([{ s: 'k1' }])
  })
  test('can leave no stable result for twins who only want the same Kita', () => {
    const twins = (reserves: Record<string, number>) =>
      problem(
        [program('k0', 1), program('k1', 2, reserves)],
        [
          child('f1', [], 6, { companies: ['B'] }),
          child('g1', [], 5),
          child('g2', [], 4),
          child('s', ['k1', 'k0'], 3),
          child('f2', [], 2, { companies: ['B'] }),
          child('t', ['k0', 'k1'], 1, { companies: ['B'] }),
        ],
        {
          families: [
            { id: 'F', children: ['f1', 'f2'], together: 'require', wishes: [['k1', 'k1']] },
            { id: 'G', children: ['g1', 'g2'], together: 'require', wishes: [['k1', 'k1']] },
          ],
        },
      )

    expect(stableResults(viewOf(twins({ B: 1 })))).toEqual([])
    expect(stableResults(viewOf(twins({})))).not.toEqual([])
  })
})

describe('single children are families of one', () => {
  const singles = smallProblems({ programs: 3, children: 5, capacity: 3 })

  test('whose stable results and whose plain round are those of the definitions without families', () => {
    fc.assert(
      fc.property(singles, (market) => {
        const { best, stable } = solveByEnumeration(market)
        const view = viewOf(market)

        expect(new Set(stableResults(view).map(written))).toEqual(new Set(stable.map(written)))
        expect(plainRound(view, allOptions(view))).toEqual(best)
      }),
      { numRuns: numRuns(200) },
    )
  })
})

describe('generated markets with siblings', () => {
  const markets = smallFamilyMarkets({ programs: 3, children: 7, capacity: 2, prefer: true })

  test('an exact result is stable, none has a smaller rank sum, and what is equally small comes later in lot order', () => {
    fc.assert(
      fc.property(markets, (market) => {
        const view = viewOf(market)
        const stable = stableResults(view)
        fc.pre(stable.length > 0)
        const positions = (matching: Matching) => view.families.map((family) => positionIn(matching, family))

        const best = bestOf(view, stable)

        for (const other of stable) {
          const differences = positions(other).map((position, at) => position - positions(best)[at])
          const differsFirst = differences.find((difference) => difference !== 0) ?? 0
          expect(rankSum(view, other)).toBeGreaterThanOrEqual(rankSum(view, best))
          if (rankSum(view, other) === rankSum(view, best)) expect(differsFirst).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: numRuns(200) },
    )
  })

  test('the fallback puts families together, wrongs no single child, and claims what still blocks', () => {
    fc.assert(
      fc.property(markets, (market) => {
        const view = viewOf(market)
        const results = new Set(allResults(view).map(written))

        const { matching, claims } = fallback(view)

        expect(results).toContain(written(matching))
        const wronged = view.families.filter((family) => blockingOptions(view, matching, family).length > 0)
        expect(claims.map(({ family }) => family)).toEqual(wronged.map(({ id }) => id).toSorted())
        expect(wronged.filter(({ together }) => together === 'single')).toEqual([])
      }),
      { numRuns: numRuns(400) },
    )
  })

  test('come to every step of the order of business, to splitting and to both reasons of a claim', () => {
    const outcomes = fc.sample(markets, { numRuns: 1000, seed: 1 }).map((market) => outcomeByDefinition(market))

    const methods = new Set(outcomes.map(({ method }) => method))
    const reasons = new Set(outcomes.flatMap(({ claims }) => claims.map(({ reason }) => reason)))
    expect(methods).toEqual(new Set(['plain', 'family-exact', 'family-fallback']))
    expect(reasons).toEqual(new Set(['deleted-for-together', 'own-places-released']))
    expect(outcomes.filter(({ methodDetail }) => methodDetail.split !== undefined).length).toBeGreaterThan(100)
  })
})

function allOptions({ families }: View): Option[][] {
  return families.map(({ options }) => options)
}
