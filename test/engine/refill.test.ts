import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocateSingles } from '../../src/engine/allocate.ts'
import { LimitedPlaces } from '../../src/engine/limited-places.ts'
import { NONE } from '../../src/engine/market.ts'
import type { AllocationOutcome, AllocationProblem, ChildInput } from '../../src/engine/types.ts'
import { verifyOutcome } from '../../src/engine/verify/verify.ts'
import { choose, wishesOf } from './support/by-definition.ts'
import { child, problem, program } from './support/builders.ts'
import { numRuns, smallProblems } from './support/problems.ts'

/** Who ends where; the verifier must agree. */
function places(of: AllocationProblem): Record<string, string> {
  const outcome = allocateSingles(of)
  expect(verifyOutcome(of, outcome)).toEqual([])
  return Object.fromEntries(outcome.assignments.map((assignment) => [assignment.child, assignment.program]))
}

const programOf = ({ programs }: AllocationOutcome, id: string) => programs.find((one) => one.id === id)

describe('a child that has a place and waits for a better one', () => {
  test('keeps it, whoever comes', () => {
    const of = problem(
      [program('k1', 1, { A: 1 }), program('k2', 1)],
      [
        child('stays', ['k2'], 0, { present: 'k1' }),
        child('a', ['k1', 'k2'], 9, { companies: ['A'] }),
        child('x', ['k1', 'k2'], 8),
      ],
    )

    expect(places(of)).toEqual({ stays: 'k1', a: 'k2' })
  })

  test('moves up where it can, and its place goes to the next', () => {
    const of = problem(
      [program('k1', 1), program('k2', 1)],
      [child('moves', ['k2'], 5, { present: 'k1' }), child('new', ['k2', 'k1'], 1), child('late', ['k1'], 0)],
    )

    expect(places(of)).toEqual({ moves: 'k2', new: 'k1' })
  })

  test('changes places with another that would rather have its one', () => {
    const of = problem(
      [program('k1', 1), program('k2', 1)],
      [child('one', ['k2'], 1, { present: 'k1' }), child('two', ['k1'], 1, { present: 'k2' })],
    )

    expect(places(of)).toEqual({ one: 'k2', two: 'k1' })
  })

  test('does not go further down its list than that place', () => {
    const of = problem(
      [program('k1', 1), program('k2', 1)],
      [child('stays', ['k1', 'k2'], 0, { present: 'k1' }), child('new', ['k1'], 9)],
    )

    expect(places(of)).toEqual({ stays: 'k1' })
  })

  test('counts for no company, and is told that no cut-off can take its place', () => {
    const of = problem(
      [program('k1', 2, { A: 1 }), program('k2', 0)],
      [child('stays', ['k2'], 3, { companies: ['A'], present: 'k1' }), child('new', ['k1'], 1)],
    )
    const outcome = allocateSingles(of)

    expect(outcome.assignments).toContainEqual({ child: 'stays', program: 'k1', countsFor: null })
    expect(outcome.explanations?.find((one) => one.child === 'stays')?.wishes).toEqual([
      { program: 'k2', code: 'no-places', own: { priority: 3, lot: null }, needed: { pool: 'closed' } },
      {
        program: 'k1',
        code: 'admitted',
        own: { priority: 3, lot: null, present: true, countsFor: null },
        needed: { pool: { priority: 1, lot: null }, A: 'open' },
      },
    ])
  })

  test('is turned away from a Kita that has refused it, and keeps what it has', () => {
    const of = problem(
      [program('k1', 1), program('k2', 1), program('k3', 1)],
      [child('refused', ['k2', 'k3'], 9, { present: 'k1', blocked: ['k2'] }), child('x', ['k3'], 10)],
    )

    expect(places(of)).toEqual({ refused: 'k1', x: 'k3' })
    expect(allocateSingles(of).explanations?.[0].wishes.map(({ code }) => code)).toEqual([
      'blocked',
      'below-cutoff',
      'admitted',
    ])
  })
})

