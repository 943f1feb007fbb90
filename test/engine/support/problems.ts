import * as fc from 'fast-check'
import type { AllocationProblem, ChildInput, FamilyInput, ProgramInput, Score } from '../../../src/engine/types.ts'

/** How many generated problems a test looks at: few by default, many with PROOF=1. */
export const numRuns = (usual: number) => (process.env.PROOF === '1' ? usual * 50 : usual)

export type Size = { programs: number; children: number; capacity: number }

const companyIds = ['A', 'B', 'C']

/**
 * Small problems with overlapping reserves, ties, lots, blocked pairs and, in part, pool orders, pool shares and present
 * places.
 */
export function smallProblems({ programs, children, capacity }: Size): fc.Arbitrary<AllocationProblem> {
  return fc.integer({ min: 1, max: programs }).chain((count) => {
    const ids = Array.from({ length: count }, (_, at) => `k${at}`)
    const withoutPlaces = fc.record({
      format: fc.constant('allocation-problem/1' as const),
      programs: fc.tuple(...ids.map((id) => program(id, capacity))),
      children: fc
        .integer({ min: 0, max: children })
        .chain((number) => fc.tuple(...Array.from({ length: number }, (_, at) => child(`c${at}`, ids)))),
      families: fc.constant<FamilyInput[]>([]),
    })
    const places = fc.option(
      fc.array(fc.option(fc.constantFrom(...ids), { freq: 2 }), { minLength: children, maxLength: children }),
      { freq: 2 },
    )
    return fc.tuple(withoutPlaces, places).map(([problem, present]) => {
      return present === null ? problem : withPresentPlaces(problem, present)
    })
  })
}

// A child has a present place where the program still has one for it, and is not blocked there.
function withPresentPlaces(problem: AllocationProblem, present: (string | null)[]): AllocationProblem {
  const left = new Map(problem.programs.map(({ id, capacity }) => [id, capacity]))
  const children = problem.children.map((one, at): ChildInput => {
    const id = present[at]
    const places = id === null ? 0 : (left.get(id) ?? 0)
    if (id === null || places === 0) return one
    left.set(id, places - 1)
    const { blocked, ...others } = one
    const stillBlocked = blocked?.filter((other) => other !== id)
    return { ...others, present: id, ...(stillBlocked && { blocked: stillBlocked }) }
  })
  return { ...problem, children }
}

const numbers = (max: number) => fc.array(fc.nat({ max }), { minLength: 3, maxLength: 3 })

function program(id: string, most: number): fc.Arbitrary<ProgramInput> {
  return fc
    .record({ capacity: fc.nat({ max: most }), places: numbers(2), weights: fc.option(numbers(4), { freq: 2 }) })
    .map(({ capacity, places, weights }) => {
      let left = capacity
      const reserves = companyIds.map((company, at): [string, number] => {
        const reserved = Math.min(left, places[at])
        left -= reserved
        return [company, reserved]
      })
      const poolShares = weights?.map((weight, at): [string, number] => [companyIds[at], weight])
      return {
        id,
        capacity,
        reserves: Object.fromEntries(reserves),
        ...(poolShares && { poolShares: Object.fromEntries(poolShares) }),
      }
    })
}

function child(id: string, programs: string[]): fc.Arbitrary<ChildInput> {
  const score: fc.Arbitrary<Score> = fc.oneof(
    fc.integer({ min: -1, max: 3 }),
    fc.tuple(...programs.map(() => fc.nat({ max: 3 }))).map((scores) => {
      return Object.fromEntries(programs.map((name, at): [string, number] => [name, scores[at]]))
    }),
  )
  return fc
    .record({
      wishes: fc.shuffledSubarray(programs, { minLength: Math.min(1, programs.length) }),
      companies: fc.shuffledSubarray(companyIds, { maxLength: 2 }),
      priority: score,
      poolPriority: fc.option(score, { freq: 3 }),
      lot: fc.option(fc.constantFrom('00', '01', '0a', 'ff'), { freq: 3 }),
      blocked: fc.option(fc.subarray(programs), { freq: 2 }),
    })
    .map(({ wishes, companies, priority, poolPriority, lot, blocked }) => ({
      id,
      wishes,
      companies,
      priority,
      ...(poolPriority !== null && { poolPriority }),
      ...(lot !== null && { lot }),
      ...(blocked !== null && { blocked }),
    }))
}
