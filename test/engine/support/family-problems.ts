import * as fc from 'fast-check'
import type { AllocationProblem, ChildInput, FamilyInput, ProgramInput, Score } from '../../../src/engine/types.ts'

export type FamilyMarketSize = {
  /** At least two. */
  programs: number
  children: number
  capacity: number
  /** Families of "together or split" among them; otherwise all want to be together or nothing. */
  prefer?: boolean
  /** Pool shares and orders of the pool's own. */
  pools?: boolean
  /** One priority for all programs and no blocked pairs: what a single common order allows. */
  commonOrder?: boolean
}

const companyIds = ['A', 'B', 'C']

/**
 * Small crowded markets with siblings: twins at one program, options with nothing for one child, overlapping reserves,
 * ties, shared lots and blocked pairs.
 */
export function smallFamilyMarkets(size: FamilyMarketSize): fc.Arbitrary<AllocationProblem> {
  return fc.integer({ min: 2, max: size.programs }).chain((count) => {
    const programs = Array.from({ length: count }, (_, at) => `k${at}`)
    return fc
      .record({
        programs: fc.tuple(...programs.map((id) => programOf(id, size))),
        groups: groupsOf(size, programs),
        ids: fc.shuffledSubarray(
          Array.from({ length: size.children }, (_, at) => `c${at}`),
          { minLength: size.children },
        ),
      })
      .map(({ programs: places, groups, ids }) => problemOf(places, groups, ids))
  })
}

/** Children who apply together, still without ids; one child alone is a single. */
type Group = { children: Omit<ChildInput, 'id'>[]; options: (string | null)[][]; together: FamilyInput['together'] }

function problemOf(programs: ProgramInput[], groups: Group[], ids: string[]): AllocationProblem {
  const children: ChildInput[] = []
  const families: FamilyInput[] = []
  let next = 0
  for (const { children: members, options, together } of groups) {
    const named = members.map((child): ChildInput => {
      const isSplittable = members.length === 1 || together === 'prefer'
      return { ...child, id: ids[next++], wishes: isSplittable ? child.wishes : [] }
    })
    children.push(...named)
    if (named.length === 1) continue
    families.push({ id: `F${families.length}`, children: named.map(({ id }) => id), together, wishes: options })
  }
  return { format: 'allocation-problem/1', programs, children, families }
}

function groupsOf(size: FamilyMarketSize, programs: string[]): fc.Arbitrary<Group[]> {
  // More groups than there is room for: the first that fit, so that most markets are full.
  const sizes = fc.array(fc.constantFrom(1, 1, 2, 2, 3), { minLength: 3, maxLength: size.children, size: 'max' })
  return sizes.chain((wanted) => {
    let left = size.children
    const fitting = wanted.filter((members) => {
      if (members > left) return false
      left -= members
      return true
    })
    return fc.tuple(...fitting.map((members) => groupOf(members, size, programs)))
  })
}

function groupOf(members: number, size: FamilyMarketSize, programs: string[]): fc.Arbitrary<Group> {
  const one = fc.constantFrom(...programs)
  const together = one.map((program): (string | null)[] => Array.from({ length: members }, () => program))
  const apart = fc.array(fc.option(one, { freq: 6 }), { minLength: members, maxLength: members })
  return fc.record({
    children: fc
      .record({
        lot: fc.option(fc.constantFrom('00', '01', '0a', 'ff'), { freq: 3 }),
        children: fc.array(childOf(size, programs), { minLength: members, maxLength: members }),
      })
      .map(({ lot, children }) => children.map((child) => (lot === null ? child : { ...child, lot }))),
    options: fc.uniqueArray(fc.oneof(together, together, apart), {
      minLength: 2,
      maxLength: 5,
      selector: (option) => JSON.stringify(option),
    }),
    together: size.prefer === true ? fc.constantFrom('require', 'prefer') : fc.constant('require'),
  })
}

function childOf(size: FamilyMarketSize, programs: string[]): fc.Arbitrary<Omit<ChildInput, 'id'>> {
  const common = fc.integer({ min: -1, max: 5 })
  const each = fc.tuple(...programs.map(() => fc.nat({ max: 3 }))).map((scores): Score => {
    return Object.fromEntries(programs.map((id, at) => [id, scores[at]]))
  })
  const score: fc.Arbitrary<Score> = size.commonOrder === true ? common : fc.oneof(common, each)
  return fc
    .record({
      wishes: fc.shuffledSubarray(programs, { minLength: 1 }),
      companies: fc.shuffledSubarray(companyIds, { maxLength: 2 }),
      priority: score,
      poolPriority: size.pools === true ? fc.option(score, { freq: 2 }) : fc.constant(null),
      blocked:
        size.commonOrder === true
          ? fc.constant(null)
          : fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, fc.subarray(programs, { maxLength: 1 })),
    })
    .map(({ poolPriority, blocked, ...child }) => ({
      ...child,
      ...(poolPriority !== null && { poolPriority }),
      ...(blocked !== null && { blocked }),
    }))
}

function programOf(id: string, { capacity: most, pools }: FamilyMarketSize): fc.Arbitrary<ProgramInput> {
  const three = (max: number) => fc.array(fc.nat({ max }), { minLength: 3, maxLength: 3 })
  const table = (numbers: number[]) => Object.fromEntries(numbers.map((number, at) => [companyIds[at], number]))
  return fc
    .record({
      capacity: fc.integer({ min: 0, max: most }),
      places: three(1),
      weights: pools === true ? fc.option(three(3), { freq: 2 }) : fc.constant(null),
    })
    .map(({ capacity, places, weights }) => {
      let left = capacity
      const reserved = places.map((number) => {
        const fitting = Math.min(left, number)
        left -= fitting
        return fitting
      })
      return { id, capacity, reserves: table(reserved), ...(weights !== null && { poolShares: table(weights) }) }
    })
}
