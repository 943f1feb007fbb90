import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { allocateProblem, allocateSingles } from '../../src/engine/allocate.ts'
import type { AllocationProblem } from '../../src/engine/types.ts'
import { verifyOutcome } from '../../src/engine/verify/verify.ts'
import { solveByEnumeration } from './support/by-definition.ts'

type Case = {
  name: string
  problem: AllocationProblem
  expect: {
    assignments?: Record<string, string>
    reservePlacesUsed?: number
    stableMatchings?: number
    noStableMatching?: boolean
  }
}

const folder = new URL('../cases/', import.meta.url)
const all = readdirSync(folder)
  .toSorted()
  .map((name): Case => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
const hasFamilies = ({ problem }: Case) => (problem.families ?? []).length > 0
const cases = all.filter((one) => !hasFamilies(one))
const siblingCases = all.filter(hasFamilies)

const countedCases = cases.filter(({ expect: expected }) => expected.stableMatchings !== undefined)

describe('the worked cases without siblings', () => {
  test.each(cases)('$name ends as worked out by hand', ({ problem, expect: expected }) => {
    const outcome = allocateSingles(problem)

    const assigned = Object.fromEntries(outcome.assignments.map(({ child, program }) => [child, program]))
    expect(assigned).toEqual(expected.assignments)
    expect(verifyOutcome(problem, outcome)).toEqual([])
    if (expected.reservePlacesUsed !== undefined) {
      expect(outcome.assignments.filter(({ countsFor }) => countsFor !== null)).toHaveLength(expected.reservePlacesUsed)
    }
  })

  test.each(countedCases)('$name has as many stable outcomes as counted', ({ problem, expect: expected }) => {
    const { best, stable } = solveByEnumeration(problem)

    expect(stable).toHaveLength(expected.stableMatchings ?? 0)
    expect(Object.fromEntries([...best].filter(([, program]) => program !== null))).toEqual(expected.assignments)
  })
})

describe('the worked cases with siblings', () => {
  test.each(siblingCases)('$name ends as worked out by hand', async ({ problem, expect: expected }) => {
    const outcome = await allocateProblem(problem)

    expect(verifyOutcome(problem, outcome)).toEqual([])
    if (expected.noStableMatching === true) {
      expect(outcome.method).toBe('family-fallback')
      return
    }
    const assigned = Object.fromEntries(outcome.assignments.map(({ child, program }) => [child, program]))
    expect(assigned).toEqual(expected.assignments)
    expect(outcome.method).not.toBe('family-fallback')
  })
})
