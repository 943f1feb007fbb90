import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocateSingles } from '../../src/engine/allocate.ts'
import { type NearestChange, nearestChanges } from '../../src/engine/nearest-change.ts'
import type { AllocationProblem, ChildInput, Score } from '../../src/engine/types.ts'
import { child, problem, program } from './support/builders.ts'
import { wishesOf } from './support/by-definition.ts'
import { numRuns, smallProblems } from './support/problems.ts'

/** Position of the wish that a child gets, among those that are not blocked; the length of its list for no place. */
function position(asked: AllocationProblem, id: string): number {
  const { assignments } = allocateSingles(asked)
  const wishes = wishesOf(asked.children.find((one) => one.id === id)!)
  const got = assignments.find((assignment) => assignment.child === id)
  return got === undefined ? wishes.length : wishes.indexOf(got.program)
}

const changed = (asked: AllocationProblem, id: string, by: (one: ChildInput) => ChildInput): AllocationProblem => ({
  ...asked,
  children: asked.children.map((one) => (one.id === id ? by(one) : one)),
})

function raised(asked: AllocationProblem, id: string, at: string, points: number): AllocationProblem {
  const more = (score: Score, wishes: string[]): Score =>
    Object.fromEntries(
      wishes.map((wish) => [wish, (typeof score === 'number' ? score : score[wish]) + (wish === at ? points : 0)]),
    )
  return changed(asked, id, (one) => ({
    ...one,
    priority: more(one.priority, one.wishes),
    ...(one.poolPriority !== undefined && { poolPriority: more(one.poolPriority, one.wishes) }),
  }))
}

const placeMore = (asked: AllocationProblem, at: string): AllocationProblem => ({
  ...asked,
  programs: asked.programs.map((one) => (one.id === at ? { ...one, capacity: one.capacity + 1 } : one)),
})

/** By trying one number of points after the other, and every other change as it is meant. */
function byTrying(asked: AllocationProblem, id: string): NearestChange[] {
  const wishes = wishesOf(asked.children.find((one) => one.id === id)!)
  // Scores of the generated problems lie between −1 and 3.
  const points = [1, 2, 3, 4, 5, 6]
  return wishes.slice(0, position(asked, id)).map((at, rank) => ({
    program: at,
    points: points.find((more) => position(raised(asked, id, at, more), id) <= rank) ?? null,
    lot:
      position(
        changed(asked, id, (one) => ({ ...one, lot: '' })),
        id,
      ) === rank,
    place: position(placeMore(asked, at), id) <= rank,
  }))
}

const markets = smallProblems({ programs: 4, children: 9, capacity: 3 }).filter(({ children }) => children.length > 0)

describe('the nearest change', () => {
  test('is what trying everything finds, for every child', () => {
    const seen = { points: 0, lot: 0, place: 0, none: 0 }
    fc.assert(
      fc.property(markets, (asked) => {
        for (const { id } of asked.children) {
          const changes = byTrying(asked, id)
          for (const change of changes) {
            seen.points += Number(change.points !== null)
            seen.lot += Number(change.lot)
            seen.place += Number(change.place)
            seen.none += Number(change.points === null)
          }
          expect(nearestChanges(asked, id)).toEqual(changes)
        }
      }),
      { numRuns: numRuns(120) },
    )
    // A generator that never gets there would prove nothing.
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(0)
  })

  test('gives the wish itself, and a point less leaves the child where it was', () => {
    fc.assert(
      fc.property(markets, fc.nat(), (asked, chance) => {
        const { id } = asked.children[chance % asked.children.length]
        const before = position(asked, id)
        for (const [rank, { program: at, points }] of (nearestChanges(asked, id) ?? []).entries()) {
          if (points === null) continue
          expect(position(raised(asked, id, at, points), id)).toBe(rank)
          expect(position(raised(asked, id, at, points - 1), id)).toBe(before)
        }
      }),
      { numRuns: numRuns(150) },
    )
  })
})

describe('where the cut-offs would say something else', () => {
  const cutoffOf = (asked: AllocationProblem, id: string) =>
    allocateSingles(asked).programs.find((one) => one.id === id)!.cutoffs.pool

  test('the chain comes back: beating the last one held is not enough', () => {
    const asked = problem(
      [program('k1', 1), program('k2', 1)],
      [
        child('anna', ['k1'], 10),
        child('ben', ['k1', 'k2'], { k1: 12, k2: 9 }),
        child('clara', ['k2', 'k1'], { k2: 5, k1: 30 }),
      ],
    )

    expect(cutoffOf(asked, 'k1')).toEqual({ priority: 12, lot: null })
    expect(nearestChanges(asked, 'anna')).toEqual([{ program: 'k1', points: 20, lot: false, place: true }])
    expect(position(raised(asked, 'anna', 'k1', 3), 'anna')).toBe(1)
  })

  test('the child itself pushed somebody there: fewer points than the last one held has are enough', () => {
    const asked = problem(
      [program('k1', 1), program('k2', 1)],
      [
        child('anna', ['k1', 'k2'], { k1: 10, k2: 20 }),
        child('ben', ['k1'], 12),
        child('clara', ['k2', 'k1'], { k2: 15, k1: 50 }),
      ],
    )

    expect(cutoffOf(asked, 'k1')).toEqual({ priority: 50, lot: null })
    expect(nearestChanges(asked, 'anna')).toEqual([{ program: 'k1', points: 2, lot: false, place: true }])
  })
})

describe('nothing that is no help is named', () => {
  test('no points where every place is reserved for others, and no place for whom it would not reach', () => {
    const asked = problem(
      [program('k1', 1, { A: 1 })],
      [child('anna', ['k1'], 0), child('ben', ['k1'], 5), child('clara', ['k1'], 1, { companies: ['A'] })],
    )

    expect(nearestChanges(asked, 'anna')).toEqual([{ program: 'k1', points: null, lot: false, place: false }])
    expect(nearestChanges(asked, 'ben')).toEqual([{ program: 'k1', points: null, lot: false, place: true }])
  })

  test('a tie: the lot would have done', () => {
    const asked = problem(
      [program('k1', 1)],
      [child('anna', ['k1'], 5, { lot: 'bb' }), child('ben', ['k1'], 5, { lot: 'aa' })],
    )

    expect(nearestChanges(asked, 'anna')).toEqual([{ program: 'k1', points: 1, lot: true, place: true }])
    expect(nearestChanges(asked, 'ben')).toEqual([])
  })

  test('a blocked wish is none, and an unknown child has none', () => {
    const asked = problem([program('k1', 1)], [child('anna', ['k1'], 5, { blocked: ['k1'] })])

    expect(nearestChanges(asked, 'anna')).toEqual([])
    expect(nearestChanges(asked, 'nobody')).toBeUndefined()
  })

  test('nothing is said where siblings apply together', () => {
    const asked = problem([program('k1', 1)], [child('anna', ['k1'], 5), child('ben', ['k1'], 6)], {
      families: [{ id: 'f', children: ['clara'], together: 'require', wishes: [['k1']] }],
    })

    expect(nearestChanges(asked, 'anna')).toBeUndefined()
  })
})
