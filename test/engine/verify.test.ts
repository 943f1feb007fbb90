import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocateSingles } from '../../src/engine/allocate.ts'
import { verifyOutcome } from '../../src/engine/verify/verify.ts'
import { numRuns, smallProblems } from './support/problems.ts'

describe('outcomes of the engine', () => {
  test('every one of them holds', () => {
    const problems = fc.oneof(
      smallProblems({ programs: 3, children: 8, capacity: 4 }),
      smallProblems({ programs: 2, children: 16, capacity: 9 }),
    )
    fc.assert(
      fc.property(problems, (problem) => {
        expect(verifyOutcome(problem, allocateSingles(problem))).toEqual([])
      }),
      { numRuns: numRuns(600) },
    )
  })
})
