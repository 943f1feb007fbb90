import { divideByExchange } from './divide.ts'
import { NONE, type CompanyRows, type Market } from './market.ts'
import { Matching } from './matching.ts'

/** Children at a program, each with the number of its wish there. */
export type Candidates = { children: Int32Array; wishes: Int32Array }

/** A step of the rule: the candidates who came to it in the order of the step, and where they sit. */
export type Seating = { order: Int32Array; matching: Matching }

/** What the definition makes of a set of candidates; all lists hold positions in the set. */
export type Chosen = {
  onCompanyPlaces: Seating
  /** Places of each share slot; empty without pool shares. */
  shares: number[]
  onShares: Seating
  /** In pool order. */
  inPool: Int32Array
}

/**
 * Whom a program keeps of a set of children, from the definition and nothing else: the three steps one after the other,
 * each over the whole set. The verifier's counterpart of `Choice`.
 */
export function chooseFromScratch(market: Market, program: number, candidates: Candidates): Chosen {
  const { reserves, shares } = market
  const places = reserves.places.subarray(reserves.start[program], reserves.start[program + 1])
  const byPriority = sortedBy(candidates.wishes, (wish) => market.wishes[2 * wish + 1])
  const onCompanyPlaces = seat(market, reserves, program, candidates, byPriority, places)
  const size = onCompanyPlaces.matching.size

  let rest = withoutSeat(onCompanyPlaces)
  const { poolRank } = market
  if (poolRank !== null) rest = reordered(rest, candidates, (wish) => poolRank[wish])
  if (shares === null) return { onCompanyPlaces, shares: [], onShares: nobody, inPool: rest.slice(0, left(size)) }

  const weights = shares.weight.subarray(shares.start[program], shares.start[program + 1])
  const divided = divideByExchange(Math.max(0, shares.capacity[program] - size), weights)
  // More places than children are as good as one place more than children.
  const seats = Int32Array.from(divided, (number) => Math.min(number, candidates.children.length + 1))
  const onShares = seat(market, shares, program, candidates, rest, seats)
  const inPool = withoutSeat(onShares).slice(0, left(size + onShares.matching.size))
  return { onCompanyPlaces, shares: divided, onShares, inPool }

  function left(taken: number): number {
    return Math.max(0, market.capacity[program] - taken)
  }
}

const nobody: Seating = { order: new Int32Array(0), matching: new Matching(new Int32Array(0), new Int32Array(0)) }

function seat(
  { childCompanies }: Market,
  rows: CompanyRows,
  program: number,
  { children }: Candidates,
  order: Int32Array,
  places: Int32Array,
): Seating {
  const fits = new Int32Array(places.length === 0 ? 0 : 2 * order.length)
  if (places.length > 0) {
    order.forEach((candidate, at) => {
      const child = children[candidate]
      fits[2 * at] = slotOf(rows, program, childCompanies[2 * child])
      fits[2 * at + 1] = slotOf(rows, program, childCompanies[2 * child + 1])
    })
  }
  return { order, matching: new Matching(fits, places) }
}

/** The slot of a company at a program, NONE where it has none. */
export function slotOf({ start, company }: CompanyRows, program: number, wanted: number): number {
  if (wanted === NONE) return NONE
  for (let slot = start[program]; slot < start[program + 1]; slot++) {
    if (company[slot] === wanted) return slot - start[program]
  }
  return NONE
}

// Without any slot nobody was seated.
function withoutSeat({ order, matching }: Seating): Int32Array {
  return matching.seat.length === 0 ? order : order.filter((_, at) => matching.seat[at] === NONE)
}

function reordered(positions: Int32Array, { wishes }: Candidates, rank: (wish: number) => number): Int32Array {
  const order = sortedBy(
    positions.map((at) => wishes[at]),
    rank,
  )
  return order.map((at) => positions[at])
}

// The positions in the order of rank. Rank and position in one number sort without a comparing function.
function sortedBy(wishes: Int32Array, rank: (wish: number) => number): Int32Array {
  const count = wishes.length
  const keys = new Float64Array(count)
  for (let at = 0; at < count; at++) keys[at] = rank(wishes[at]) * count + at
  keys.sort()
  return Int32Array.from(keys, (key) => key % count)
}
