import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareOutcomes,
  listedChildren,
  type ListedChild,
  type Move,
  moves,
  type OutcomeComparison,
} from '../../src/domain/compare-outcomes.ts'
import type { Assignment } from '../../src/engine/types.ts'
import { numRuns } from '../engine/support/problems.ts'

const kitaOf = new Map([
  ['sonne-u3', 'sonne'],
  ['sonne-ü3', 'sonne'],
  ['mond-u3', 'mond'],
])
const wishes = ['sonne-u3', 'mond-u3', 'sonne-ü3']
const anna: ListedChild = { id: 'anna', companies: ['klinik', 'werk'], wishes }
const placed = (program: string, countsFor: string | null = null): Assignment[] => [
  { child: 'anna', program, countsFor },
]

describe('one child in two outcomes', () => {
  test.each<[string, Assignment[], Assignment[], Move]>([
    ['has a place only in the second', [], placed('mond-u3'), 'gained'],
    ['has a place only in the first', placed('mond-u3'), [], 'lost'],
    ['gets a better wish', placed('mond-u3'), placed('sonne-u3'), 'moved-up'],
    ['gets a later wish', placed('sonne-u3'), placed('sonne-ü3'), 'moved-down'],
    [
      'counts for the other parent’s company',
      placed('mond-u3', 'klinik'),
      placed('mond-u3', 'werk'),
      'counts-otherwise',
    ],
    ['counts for the pool instead', placed('mond-u3', 'klinik'), placed('mond-u3'), 'counts-otherwise'],
    ['has what it had', placed('mond-u3', 'klinik'), placed('mond-u3', 'klinik'), 'same'],
    ['waits in both', [], [], 'same'],
  ])('that %s', (_, before, after, move) => {
    expect(compareOutcomes([anna], before, after, kitaOf).children[0].move).toBe(move)
  })

  test('is told with both places, their rank and what they count for', () => {
    const compared = compareOutcomes([anna], placed('mond-u3', 'werk'), placed('sonne-u3'), kitaOf)

    expect(compared.children).toEqual([
      {
        id: 'anna',
        companies: ['klinik', 'werk'],
        move: 'moved-up',
        before: { program: 'mond-u3', rank: 2, countsFor: 'werk' },
        after: { program: 'sonne-u3', rank: 1, countsFor: null },
      },
    ])
  })
})

describe('three children of whom one gains what another loses', () => {
  const children: ListedChild[] = [
    anna,
    { id: 'ben', companies: ['werk'], wishes: ['sonne-u3'] },
    { id: 'clara', companies: [], wishes },
  ]
  const { companies, kitas, total, wishRanks } = compareOutcomes(
    children,
    [
      { child: 'ben', program: 'sonne-u3', countsFor: 'werk' },
      { child: 'clara', program: 'mond-u3', countsFor: null },
    ],
    [
      { child: 'anna', program: 'sonne-u3', countsFor: 'klinik' },
      { child: 'clara', program: 'sonne-ü3', countsFor: null },
    ],
    kitaOf,
  )

  test('is summed up', () => {
    expect(total).toEqual({
      children: 3,
      placedBefore: 2,
      placedAfter: 2,
      gained: 1,
      lost: 1,
      movedUp: 0,
      movedDown: 1,
    })
  })

  test('by company, a child of two companies in both rows', () => {
    expect(companies).toMatchObject([
      { companyId: 'klinik', children: 1, gained: 1, lost: 0, countedBefore: 0, countedAfter: 1 },
      { companyId: 'werk', children: 2, gained: 1, lost: 1, countedBefore: 1, countedAfter: 0 },
    ])
  })

  test('by Kita: a change of class in the same house is neither coming nor going', () => {
    expect(kitas).toEqual([
      { kitaId: 'mond', before: 1, after: 0, came: 0, went: 1 },
      { kitaId: 'sonne', before: 1, after: 2, came: 2, went: 1 },
    ])
  })

  test('by wish rank', () => {
    expect(wishRanks.slice(0, 3)).toEqual([
      { rank: 1, before: 1, after: 1 },
      { rank: 2, before: 1, after: 0 },
      { rank: 3, before: 0, after: 1 },
    ])
  })
})

describe('outcomes that are not of these children', () => {
  test.each([
    ['name a child that nobody knows', [{ child: 'zoe', program: 'mond-u3', countsFor: null }]],
    ['place a child where it did not wish to be', placed('elsewhere')],
  ])('%s: an error, no figure', (_, after) => {
    expect(() => compareOutcomes([anna], [], after, kitaOf)).toThrow()
  })
})

test('a child that applies together with a sibling has its programs in the order of the family’s options', () => {
  const child = (id: string, own: string[] = []) => ({ id, wishes: own, companies: [], priority: 0 })
  const options = [
    ['a', 'b'],
    ['a', null],
    ['c', 'd'],
  ]

  const listed = listedChildren({
    format: 'allocation-problem/1',
    programs: [],
    children: [child('one'), child('two', ['e', 'b']), child('alone', ['x'])],
    families: [{ id: 'F', children: ['one', 'two'], together: 'prefer', wishes: options }],
  })

  expect(listed.map(({ wishes: list }) => list)).toEqual([['a', 'c'], ['b', 'd', 'e'], ['x']])
})

