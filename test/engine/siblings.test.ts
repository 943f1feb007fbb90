import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocateProblem } from '../../src/engine/allocate.ts'
import { buildFamilyRows } from '../../src/engine/family-rows.ts'
import { buildMarket } from '../../src/engine/market.ts'
import { narrowOptions } from '../../src/engine/siblings/narrow.ts'
import { buildUnits } from '../../src/engine/siblings/units.ts'
import type { AllocationOutcome, AllocationProblem, ChildInput } from '../../src/engine/types.ts'
import { formatViolation, verifyOutcome } from '../../src/engine/verify/verify.ts'
import { child, problem, program } from './support/builders.ts'
import { outcomeByDefinition, positionIn, stableResults, viewOf } from './support/families-by-definition.ts'
import { smallFamilyMarkets } from './support/family-problems.ts'
import { numRuns } from './support/problems.ts'

const markets = {
  'who want to be together or nothing': smallFamilyMarkets({ programs: 3, children: 6, capacity: 3 }),
  'some of whom would rather be split': smallFamilyMarkets({ programs: 4, children: 7, capacity: 2, prefer: true }),
  'with pool shares and orders': smallFamilyMarkets({
    programs: 3,
    children: 6,
    capacity: 4,
    pools: true,
    prefer: true,
  }),
  'under one common order': smallFamilyMarkets({ programs: 3, children: 7, capacity: 3, commonOrder: true }),
}

const matchingOf = ({ children }: AllocationProblem, { assignments }: AllocationOutcome) => {
  const placed = new Map(assignments.map(({ child: id, program: at }) => [id, at]))
  return new Map(children.map(({ id }) => [id, placed.get(id) ?? null]))
}

describe.each(Object.entries(markets))('siblings %s', (_, generated) => {
  test('get what the definition gives, by the step that it names, and the verifier agrees', async () => {
    await fc.assert(
      fc.asyncProperty(generated, async (market) => {
        const outcome = await allocateProblem(market)

        const { method, methodDetail, claims } = outcome
        const { matching, ...expected } = outcomeByDefinition(market)
        expect({ method, methodDetail, claims }).toEqual(expected)
        expect(matchingOf(market, outcome)).toEqual(matching)
        expect(verifyOutcome(market, outcome).map(formatViolation)).toEqual([])
      }),
      { numRuns: numRuns(50) },
    )
  })

  test('some of whom have places already get the same as by definition, and nobody ends worse', async () => {
    await fc.assert(
      fc.asyncProperty(generated, fc.array(fc.nat(), { minLength: 7, maxLength: 7 }), async (market, chances) => {
        const settled = withPresentPlaces(market, chances)

        const outcome = await allocateProblem(settled)

        expect(matchingOf(settled, outcome)).toEqual(outcomeByDefinition(settled).matching)
        expect(verifyOutcome(settled, outcome).map(formatViolation)).toEqual([])
        const view = viewOf(settled, new Set(outcome.methodDetail.split))
        for (const family of view.families.filter(({ children }) => children.some(({ present }) => present))) {
          const had = new Map(family.children.map(({ id, present = null }) => [id, present]))
          expect(positionIn(matchingOf(settled, outcome), family)).toBeLessThanOrEqual(positionIn(had, family))
        }
      }),
      { numRuns: numRuns(25) },
    )
  })

  test('keep every option that a stable result can give when the others are struck out', () => {
    fc.assert(
      fc.property(generated, (market) => {
        const named = buildMarket(market)
        const units = buildUnits(named, buildFamilyRows(market, named))
        const view = viewOf(market)
        const unitOf = (member: ChildInput) => units.unitOf[named.childIds.indexOf(member.id)]

        const { possible, sure } = narrowOptions(named.market, units)

        for (const stable of stableResults(view)) {
          for (const family of view.families) {
            const unit = unitOf(family.children[0])
            const position = positionIn(stable, family) + 1
            const left = possibleOf(units, possible, unit)
            if (family.options.some((option) => option.position + 1 === position)) expect(left).toContain(position)
            if (sure[unit] === 1) expect(position).toBe(left[0])
          }
        }
      }),
      { numRuns: numRuns(100) },
    )
  })

  test('get the same from shuffled rows, to the letter', async () => {
    await fc.assert(
      fc.asyncProperty(generated, async (market) => {
        const shuffled = {
          ...market,
          programs: market.programs.toReversed(),
          children: market.children.toReversed(),
          families: market.families?.toReversed(),
        }

        expect(JSON.stringify(await allocateProblem(shuffled))).toBe(JSON.stringify(await allocateProblem(market)))
      }),
      { numRuns: numRuns(15) },
    )
  })
})

function possibleOf({ optionStart, position }: ReturnType<typeof buildUnits>, possible: Uint8Array, unit: number) {
  const options = Array.from(position.subarray(optionStart[unit], optionStart[unit + 1]))
  return options.filter((_, at) => possible[optionStart[unit] + at] === 1)
}

// Some children have a place already, as far as there are places and the pair is not blocked.
function withPresentPlaces(market: AllocationProblem, chances: number[]): AllocationProblem {
  const free = new Map(market.programs.map(({ id, capacity }) => [id, capacity]))
  const children = market.children.map((one, at): ChildInput => {
    const present = market.programs[chances[at] % market.programs.length].id
    const left = free.get(present) ?? 0
    if (chances[at] % 3 !== 0 || left === 0 || one.blocked?.includes(present) === true) return one
    free.set(present, left - 1)
    return { ...one, present }
  })
  return { ...market, children }
}

