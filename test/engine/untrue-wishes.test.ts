import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { allocateSingles } from '../../src/engine/allocate.ts'
import type { AllocationProblem, ChildInput } from '../../src/engine/types.ts'
import { child as aChild, problem as aProblem, program } from './support/builders.ts'
import { numRuns, smallProblems } from './support/problems.ts'

/** What families tried, and how often it got a child a place that it likes better by its true list. */
const tries: Record<string, { tried: number; gained: number }> = {}

function attempt(kind: string, problem: AllocationProblem, child: ChildInput, told: ChildInput[]): boolean {
  const count = (tries[kind] ??= { tried: 0, gained: 0 })
  const others = problem.children.filter((one) => one !== child)
  const truth = positionByTrueList(problem, child, child.id)
  return told.some((one) => {
    count.tried++
    const gained = positionByTrueList({ ...problem, children: [...others, one] }, child, one.id) < truth
    if (gained) count.gained++
    return gained
  })
}

function positionByTrueList(problem: AllocationProblem, child: ChildInput, id: string): number {
  const got = allocateSingles(problem, { explanations: false }).assignments.find((one) => one.child === id)
  return got === undefined ? child.wishes.length : child.wishes.indexOf(got.program)
}

/** Crowded markets whose lots come from the seed of a draw, so that a ticket is worth something. */
const drawn = fc
  .tuple(smallProblems({ programs: 4, children: 9, capacity: 3 }), fc.nat())
  .filter(([{ children }]) => children.length > 0)
  .map(([problem, seed]): AllocationProblem => ({
    ...problem,
    seed: seed.toString(16).padStart(8, '0'),
    children: problem.children.map(({ lot: _lot, present: _present, ...rest }): ChildInput => rest),
  }))

const everyChild = (look: (market: AllocationProblem, one: ChildInput, chance: number) => boolean) =>
  fc.property(drawn, fc.nat(), (market, chance) => {
    for (const one of market.children) expect(look(market, one, chance)).toBe(false)
  })

describe('in the plain round, a family gains nothing', () => {
  test('by another order of its wishes, by leaving some out or by adding some', () => {
    fc.assert(
      everyChild((problem, child, chance) => {
        const lists = [
          child.wishes.toReversed(),
          child.wishes.slice(1),
          child.wishes.slice(0, 1),
          rotated(child.wishes, chance),
          [...rotated(child.wishes, chance).slice(1), ...child.wishes.slice(0, 1)],
        ]
        const told = lists.map((wishes) => ({ ...child, wishes: [...new Set(wishes)] }))
        return attempt('other wishes', problem, child, told)
      }),
      { numRuns: numRuns(40) },
    )
  })

  test('by hiding a company', () => {
    fc.assert(
      everyChild((problem, child) => {
        const told = child.companies.map((hidden) => {
          return { ...child, companies: child.companies.filter((company) => company !== hidden) }
        })
        return attempt('a hidden company', problem, child, told)
      }),
      { numRuns: numRuns(60) },
    )
  })

  test('by withdrawing and applying again, since its ticket stays the same', () => {
    fc.assert(
      everyChild((problem, child) => attempt('applied again', problem, child, [{ ...child }])),
      { numRuns: numRuns(40) },
    )
  })

  test('which would be otherwise if applying again gave a new ticket', () => {
    const children = Array.from({ length: 10 }, (_, at) => aChild(`c${at}`, ['k'], 1))
    const crowded = aProblem([program('k', 1)], children, { seed: '2027' })
    for (const loser of children) {
      const told = Array.from({ length: 8 }, (_, at) => ({ ...loser, id: `${loser.id}-${at}` }))
      attempt('a new ticket', crowded, loser, told)
    }

    expect(tries['a new ticket'].gained).toBeGreaterThan(0)
  })
})

function rotated(wishes: string[], by: number): string[] {
  const at = wishes.length === 0 ? 0 : by % wishes.length
  return [...wishes.slice(at), ...wishes.slice(0, at)]
}

afterAll(() => {
  const lines = Object.entries(tries).map(([kind, { tried, gained }]) => `${kind}: ${tried} tries, ${gained} gained`)
  console.log(`Untrue wishes in the plain round\n  ${lines.join('\n  ')}`)
})
