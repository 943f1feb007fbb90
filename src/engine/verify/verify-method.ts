import { NONE, type Market, type NamedMarket } from '../market.ts'
import { runNaiveRounds } from './naive.ts'
import { compareIds } from '../order.ts'
import type { AllocationOutcome, MethodDetail, ReadOutcome, Violation } from '../types.ts'
import type { Placement } from './verify-market.ts'
import type { Standing } from './verify-standing.ts'

/**
 * V7: equal to a second, naive implementation of the round on the lists of the single children and of the families'
 * options; after joint consistency by deletion, of the options that are left. Stability alone would accept other stable
 * outcomes, such as that of a company round first. The exact step has no second implementation.
 *
 * @param naive what `runNaiveRounds` gives for the market, if somebody knows it already
 */
export function checkSecondImplementation(
  named: NamedMarket,
  standing: Standing,
  { wish }: Placement,
  { method, methodDetail }: Pick<AllocationOutcome, 'method' | 'methodDetail'>,
  naive: Int32Array | null,
): Violation[] {
  const { market, programs, childIds } = named
  const { rows, had } = standing
  const found: Violation[] = []
  if (method !== 'plain' && rows.inputs.length === 0) {
    found.push({ check: 'V7', message: `method is ${method}, without families it must be plain` })
  }
  if (method === 'family-exact' && rows.inputs.length > 0) return found

  const isLeft = leftOptions(standing, method === 'family-fallback' ? (methodDetail.deleted ?? {}) : {})
  const left = method === 'family-fallback' ? marketOfLeft(market, standing, isLeft) : market
  const programAt = (of: Market, child: number, at: number) => {
    return at === NONE ? NONE : of.wishes[2 * (of.wishStart[child] + at)]
  }
  const nameOf = (program: number) => (program === NONE ? 'no place' : programs[program].id)
  const rounds = left === market && naive !== null ? naive : runNaiveRounds(left)
  rounds.forEach((at, child) => {
    const has = programAt(market, child, wish[child])
    const expected = programAt(left, child, at)
    if (has === expected) return
    const message = `has ${nameOf(has)}, the second implementation gives it ${nameOf(expected)}`
    found.push({ check: 'V7', child: childIds[child], message })
  })
  rows.inputs.forEach(({ id }, family) => {
    if (had[family] < 0 || isLeft[had[family]] || standing.isWithoutPlace(family)) return
    found.push({ check: 'V7', family: id, message: 'has an option that is listed as deleted' })
  })
  return found
}

function leftOptions({ rows }: Standing, deleted: Record<string, number[]>): boolean[] {
  return rows.inputs.flatMap(({ id }, family) => {
    const gone = new Set(Object.hasOwn(deleted, id) ? deleted[id] : [])
    const positions = rows.position.subarray(rows.optionStart[family], rows.optionStart[family + 1])
    return Array.from(positions, (position) => !gone.has(position))
  })
}

// The market in which a family's child wishes for its programs in the order in which they first appear in the options
// that are left. Nobody's rank changes.
function marketOfLeft(market: Market, { rows }: Standing, isLeft: boolean[]): Market {
  const { optionStart, entryStart, entries, memberStart, members, familyOf } = rows
  const lists: number[][] = Array.from(familyOf, (family, child) => {
    const own = { length: market.wishStart[child + 1] - market.wishStart[child] }
    return family === NONE ? Array.from(own, (_, at) => market.wishStart[child] + at) : []
  })
  for (const family of rows.inputs.keys()) {
    for (let member = memberStart[family]; member < memberStart[family + 1]; member++) {
      const list = new Set<number>()
      for (let option = optionStart[family]; option < optionStart[family + 1]; option++) {
        const wish = entries[entryStart[option] + member - memberStart[family]]
        if (isLeft[option] && wish !== NONE) list.add(wish)
      }
      lists[members[member]] = [...list]
    }
  }
  const kept = Int32Array.from(lists.flat())
  const wishStart = new Int32Array(lists.length + 1)
  lists.forEach((list, child) => (wishStart[child + 1] = wishStart[child] + list.length))
  const wishes = new Int32Array(2 * kept.length)
  kept.forEach((wish, at) => wishes.set(market.wishes.subarray(2 * wish, 2 * wish + 2), 2 * at))
  const { poolRank } = market
  return { ...market, wishStart, wishes, poolRank: poolRank && kept.map((wish) => poolRank[wish]) }
}