/** A pair and one single, of whom nobody can be content (Klaus and Klijn 2005). */
const unstable = problem(
  [program('h1', 1), program('h2', 1)],
  [child('c1', [], { h1: 2, h2: 1 }), child('c2', [], { h1: 0, h2: 1 }), child('s', ['h1', 'h2'], { h1: 1, h2: 2 })],
  { families: [{ id: 'F', children: ['c1', 'c2'], together: 'require', wishes: [['h1', 'h2']] }] },
)

/** The twins come second at k1 with one place left; whoever gave it to one of them would tear them apart. */
const twins = problem(
  [program('k1', 2), program('k2', 2)],
  [child('t1', [], 3), child('t2', [], 2), child('s', ['k1'], 4)],
  {
    families: [
      {
        id: 'T',
        children: ['t1', 't2'],
        together: 'require',
        wishes: [
          ['k1', 'k1'],
          ['k2', 'k2'],
        ],
      },
    ],
  },
)

describe('where nobody can be content', () => {
  test('the pair drops its wish, says so in a claim, and the single child keeps its best place', async () => {
    const outcome = await allocateProblem(unstable)

    expect(outcome).toMatchObject({
      method: 'family-fallback',
      methodDetail: { exact: 'no-stable-result', deleted: { F: [0] } },
      assignments: [{ child: 's', program: 'h1' }],
    })
    expect(verifyOutcome(unstable, outcome)).toEqual([])
  })

  test('a family of together or split is split, and its children try alone', async () => {
    const [family] = unstable.families ?? []
    const prefers = {
      ...unstable,
      children: unstable.children.map((one) => (one.id === 's' ? one : { ...one, wishes: ['h1', 'h2'] })),
      families: [{ ...family, together: 'prefer' as const }],
    }

    const outcome = await allocateProblem(prefers)

    expect(outcome).toMatchObject({ method: 'plain', methodDetail: { split: ['F'] }, unplaced: ['c2'] })
    expect(verifyOutcome(prefers, outcome)).toEqual([])
  })
})

describe('a family one of whose children has a place already', () => {
  test('keeps it rather than fall for what it wished for less, also where nothing is stable', async () => {
    const market = problem(
      [program('k0', 1), program('k1', 1)],
      [child('anna', [], 0), child('ben', [], 0, { present: 'k0' }), child('s', ['k0'], 0)],
      {
        families: [
          {
            id: 'F',
            children: ['anna', 'ben'],
            together: 'require',
            wishes: [
              ['k0', null],
              [null, 'k0'],
              ['k1', null],
            ],
          },
        ],
      },
    )

    for (const solve of [undefined, async () => ({ kind: 'limit-reached' as const })]) {
      const outcome = await allocateProblem(market, solve && { solve })

      expect(outcome.assignments).toMatchObject([{ program: 'k0' }])
      expect(outcome.unplaced).toContain('s')
      expect(verifyOutcome(market, outcome)).toEqual([])
    }
  })
})

describe('what the family is told', () => {
  test('who would have got in alone, and who would not', async () => {
    const { explanations } = await allocateProblem(twins)

    const codes = Object.fromEntries(
      (explanations ?? []).map(({ child: id, wishes }) => [id, wishes.map(({ code }) => code)]),
    )
    expect(codes).toEqual({ s: ['admitted'], t1: ['sibling-apart', 'admitted'], t2: ['sibling-apart', 'admitted'] })
  })
})

describe('a solver that reaches its limit', () => {
  test('without any result leaves the decision to joint consistency, and the record says why', async () => {
    const gaveUp = await allocateProblem(twins, { solve: async () => ({ kind: 'limit-reached' }) })

    // Narrowing alone settles the twins, so nothing was left to solve.
    expect(gaveUp).toMatchObject({ method: 'family-exact', methodDetail: { optimal: true } })

    const outcome = await allocateProblem(unstable, { solve: async () => ({ kind: 'limit-reached' }) })
    expect(outcome).toMatchObject({ method: 'family-fallback', methodDetail: { exact: 'limit-reached' } })
    expect(verifyOutcome(unstable, outcome)).toEqual([])
  })

  test('with a result that is not proved to be the best, says that', async () => {
    const crossed = problem(
      [program('k1', 1), program('k2', 1)],
      [
        child('a1', [], { k1: 2, k2: 1 }),
        child('a2', [], { k1: 2, k2: 1 }),
        child('b1', [], { k1: 1, k2: 2 }),
        child('b2', [], { k1: 1, k2: 2 }),
      ],
      {
        families: [
          { id: 'A', children: ['a1', 'a2'], together: 'require', wishes: [['k1', 'k2']] },
          { id: 'B', children: ['b1', 'b2'], together: 'require', wishes: [['k2', 'k1']] },
        ],
      },
    )
    const best = await allocateProblem(crossed)
    expect(best).toMatchObject({ method: 'family-exact', methodDetail: { optimal: true } })
    const atoms = best.assignments.some(({ child: id }) => id === 'a1') ? ['gets(0,1)'] : ['gets(1,1)']

    const outcome = await allocateProblem(crossed, { solve: async () => ({ kind: 'model', atoms, optimal: false }) })

    expect(outcome).toMatchObject({ method: 'family-exact', methodDetail: { optimal: false } })
    expect(verifyOutcome(crossed, outcome)).toEqual([])
  })

  test('and lies about stability, is found out by the verifier', async () => {
    const outcome = await allocateProblem(unstable, {
      solve: async () => ({ kind: 'model', atoms: ['gets(1,1)'], optimal: true }),
    })

    expect(verifyOutcome(unstable, outcome).map(({ check }) => check)).toContain('V8')
  })
})
