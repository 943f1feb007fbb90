import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readOutcome } from '../../src/engine/files/outcome.ts'
import type { AllocationOutcome, Violation } from '../../src/engine/types.ts'
import { verifyOutcome } from '../../src/engine/verify/verify.ts'
import type { Matching } from './support/by-definition.ts'
import { allResults, blockingOptions, fallback, outcomeByDefinition, viewOf } from './support/families-by-definition.ts'
import { smallFamilyMarkets } from './support/family-problems.ts'
import { outcomeFile } from './support/outcome-by-definition.ts'
import { numRuns } from './support/problems.ts'

const size = { programs: 3, children: 7, capacity: 3 }

describe('outcomes that were worked out by definition', () => {
  test('hold, whichever step decided', () => {
    fc.assert(
      fc.property(smallFamilyMarkets({ ...size, prefer: true }), (market) => {
        const outcome = outcomeFile(market, outcomeByDefinition(market))

        expect(readOutcome(outcome)).toEqual({ ok: true, value: outcome })
        expect(verifyOutcome(market, outcome)).toEqual([])
      }),
      { numRuns: numRuns(150) },
    )
  })

  test('hold where the solver has given up, with the claims that are then published', () => {
    fc.assert(
      fc.property(smallFamilyMarkets(size), (market) => {
        fc.pre(market.families !== undefined && market.families.length > 0)
        const { methodDetail, ...others } = fallback(viewOf(market))
        const givenUp = { ...others, methodDetail: { ...methodDetail, exact: 'limit-reached' as const } }

        expect(verifyOutcome(market, outcomeFile(market, givenUp))).toEqual([])
      }),
      { numRuns: numRuns(150) },
    )
  })
})

describe('all ways of giving each family one of its options or nothing', () => {
  test('are wrong for just those families and single children for whom an option blocks', () => {
    fc.assert(
      fc.property(smallFamilyMarkets({ ...size, pools: true }), (market) => {
        const view = viewOf(market)
        const base = outcomeFile(market, outcomeByDefinition(market))

        for (const matching of allResults(view)) {
          const wronged = view.families.filter((family) => blockingOptions(view, matching, family).length > 0)

          expect(wrongedOf(verifyOutcome(market, placedAs(base, matching)))).toEqual(
            new Set(wronged.map(({ id }) => id)),
          )
        }
      }),
      { numRuns: numRuns(40) },
    )
  })
})

/** The places of a result; labels and ledger are those of another outcome and count for nothing. */
function placedAs(base: AllocationOutcome, matching: Matching): AllocationOutcome {
  const assignments = [...matching].flatMap(([child, program]) => {
    return program === null ? [] : [{ child, program, countsFor: null }]
  })
  return { ...base, method: 'family-exact', methodDetail: {}, claims: [], explanations: undefined, assignments }
}

function wrongedOf(violations: Violation[]): Set<string | undefined> {
  const ofStability = violations.filter(({ check }) => ['V4', 'V5', 'V6', 'V8'].includes(check))
  return new Set(ofStability.map(({ family, child }) => family ?? child))
}
