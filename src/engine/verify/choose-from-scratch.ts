import { sortedPositions, type Candidates } from './candidates.ts'
import { divideByExchange } from './divide.ts'
import { NONE, slotOf, type CompanyRows, type Market } from '../market.ts'
import { Matching } from './matching.ts'

/** A step of the rule: the candidates who came to it in the order of the step, and where they sit. */
export type Seating = { order: number[]; matching: Matching }

/** What the definition makes of a set of candidates; all lists hold positions in it. */
export type Chosen = {
  /** Those whose present place it is. */
  kept: number[]
  onCompanyPlaces: Seating
  /** Places of each share slot; empty without pool shares. */
  shares: number[]
  onShares: Seating
  /** In pool order. */
  inPool: number[]
}

/**
 * Whom a program keeps of a set of children, from the definition and nothing else: the steps one after the other,
 * each over the whole set. The verifier's counterpart of `Choice`.
 *
 * @param wishOf for each child of the market the number of its wish there; only a pool order of its own needs it
 */
export function chooseFromScratch(
  market: Market,
  program: number,
  candidates: Candidates,
  wishOf: ArrayLike<number>,
): Chosen {
  const { reserves, shares, poolRank, present } = market
  const { children } = candidates
  const kept: number[] = []
  const others: number[] = []
  children.forEach((child, at) => (present?.[child] === program ? kept : others).push(at))
  const most = market.capacity[program] - kept.length

  const places = reserves.places.subarray(reserves.start[program], reserves.start[program + 1])
  const onCompanyPlaces = {
    order: others,
    matching: places.length === 0 ? noStep.matching : new Matching(fitsOf(candidates, others), places, most),
  }
  const size = onCompanyPlaces.matching.size

  let rest = withoutSeat(onCompanyPlaces)
  if (poolRank !== null) {
    const byPriority = rest
    const order = sortedPositions(rest.map((at) => poolRank[wishOf[children[at]]]))
    rest = order.map((at) => byPriority[at])
  }
  const left = most - size
  if (shares === null) return { kept, onCompanyPlaces, shares: [], onShares: noStep, inPool: rest.slice(0, left) }

  const weights = shares.weight.subarray(shares.start[program], shares.start[program + 1])
  const divided = divideByExchange(shares.capacity[program] - kept.length - size, weights)
  // More places than children are as good as one place more than children.
  const seats = divided.map((number) => Math.min(number, children.length + 1))
  const slots = slotsOf(
    market,
    shares,
    program,
    rest.map((at) => children[at]),
  )
  const onShares = { order: rest, matching: seats.length === 0 ? noStep.matching : new Matching(slots, seats) }
  const inPool = withoutSeat(onShares).slice(0, Math.max(0, left - onShares.matching.size))
  return { kept, onCompanyPlaces, shares: divided, onShares, inPool }
}

/** Which of the candidates are kept. */
export function isKept({ kept: present, onCompanyPlaces, onShares, inPool }: Chosen, count: number): boolean[] {
  const kept = new Array<boolean>(count).fill(false)
  for (const { order, matching } of [onCompanyPlaces, onShares]) {
    for (let at = 0; at < matching.seat.length; at++) if (matching.seat[at] !== NONE) kept[order[at]] = true
  }
  for (const candidate of present) kept[candidate] = true
  for (const candidate of inPool) kept[candidate] = true
  return kept
}

const noStep: Seating = { order: [], matching: new Matching([], []) }

// The slots that some of the candidates fit, two for each.
function fitsOf({ children, fits }: Candidates, some: number[]): ArrayLike<number> {
  return some.length === children.length ? fits : some.flatMap((at) => [fits[2 * at], fits[2 * at + 1]])
}

// The slots of the companies of some candidates, two for each.
function slotsOf({ childCompanies }: Market, rows: CompanyRows, program: number, children: number[]): number[] {
  return children.flatMap((child) => [
    slotOf(rows, program, childCompanies[2 * child]),
    slotOf(rows, program, childCompanies[2 * child + 1]),
  ])
}

// Without any slot nobody was seated.
function withoutSeat({ order, matching }: Seating): number[] {
  if (matching.seat.length === 0) return order
  const rest: number[] = []
  for (let at = 0; at < order.length; at++) if (matching.seat[at] === NONE) rest.push(order[at])
  return rest
}
