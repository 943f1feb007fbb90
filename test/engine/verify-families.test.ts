import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readOutcome } from '../../src/engine/outcome.ts'
import { verifyOutcome } from '../../src/engine/verify.ts'
import { fallback, outcomeByDefinition, viewOf } from './support/families-by-definition.ts'
import { smallFamilyMarkets } from './support/family-problems.ts'
import { outcomeFile } from './support/outcome-by-definition.ts'
import { numRuns } from './support/problems.ts'

const markets = smallFamilyMarkets({ programs: 3, children: 7, capacity: 3, prefer: true })

describe('outcomes that were worked out by definition', () => {
  test('hold, whichever step decided', () => {
    fc.assert(
      fc.property(markets, (market) => {
        const outcome = outcomeFile(market, outcomeByDefinition(market))

        expect(readOutcome(outcome)).toEqual({ ok: true, value: outcome })
        expect(verifyOutcome(market, outcome)).toEqual([])
      }),
      { numRuns: numRuns(400) },
    )
  })
})
