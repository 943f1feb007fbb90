import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocateSingles } from '../../src/engine/allocate.ts'
import type { AllocationOutcome, AllocationProblem, Cutoff } from '../../src/engine/types.ts'
import { choose, labels, poolPriority, priority, solveByEnumeration, type Matching } from './support/by-definition.ts'
import { numRuns, smallProblems } from './support/problems.ts'

const problems = smallProblems({ programs: 3, children: 5, capacity: 3 })
const crowded = smallProblems({ programs: 1, children: 9, capacity: 6 })

const matchingOf = (problem: AllocationProblem, outcome: AllocationOutcome): Matching => {
  const placed = new Map(outcome.assignments.map(({ child, program }) => [child, program]))
  return new Map(problem.children.map(({ id }) => [id, placed.get(id) ?? null]))
}

describe('generated problems, solved by trying all ways', () => {
  test('the outcome is the stable one that all children prefer', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { best } = solveByEnumeration(problem)

        expect(matchingOf(problem, allocateSingles(problem))).toEqual(best)
      }),
      { numRuns: numRuns(600) },
    )
  })

  test('a single crowded program keeps whom the definition keeps', () => {
    fc.assert(
      fc.property(crowded, (problem) => {
        const [program] = problem.programs
        const asking = problem.children.filter(({ blocked = [] }) => !blocked.includes(program.id))

        const kept = allocateSingles(problem).assignments.map(({ child }) => child)

        expect(new Set(kept)).toEqual(choose(program, asking).kept)
      }),
      { numRuns: numRuns(600) },
    )
  })

  test('every label is the one of the rule', () => {
    fc.assert(
      fc.property(crowded, (problem) => {
        const [program] = problem.programs
        const { assignments } = allocateSingles(problem)
        const held = problem.children.filter(({ id }) => assignments.some(({ child }) => child === id))

        const counted = assignments.filter(({ countsFor }) => countsFor !== null)

        expect(Object.fromEntries(counted.map(({ child, countsFor }) => [child, countsFor]))).toEqual(
          labels(program, held),
        )
      }),
      { numRuns: numRuns(600) },
    )
  })

  test('the cut-offs say exactly who else would have been kept', () => {
    fc.assert(
      fc.property(crowded, (problem) => {
        const [program] = problem.programs
        const outcome = allocateSingles(problem)
        const [{ cutoffs, shareCutoffs = {} }] = outcome.programs
        const held = problem.children.filter(({ id }) => outcome.assignments.some(({ child }) => child === id))
        const blocked = problem.children.filter(({ id }) => !held.some((child) => child.id === id))

        for (const child of blocked) {
          const beats = (cutoff: Cutoff | undefined, figure: number) => {
            if (cutoff === undefined || cutoff === 'closed') return false
            return cutoff === 'open' || comesBefore(figure, child.lot ?? null, cutoff)
          }
          const inPool = poolPriority(program.id, child)
          const gets =
            beats(cutoffs.pool, inPool) ||
            child.companies.some((company) => beats(cutoffs[company], priority(program.id, child))) ||
            child.companies.some((company) => beats(shareCutoffs[company], inPool))
          // Of equal priority and lot the id decides, which a cut-off does not show.
          const tied = JSON.stringify([cutoffs, shareCutoffs]).includes(`"lot":${JSON.stringify(child.lot ?? null)}`)

          if (!tied) expect(choose(program, [...held, child]).kept.has(child.id)).toBe(gets)
        }
      }),
      { numRuns: numRuns(600) },
    )
  })
})

function comesBefore(figure: number, lot: string | null, cutoff: { priority: number; lot: string | null }): boolean {
  if (figure !== cutoff.priority) return figure > cutoff.priority
  if (lot === null || cutoff.lot === null) return lot !== null
  return lot < cutoff.lot
}