const keysOf: Record<AllocationOutcome['method'], (keyof MethodDetail)[]> = {
  plain: [],
  'family-exact': ['rankSum', 'optimal'],
  'family-fallback': ['exact', 'deleted'],
}

/** V10: what the outcome records of its method is what belongs to it, is sorted, and adds up. */
export function checkMethod(
  named: NamedMarket,
  standing: Standing,
  placement: Placement,
  outcome: ReadOutcome,
): Violation[] {
  const { method, methodDetail, claims } = outcome
  const found: Violation[] = []
  const wrong = (message: string, family?: string) => found.push({ check: 'V10', family, message })

  for (const key of keysOf[method]) if (methodDetail[key] === undefined) wrong(`methodDetail lacks ${key}`)
  for (const [key, value] of Object.entries(methodDetail)) {
    const belongs = key === 'split' || keysOf[method].some((own) => own === key)
    if (value !== undefined && !belongs) wrong(`methodDetail has ${key}, which does not belong to ${method}`)
  }
  const { split, rankSum, deleted = {} } = methodDetail
  if (split !== undefined && (split.length === 0 || !isAscending(split, compareIds))) {
    wrong('methodDetail.split is empty, not sorted, or repeats a family')
  }
  if (method !== 'family-fallback' && claims.length > 0) wrong(`there are claims, which do not belong to ${method}`)
  if (
    !isAscending(
      claims.map(({ family }) => family),
      compareIds,
    )
  ) {
    wrong('claims are not sorted by family, or repeat one')
  }
  if (method === 'family-exact' && rankSum !== undefined) {
    const expected = rankSumOf(named, standing, placement)
    if (rankSum !== expected) wrong(`methodDetail.rankSum is ${rankSum}, the positions add up to ${expected}`)
  }
  const families = new Map(standing.rows.inputs.map(({ id }, family) => [id, family]))
  for (const [id, positions] of Object.entries(deleted)) {
    const family = families.get(id)
    if (family === undefined) wrong('has deleted options, but is no family that is together', id)
    else if (positions.length === 0 || !isAscending(positions, (a, b) => a - b)) {
      wrong('its deleted options are none, not ascending, or repeat one', id)
    } else if (positions.some((position) => !isOption(standing, family, position))) {
      wrong('has deleted an option that is none of its own', id)
    }
  }
  return found
}

// Over all children: the position of the family's option, a single child being a family of one.
function rankSumOf({ market, lists }: NamedMarket, standing: Standing, { wish }: Placement): number {
  const { inputs, familyOf } = standing.rows
  let sum = 0
  inputs.forEach(({ children }, family) => (sum += children.length * (standing.positionHad(family) + 1)))
  familyOf.forEach((family, child) => {
    if (family !== NONE) return
    const told = lists.program.subarray(lists.start[child], lists.start[child + 1])
    const program = wish[child] === NONE ? NONE : market.wishes[2 * (market.wishStart[child] + wish[child])]
    sum += program === NONE ? told.length + 1 : told.indexOf(program) + 1
  })
  return sum
}

function isOption({ rows }: Standing, family: number, position: number): boolean {
  return rows.position.subarray(rows.optionStart[family], rows.optionStart[family + 1]).includes(position)
}

function isAscending<T>(values: T[], compare: (a: T, b: T) => number): boolean {
  return values.every((value, at) => at === 0 || compare(values[at - 1], value) < 0)
}
