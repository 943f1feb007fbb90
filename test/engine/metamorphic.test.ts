import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocateSingles } from '../../src/engine/allocate.ts'
import type { AllocationOutcome, AllocationProblem, ChildInput, Score } from '../../src/engine/types.ts'
import { wishesOf } from './support/by-definition.ts'
import { numRuns, smallProblems } from './support/problems.ts'

/** Position of what a child got in its list, its present place at the end; the length for no place. Smaller is better. */
function positions({ children }: AllocationProblem, outcome: AllocationOutcome): Map<string, number> {
  const placed = new Map(outcome.assignments.map(({ child, program }) => [child, program]))
  return new Map(
    children.map((child) => {
      const program = placed.get(child.id)
      const list = wishesOf(child)
      return [child.id, program === undefined ? list.length : list.indexOf(program)]
    }),
  )
}

const solved = (problem: AllocationProblem) => positions(problem, allocateSingles(problem))
const pick = <T>(from: T[], chance: number): T => from[chance % from.length]
const markets = smallProblems({ programs: 4, children: 10, capacity: 3 }).filter(({ children }) => children.length > 0)

/** Every child has a lot of its own, so that ids decide nothing. */
const drawn = markets.map((problem) => ({
  ...problem,
  children: problem.children.map((child, at): ChildInput => ({ ...child, lot: `a${(at * 7) % 10}` })),
}))

const raised = (score: Score, program: string): Score =>
  typeof score === 'number' ? score : { ...score, [program]: score[program] + 1 }

function replaced(problem: AllocationProblem, child: ChildInput, by: ChildInput): AllocationProblem {
  return { ...problem, children: problem.children.map((one) => (one === child ? by : one)) }
}

describe('a change that should change nothing', () => {
  test('rows in another order', () => {
    fc.assert(
      fc.property(markets, (problem) => {
        const turned = { ...problem, programs: problem.programs.toReversed(), children: problem.children.toReversed() }

        expect(allocateSingles(turned)).toEqual(allocateSingles(problem))
      }),
      { numRuns: numRuns(150) },
    )
  })

  test('other ids for the children', () => {
    fc.assert(
      fc.property(drawn, (problem) => {
        const renamed = problem.children.map((child, at) => ({ ...child, id: `z${9 - (at % 10)}` }))
        const before = [...solved(problem).values()]

        expect([...solved({ ...problem, children: renamed }).values()]).toEqual(before)
      }),
      { numRuns: numRuns(150) },
    )
  })

  test('other names for the companies', () => {
    const names: Record<string, string> = { A: 'Z', B: 'Y', C: 'X' }
    const rename = (table: Record<string, number>) =>
      Object.fromEntries(Object.entries(table).map(([company, number]) => [names[company], number]))
    fc.assert(
      fc.property(drawn, (problem) => {
        // The names decide between equal weights, so shares are left out here.
        const plain = { ...problem, programs: problem.programs.map((program) => ({ ...program, poolShares: {} })) }
        const programs = plain.programs.map((program) => ({ ...program, reserves: rename(program.reserves) }))
        const children = plain.children.map((child) => ({
          ...child,
          companies: child.companies.map((id) => names[id]),
        }))

        expect(solved({ ...plain, programs, children })).toEqual(solved(plain))
      }),
      { numRuns: numRuns(150) },
    )
  })

  test('a company without children and without places', () => {
    fc.assert(
      fc.property(markets, (problem) => {
        const programs = problem.programs.map((program) => ({ ...program, reserves: { ...program.reserves, Q: 0 } }))

        expect(solved({ ...problem, programs })).toEqual(solved(problem))
      }),
      { numRuns: numRuns(150) },
    )
  })
})

describe('a change that should hurt nobody', () => {
  test('a child gone hurts no other', () => {
    fc.assert(
      fc.property(markets, fc.nat(), (problem, chance) => {
        const gone = pick(problem.children, chance)
        const before = solved(problem)
        const after = solved({ ...problem, children: problem.children.filter((child) => child !== gone) })

        for (const [id, position] of after) expect(position).toBeLessThanOrEqual(before.get(id) ?? 0)
      }),
      { numRuns: numRuns(150) },
    )
  })

  test('a place more hurts nobody', () => {
    fc.assert(
      fc.property(markets, fc.nat(), (problem, chance) => {
        const larger = pick(problem.programs, chance)
        const programs = problem.programs.map((one) => (one === larger ? { ...one, capacity: one.capacity + 1 } : one))
        const before = solved(problem)

        for (const [id, position] of solved({ ...problem, programs })) {
          expect(position).toBeLessThanOrEqual(before.get(id) ?? 0)
        }
      }),
      { numRuns: numRuns(150) },
    )
  })

  test('a higher priority never hurts its child', () => {
    fc.assert(
      fc.property(markets, fc.nat(), fc.nat(), (problem, chance, where) => {
        const child = pick(problem.children, chance)
        const program = pick(problem.programs, where).id
        const { priority, poolPriority = priority } = child
        const by = { ...child, priority: raised(priority, program), poolPriority: raised(poolPriority, program) }
        const before = solved(problem).get(child.id) ?? 0

        expect(solved(replaced(problem, child, by)).get(child.id)).toBeLessThanOrEqual(before)
      }),
      { numRuns: numRuns(150) },
    )
  })
})

/** How good, by the true list, is what the child gets with another one? */
function byTrueList(problem: AllocationProblem, child: ChildInput, told: ChildInput): number {
  const { assignments } = allocateSingles(replaced(problem, child, told))
  const got = assignments.find((assignment) => assignment.child === child.id)
  const list = wishesOf(child)
  return got === undefined ? list.length : list.indexOf(got.program)
}

describe('a family that does not tell the truth', () => {
  test('gains nothing by another order of wishes, or by leaving some out', () => {
    fc.assert(
      fc.property(markets, fc.nat(), (problem, chance) => {
        const child = pick(problem.children, chance)
        const truth = byTrueList(problem, child, child)
        for (const wishes of orderings(child.wishes)) {
          expect(byTrueList(problem, child, { ...child, wishes })).toBeGreaterThanOrEqual(truth)
        }
      }),
      { numRuns: numRuns(60) },
    )
  })

  test('gains nothing by hiding a company', () => {
    fc.assert(
      fc.property(markets, fc.nat(), (problem, chance) => {
        const child = pick(problem.children, chance)
        const truth = byTrueList(problem, child, child)
        for (const hidden of child.companies) {
          const companies = child.companies.filter((company) => company !== hidden)
          expect(byTrueList(problem, child, { ...child, companies })).toBeGreaterThanOrEqual(truth)
        }
      }),
      { numRuns: numRuns(200) },
    )
  })
})

// Every ordered choice of some of the wishes.
function orderings(wishes: string[]): string[][] {
  return [
    [],
    ...wishes.flatMap((first) => orderings(wishes.filter((wish) => wish !== first)).map((rest) => [first, ...rest])),
  ]
}