describe('whatever the two outcomes', () => {
  const programs = ['p0', 'p1', 'p2', 'p3']
  const kitas = new Map(programs.map((id, at) => [id, `kita-${at % 2}`]))
  const child = fc.record({
    wishes: fc.shuffledSubarray(programs),
    companies: fc.shuffledSubarray(['A', 'B', 'C'], { maxLength: 2 }),
    before: fc.nat({ max: 4 }),
    after: fc.nat({ max: 4 }),
    counts: fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 })),
  })
  const outcomes = fc.array(child, { maxLength: 12 }).map((drawn) => {
    const children = drawn.map(({ wishes: list, companies }, at) => ({ id: `c${at}`, companies, wishes: list }))
    const assigned = (side: 'before' | 'after') =>
      drawn.flatMap((one, at): Assignment[] => {
        const program = one.wishes.at(one[side])
        if (program === undefined) return []
        const countsFor = one.companies.at(one.counts[side === 'before' ? 0 : 1]) ?? null
        return [{ child: `c${at}`, program, countsFor }]
      })
    return { children, before: assigned('before'), after: assigned('after') }
  })
  const holds = (property: (one: { children: ListedChild[]; before: Assignment[]; after: Assignment[] }) => void) =>
    fc.assert(fc.property(outcomes, property), { numRuns: numRuns(150) })

  const addsUp = (compare: typeof compareOutcomes) =>
    fc.check(
      fc.property(outcomes, ({ children, before, after }) => {
        const { byMove, total, kitas: houses, wishRanks } = compare(children, before, after, kitas)
        const sum = (numbers: number[]) => numbers.reduce((all, number) => all + number, 0)
        const fullyTold = (rows: { before: number; after: number }[]) =>
          sum(rows.map((row) => row.before)) === before.length && sum(rows.map((row) => row.after)) === after.length
        return (
          sum(moves.map((move) => byMove[move])) === children.length &&
          total.placedBefore === before.length &&
          total.placedAfter - total.placedBefore === total.gained - total.lost &&
          byMove.gained === total.gained &&
          fullyTold(houses) &&
          fullyTold(wishRanks) &&
          houses.every((house) => house.after - house.before === house.came - house.went)
        )
      }),
      { numRuns: numRuns(150) },
    )

  test('every figure adds up', () => {
    expect(addsUp(compareOutcomes)).toMatchObject({ failed: false })
  })

  test.each<[string, (told: OutcomeComparison) => OutcomeComparison]>([
    ['forgets a Kita', (told) => ({ ...told, kitas: told.kitas.slice(1) })],
    ['forgets the later wishes', (told) => ({ ...told, wishRanks: told.wishRanks.slice(0, 3) })],
    ['takes gained for lost', (told) => ({ ...told, total: { ...told.total, gained: told.total.lost } })],
  ])('and a comparison that %s is found out', (_, spoil) => {
    expect(addsUp((...given) => spoil(compareOutcomes(...given)))).toMatchObject({ failed: true })
  })

  test('a company’s row is the comparison of its own children', () => {
    holds(({ children, before, after }) => {
      const { companies } = compareOutcomes(children, before, after, kitas)
      for (const { companyId, countedBefore, countedAfter, ...row } of companies) {
        const own = children.filter((one) => one.companies.includes(companyId))
        const ofOwn = ({ child: id }: Assignment) => own.some((one) => one.id === id)
        expect(row).toEqual(compareOutcomes(own, before.filter(ofOwn), after.filter(ofOwn), kitas).total)
        expect(countedBefore).toBe(before.filter(({ countsFor }) => countsFor === companyId).length)
        expect(countedAfter).toBe(after.filter(({ countsFor }) => countsFor === companyId).length)
      }
    })
  })

  test('an outcome compared with itself is the same for all', () => {
    holds(({ children, before }) => {
      expect(compareOutcomes(children, before, before, kitas).byMove.same).toBe(children.length)
    })
  })

  test('the other way round, gained is lost, up is down, came is went', () => {
    holds(({ children, before, after }) => {
      expect(turned(compareOutcomes(children, after, before, kitas))).toEqual(
        compareOutcomes(children, before, after, kitas),
      )
    })
  })
})

const opposite: Record<Move, Move> = {
  gained: 'lost',
  lost: 'gained',
  'moved-up': 'moved-down',
  'moved-down': 'moved-up',
  'counts-otherwise': 'counts-otherwise',
  same: 'same',
}

/** A comparison read from its other side. */
function turned(comparison: OutcomeComparison): OutcomeComparison {
  const totals = <T extends OutcomeComparison['total']>(row: T): T => ({
    ...row,
    placedBefore: row.placedAfter,
    placedAfter: row.placedBefore,
    gained: row.lost,
    lost: row.gained,
    movedUp: row.movedDown,
    movedDown: row.movedUp,
  })
  const swap = <T extends { before: unknown; after: unknown }>(row: T): T => ({
    ...row,
    before: row.after,
    after: row.before,
  })
  return {
    children: comparison.children.map((child) => ({ ...swap(child), move: opposite[child.move] })),
    byMove: Object.fromEntries(
      moves.map((move) => [move, comparison.byMove[opposite[move]]]),
    ) as OutcomeComparison['byMove'],
    total: totals(comparison.total),
    companies: comparison.companies.map((row) => ({
      ...totals(row),
      countedBefore: row.countedAfter,
      countedAfter: row.countedBefore,
    })),
    kitas: comparison.kitas.map((row) => ({ ...swap(row), came: row.went, went: row.came })),
    wishRanks: comparison.wishRanks.map(swap),
  }
}