describe('company places where present places leave fewer than are reserved', () => {
  const kept = (...others: ChildInput[]) =>
    problem(
      [program('k', 3, { A: 2, B: 1 })],
      [...others, child('stays', ['k'], 0, { present: 'k' }), child('a', ['k'], 3, { companies: ['A'] })],
    )

  test('as many are in use as are left', () => {
    const of = kept(child('b', ['k'], 1, { companies: ['B'] }))

    expect(places(of)).toEqual({ stays: 'k', a: 'k', b: 'k' })
    expect(programOf(allocateSingles(of), 'k')).toMatchObject({ held: 3, present: 1 })
  })

  test('a child with a free one within reach gets in for the last child on any of them', () => {
    const of = kept(child('a2', ['k'], 2, { companies: ['A'] }), child('b', ['k'], 4, { companies: ['B'] }))

    expect(places(of)).toEqual({ stays: 'k', a: 'k', b: 'k' })
  })

  test('and stays out if it comes after all of them', () => {
    const of = kept(child('a2', ['k'], 2, { companies: ['A'] }), child('b', ['k'], 1, { companies: ['B'] }))
    const outcome = allocateSingles(of)

    expect(places(of)).toEqual({ stays: 'k', a: 'k', a2: 'k' })
    expect(programOf(outcome, 'k')?.cutoffs).toEqual({
      pool: 'closed',
      A: { priority: 2, lot: null },
      B: { priority: 2, lot: null },
    })
  })

  test('who goes is told with its rank', () => {
    const rows = { start: Int32Array.from([0, 2]), company: Int32Array.from([0, 1]) }
    const limited = new LimitedPlaces(rows, Int32Array.from([2, 1]), Int32Array.from([1]))

    expect(limited.offer(0, 7, 30, 0, NONE)).toBe(NONE)
    expect([limited.offer(0, 8, 20, 1, NONE), limited.displacedRank]).toEqual([7, 30])
    expect([limited.offer(0, 9, 25, 0, NONE), limited.displacedRank]).toEqual([9, 25])
    expect([limited.narrow(0), limited.displacedRank]).toEqual([8, 20])
    expect(limited.offer(0, 9, 10, 0, 1)).toBe(9)
  })

  test('a company with a place within reach is open only while one may still be used', () => {
    expect(programOf(allocateSingles(kept()), 'k')?.cutoffs).toEqual({ pool: 'open', A: 'open', B: 'open' })
  })

  test('a program of present places only is closed to everybody', () => {
    const of = problem(
      [{ ...program('k', 1, { A: 1 }), poolShares: { A: 1 } }],
      [child('stays', ['k'], 0, { present: 'k' }), child('a', ['k'], 1, { companies: ['A'] })],
    )
    const outcome = allocateSingles(of)

    expect(places(of)).toEqual({ stays: 'k' })
    expect(programOf(outcome, 'k')).toMatchObject({
      cutoffs: { pool: 'closed', A: 'closed' },
      shares: { A: 0 },
      shareCutoffs: { A: 'closed' },
    })
  })

  test('pool shares divide what present and company places leave', () => {
    const of = problem(
      [{ ...program('k', 5, { C: 1 }), poolShares: { A: 1, B: 1 } }],
      [
        ...['a1', 'a2', 'a3', 'a4'].map((id) => child(id, ['k'], 9, { companies: ['A'] })),
        child('b', ['k'], 1, { companies: ['B'] }),
        child('c', ['k'], 0, { companies: ['C'] }),
        child('stays', ['k'], 0, { companies: ['A'], present: 'k' }),
      ],
    )

    expect(Object.keys(places(of))).toEqual(['a1', 'a2', 'b', 'c', 'stays'])
    expect(programOf(allocateSingles(of), 'k')?.shares).toEqual({ A: 2, B: 1 })
  })
})

describe('generated problems with present places', () => {
  const refill = smallProblems({ programs: 4, children: 12, capacity: 4 }).filter(({ children }) =>
    children.some(({ present }) => present !== undefined),
  )
  const crowded = smallProblems({ programs: 1, children: 7, capacity: 4 }).filter(({ children }) =>
    children.some(({ present }) => present !== undefined),
  )

  test('nobody ends worse than with its present place', () => {
    fc.assert(
      fc.property(refill, (of) => {
        const ended = places(of)
        for (const one of of.children) {
          if (one.present === undefined) continue
          const list = wishesOf(one)
          expect(list.slice(0, list.indexOf(one.present) + 1)).toContain(ended[one.id])
        }
      }),
      { numRuns: numRuns(150) },
    )
  })

  test('a present place less at another child hurts nobody else', () => {
    fc.assert(
      fc.property(refill, fc.nat(), (of, chance) => {
        const having = of.children.filter(({ present }) => present !== undefined)
        const leaves = having[chance % having.length]
        const before = places(of)
        const after = places({ ...of, children: of.children.filter((one) => one !== leaves) })
        for (const one of of.children) {
          const list = [...wishesOf(one), undefined]
          if (one !== leaves) expect(list.indexOf(after[one.id])).toBeLessThanOrEqual(list.indexOf(before[one.id]))
        }
      }),
      { numRuns: numRuns(100) },
    )
  })

  test('the rule satisfies substitutes and the law of aggregate demand over all subsets, as does the engine', () => {
    fc.assert(
      fc.property(crowded, (of) => {
        const [only] = of.programs
        const asking = of.children.filter((one) => wishesOf(one).includes(only.id))
        const keptOf = new Map<number, Set<string>>()
        for (let subset = 0; subset < 1 << asking.length; subset++) {
          const children = asking.filter((_, at) => (subset & (1 << at)) !== 0)
          const { kept } = choose(only, children)
          keptOf.set(subset, kept)
          const engine = allocateSingles({ ...of, children }, { explanations: false })
          expect(new Set(engine.assignments.map((assignment) => assignment.child))).toEqual(kept)

          asking.forEach(({ id }, at) => {
            if ((subset & (1 << at)) === 0) return
            const fewer = keptOf.get(subset & ~(1 << at))
            expect(fewer?.size).toBeLessThanOrEqual(kept.size)
            for (const one of kept) if (one !== id) expect(fewer).toContain(one)
          })
        }
      }),
      { numRuns: numRuns(10) },
    )
  })
})
