import { runRound, type Round } from '../deferred-acceptance.ts'
import { NONE, slotOf, type CompanyRows, type Market } from '../market.ts'
import type { CompanyPlaces } from '../company-places.ts'

/**
 * One program alone: whom it keeps of a set of children, C(p, X), and whether it would keep one more. Families ask that of
 * many sets that the round itself never holds at one time.
 */
export class ProgramAlone {
  private readonly market: Market
  private readonly program: number
  private readonly alone: Market
  private readonly round: Round
  private readonly asking: ArrayLike<number>

  /**
   * @param asking numbers of wishes for the program, of different children
   * @param childOf the child of each wish
   */
  constructor(market: Market, program: number, asking: ArrayLike<number>, childOf: Int32Array) {
    this.market = market
    this.program = program
    this.asking = asking
    this.alone = marketOfOne(market, program, asking, childOf)
    this.round = runRound(this.alone)
  }

  /** The wishes that are kept. */
  kept(): number[] {
    return Array.from(this.asking).filter((_, at) => this.round.wish[at] !== NONE)
  }

  keepsAll(): boolean {
    return this.round.wish.every((at) => at !== NONE)
  }

  /** Would it be kept if this wish came too? */
  wouldKeep(wish: number, child: number): boolean {
    const { choice } = this.round
    if (this.market.present?.[child] === this.program) return true
    const rank = this.market.wishes[2 * wish + 1]
    const poolRank = this.market.poolRank?.[wish] ?? rank
    if (choice.held[0] < this.alone.capacity[0]) return true
    // Where every place is somebody's present place, reserves stand on paper only.
    if (choice.presentAt(0) === this.alone.capacity[0]) return false
    if (this.reaches(choice.companyPlaces, child, (last) => rank < this.alone.wishes[2 * last + 1])) return true
    const poolRankOf = (last: number) => this.alone.poolRank?.[last] ?? this.alone.wishes[2 * last + 1]
    if (choice.sharePlaces && this.reaches(choice.sharePlaces, child, (last) => poolRank < poolRankOf(last)))
      return true
    return choice.poolSize[0] > 0 && poolRank < poolRankOf(choice.lastPoolChild(0))
  }

  private reaches(places: CompanyPlaces, child: number, comesBefore: (last: number) => boolean): boolean {
    const companies = this.market.childCompanies
    return [companies[2 * child], companies[2 * child + 1]].some((company) => {
      const slot = slotOf(places, 0, company)
      if (slot === NONE || places.places[slot] === 0) return false
      const last = places.lastInReach(0, slot)
      return last === NONE || comesBefore(last)
    })
  }
}

// The children are numbered as they ask, each with this one wish.
function marketOfOne(market: Market, program: number, asking: ArrayLike<number>, childOf: Int32Array): Market {
  const count = asking.length
  const wishes = new Int32Array(2 * count)
  const poolRank = market.poolRank && new Int32Array(count)
  const childCompanies = new Int32Array(2 * count)
  for (let at = 0; at < count; at++) {
    const wish = asking[at]
    wishes[2 * at + 1] = market.wishes[2 * wish + 1]
    if (poolRank && market.poolRank) poolRank[at] = market.poolRank[wish]
    childCompanies[2 * at] = market.childCompanies[2 * childOf[wish]]
    childCompanies[2 * at + 1] = market.childCompanies[2 * childOf[wish] + 1]
  }
  const { reserves, shares, present } = market
  return {
    programs: 1,
    children: count,
    companies: market.companies,
    capacity: market.capacity.subarray(program, program + 1),
    reserves: { ...rowsOf(reserves, program), places: part(reserves.places, reserves, program) },
    shares: shares && {
      ...rowsOf(shares, program),
      weight: part(shares.weight, shares, program),
      capacity: shares.capacity.subarray(program, program + 1),
    },
    wishStart: Int32Array.from({ length: count + 1 }, (_, at) => at),
    wishes,
    poolRank,
    childCompanies,
    present: present && Int32Array.from(asking, (wish) => (present[childOf[wish]] === program ? 0 : NONE)),
  }
}

function rowsOf(rows: CompanyRows, program: number): CompanyRows {
  const count = rows.start[program + 1] - rows.start[program]
  return { start: Int32Array.of(0, count), company: part(rows.company, rows, program) }
}

function part<T extends Int32Array | Float64Array>(numbers: T, { start }: CompanyRows, program: number): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a part of typed numbers is of their type
  return numbers.subarray(start[program], start[program + 1]) as T
}
