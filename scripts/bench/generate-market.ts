import { NONE, type Market } from '../../src/engine/market.ts'
import { mulberry32, pickDistinct } from './random.ts'

export type MarketSize = { children: number; programs: number }

const wishesEach = 10
const companies = 12
const companiesPerProgram = 5

/**
 * A market made from a seed, straight as typed arrays: popular and less popular programs, 80 % of the places reserved,
 * 30 % of the children with two companies and 40 % with one, room for nine children in ten, and a score that differs from
 * program to program.
 */
export function generateMarket({ children, programs }: MarketSize, seed = 1): Market {
  const random = mulberry32(seed)
  const capacity = new Int32Array(programs)
  const start = new Int32Array(programs + 1)
  const company = new Int32Array(programs * companiesPerProgram)
  const places = new Int32Array(programs * companiesPerProgram)
  const average = (0.9 * children) / programs
  for (let program = 0; program < programs; program++) {
    capacity[program] = Math.max(companiesPerProgram, Math.round(average * (0.5 + random())))
    start[program + 1] = start[program] + companiesPerProgram
    const chosen = pickDistinct(random, companiesPerProgram, companies).toSorted((a, b) => a - b)
    const reserved = Math.floor(0.8 * capacity[program])
    for (let slot = 0; slot < companiesPerProgram; slot++) {
      company[start[program] + slot] = chosen[slot]
      places[start[program] + slot] =
        Math.floor((reserved * (slot + 1)) / companiesPerProgram) - Math.floor((reserved * slot) / companiesPerProgram)
    }
  }

  const tie = shuffled(random, children)
  const wishStart = Int32Array.from({ length: children + 1 }, (_, child) => child * wishesEach)
  const wishes = new Int32Array(2 * wishesEach * children)
  const childCompanies = new Int32Array(2 * children).fill(NONE)
  const list = new Int32Array(wishesEach)
  for (let child = 0; child < children; child++) {
    const kind = random()
    const own = kind < 0.3 ? 2 : kind < 0.7 ? 1 : 0
    childCompanies.set(
      pickDistinct(random, own, companies).toSorted((a, b) => a - b),
      2 * child,
    )
    // Of 1,500 points, the last 500 depend on the program.
    const points = Math.floor(1000 * random())
    for (let at = 0; at < wishesEach; at++) {
      do list[at] = Math.floor(programs * random() ** 1.5)
      while (list.indexOf(list[at]) < at)
      const lost = points + Math.floor(500 * random())
      wishes[2 * (wishStart[child] + at)] = list[at]
      wishes[2 * (wishStart[child] + at) + 1] = lost * children + tie[child]
    }
  }
  const reserves = { start, company, places }
  const poolRank = null
  return {
    programs,
    children,
    companies,
    capacity,
    reserves,
    shares: null,
    wishStart,
    wishes,
    poolRank,
    childCompanies,
    present: null,
  }
}

/** Bytes of the market's arrays. */
export function marketBytes({ capacity, reserves, wishStart, wishes, childCompanies }: Market): number {
  const arrays = [capacity, reserves.start, reserves.company, reserves.places, wishStart, wishes, childCompanies]
  return arrays.reduce((sum, array) => sum + array.byteLength, 0)
}

function shuffled(random: () => number, count: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, at) => at)
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor((at + 1) * random())
    const swapped = order[at]
    order[at] = order[other]
    order[other] = swapped
  }
  return order
}
