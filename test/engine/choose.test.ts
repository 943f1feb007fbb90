import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocateSingles } from '../../src/engine/allocate.ts'
import { runRound } from '../../src/engine/deferred-acceptance.ts'
import { buildMarket } from '../../src/engine/market.ts'
import type { AllocationProblem, ChildInput } from '../../src/engine/types.ts'
import { choose } from './support/by-definition.ts'
import { child, problem, program } from './support/builders.ts'
import { numRuns, smallProblems } from './support/problems.ts'

const crowded = smallProblems({ programs: 1, children: 8, capacity: 5 })

/** Whom the engine keeps at the only program if exactly these children ask. */
const kept = (of: AllocationProblem, children: ChildInput[]): Set<string> =>
  new Set(allocateSingles({ ...of, children }).assignments.map(({ child: id }) => id))

describe('whom a program keeps', () => {
  test('whoever is kept of many is kept of fewer (substitutes)', () => {
    fc.assert(
      fc.property(crowded, fc.nat(), (of, chance) => {
        const { children } = of
        fc.pre(children.length > 0)
        const gone = children[chance % children.length]
        const before = kept(of, children)
        const after = kept(
          of,
          children.filter((one) => one !== gone),
        )

        for (const id of before) if (id !== gone.id) expect(after).toContain(id)
      }),
      { numRuns: numRuns(300) },
    )
  })

  test('of more children no fewer are kept (law of aggregate demand)', () => {
    fc.assert(
      fc.property(crowded, (of) => {
        const sizes = of.children.map((_, at) => kept(of, of.children.slice(0, at + 1)).size)

        expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
      }),
      { numRuns: numRuns(200) },
    )
  })

  test('company places are used as far as they can be, and none is filled twice', () => {
    fc.assert(
      fc.property(crowded, (of) => {
        const asking = of.children.filter(({ blocked = [] }) => !blocked.includes('k0'))
        const labelled = allocateSingles(of).assignments.filter(({ countsFor }) => countsFor !== null)

        expect(labelled).toHaveLength(choose(of.programs[0], asking).onCompanyPlace.length)
      }),
      { numRuns: numRuns(200) },
    )
  })

  test('a child of two companies shifts so that another can come in', () => {
    const of = problem(
      [program('k', 3, { A: 1, B: 1, C: 1 })],
      [
        child('ab', ['k'], 9, { companies: ['A', 'B'] }),
        child('bc', ['k'], 8, { companies: ['B', 'C'] }),
        child('a', ['k'], 1, { companies: ['A'] }),
        child('x', ['k'], 10),
      ],
    )

    expect(allocateSingles(of).assignments).toEqual([
      { child: 'a', program: 'k', countsFor: 'A' },
      { child: 'ab', program: 'k', countsFor: 'B' },
      { child: 'bc', program: 'k', countsFor: 'C' },
    ])
  })

  test('labels go round where each of three counts for the company of the next', () => {
    const of = problem(
      [program('k', 3, { A: 1, B: 1, C: 1 })],
      [
        child('1', ['k'], 1, { companies: ['A', 'C'] }),
        child('2', ['k'], 9, { companies: ['A', 'B'] }),
        child('3', ['k'], 1, { companies: ['B', 'C'] }),
      ],
    )

    expect(allocateSingles(of).assignments.map(({ countsFor }) => countsFor)).toEqual(['C', 'A', 'B'])
  })

  test('a company with two children on shared places loses the last of all within reach', () => {
    const of = problem(
      [program('k', 2, { A: 1, B: 1 })],
      [
        child('ab', ['k'], 2, { companies: ['A', 'B'] }),
        child('b', ['k'], 1, { companies: ['B'] }),
        child('a', ['k'], 3, { companies: ['A'] }),
      ],
    )

    expect(allocateSingles(of).unplaced).toEqual(['b'])
  })

  test('a pool of another order takes who lost a company place by that order', () => {
    const of = problem(
      [program('k', 2, { A: 1 })],
      [
        child('a1', ['k'], 5, { companies: ['A'] }),
        child('a2', ['k'], 4, { companies: ['A'], poolPriority: 9 }),
        child('x', ['k'], 8, { poolPriority: 1 }),
      ],
    )

    expect(allocateSingles(of).unplaced).toEqual(['x'])
  })

  test('pool shares divide what the company places leave', () => {
    const of = problem(
      [{ ...program('k', 4, { C: 1 }), poolShares: { A: 1, B: 1 } }],
      [
        ...['a1', 'a2', 'a3', 'a4'].map((id) => child(id, ['k'], 9, { companies: ['A'] })),
        child('b', ['k'], 1, { companies: ['B'] }),
        child('c', ['k'], 0, { companies: ['C'] }),
      ],
    )
    const outcome = allocateSingles(of)

    expect(outcome.unplaced).toEqual(['a3', 'a4'])
    expect(outcome.programs[0].shares).toEqual({ A: 2, B: 1 })
  })
})

describe('the order of proposals', () => {
  test('does not matter', () => {
    fc.assert(
      fc.property(
        smallProblems({ programs: 4, children: 14, capacity: 4 }),
        fc.infiniteStream(fc.nat()),
        (of, chance) => {
          const { market } = buildMarket(of)
          const keys = Array.from({ length: market.children }, () => chance.next().value)
          const sequence = Int32Array.from(keys.keys()).toSorted((a, b) => keys[a] - keys[b])

          expect(runRound(market, { sequence }).wish).toEqual(runRound(market).wish)
        },
      ),
      { numRuns: numRuns(200) },
    )
  })

  test('is told at most a hundred times how far it has come', () => {
    const children = Array.from({ length: 950 }, (_, at) => child(`c${at}`, ['k'], at))
    const told: number[] = []
    allocateSingles(problem([program('k', 10)], children), { onProgress: (done) => told.push(done) })

    expect(told.length).toBeLessThanOrEqual(100)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told.at(-1)).toBe(950)
  })
})

describe('the borders', () => {
  test('nobody and nothing', () => {
    expect(allocateSingles(problem([], []))).toMatchObject({ assignments: [], unplaced: [], programs: [] })
  })

  test('more places than there can ever be children', () => {
    const most = Number.MAX_SAFE_INTEGER
    const endless = { ...program('k', most, { A: most - 1 }), poolShares: { A: 2, B: most } }
    const outcome = allocateSingles(problem([endless], [child('a', ['k'], 1, { companies: ['A', 'B'] })]))

    expect(outcome.assignments).toEqual([{ child: 'a', program: 'k', countsFor: 'A' }])
    expect(outcome.programs[0].cutoffs).toEqual({ pool: 'open', A: 'open' })
  })

  test('a list of more than 255 wishes', () => {
    const programs = Array.from({ length: 300 }, (_, at) => program(`k${at}`, at === 299 ? 1 : 0))
    const wishes = programs.map(({ id }) => id)
    const outcome = allocateSingles(problem(programs, [child('a', wishes, 1), child('b', wishes, 2)]))

    expect(outcome.assignments).toEqual([{ child: 'b', program: 'k299', countsFor: null }])
  })

  test('families are an error of whoever did not read the problem first', () => {
    const families = [{ id: 'F', children: ['a'], together: 'require' as const, wishes: [] }]

    expect(() => allocateSingles(problem([], [child('a', [], 1)], { families }))).toThrow(
      'allocateProblem waits for it',
    )
  })
})
