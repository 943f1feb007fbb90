import { CompanyPlaces } from './company-places.ts'
import { LimitedPlaces } from './limited-places.ts'
import { heapDropTop, heapPush, heapReplaceTop } from './heap.ts'
import { NONE, slotOf, type Market } from './market.ts'
import { divideBySainteLague, lastAward } from './sainte-lague.ts'

/**
 * Whom each program keeps, as children come one at a time. Whatever the order of coming, a program holds what the rule
 * takes from all who ever came:
 *
 *   0. present places: each child that has its place here already;
 *   1. company places, in priority order, each child that raises the number of them in use, as far as step 0 leaves places;
 *   2. pool shares, where weights were agreed: the places left, divided among the companies, in pool order;
 *   3. the pool: the best of the rest in pool order, until the program is full.
 *
 * Each step hands on whom it displaces, so an offer walks through them once.
 */
export class Choice {
  readonly companyPlaces: CompanyPlaces
  /** The same places where somebody has a present place, which leaves fewer to be used; else null. */
  private readonly limitedPlaces: LimitedPlaces | null
  /** The shares of the pool, or null where no program has any. */
  readonly sharePlaces: CompanyPlaces | null
  /** Places of each share slot as divided at present; `sharePlaces` knows at most as many as there are wishes. */
  readonly shares: Float64Array
  /** Children held at each program. */
  readonly held: Int32Array
  readonly poolSize: Int32Array

  private readonly market: Market
  /** Of the children held, those on their present place. */
  private readonly kept: Int32Array | null
  private readonly poolStart: Float64Array
  private readonly pool: Int32Array
  /** The wish each child is at; a child held is held for that wish. */
  private readonly wishOf: (child: number) => number

  constructor(market: Market, wishOf: (child: number) => number) {
    const { programs, capacity, reserves, present } = market
    this.market = market
    this.wishOf = wishOf
    this.kept = present && new Int32Array(programs)
    this.limitedPlaces = present && new LimitedPlaces(reserves, reserves.places.slice(), capacity.slice())
    this.companyPlaces = this.limitedPlaces ?? new CompanyPlaces(reserves, reserves.places.slice())
    this.held = new Int32Array(programs)
    this.poolSize = new Int32Array(programs)
    this.poolStart = new Float64Array(programs + 1)
    for (let program = 0; program < programs; program++) {
      this.poolStart[program + 1] = this.poolStart[program] + 2 * capacity[program]
    }
    this.pool = new Int32Array(this.poolStart[programs])
    this.shares = divideAll(market)
    this.sharePlaces = market.shares && new CompanyPlaces(market.shares, seatsThatCanBeTaken(market, this.shares))
  }

  /** Bytes of all arrays. */
  get bytes(): number {
    const own = [this.held, this.poolSize, this.poolStart, this.pool, this.shares]
    const places = this.companyPlaces.bytes + (this.sharePlaces?.bytes ?? 0) + (this.kept?.byteLength ?? 0)
    return own.reduce((sum, array) => sum + array.byteLength, places)
  }

  /**
   * A child asks for a place.
   *
   * @param rank the child's rank at the program
   * @returns the child turned away: the newcomer, one that was held so far, or NONE if there was room
   */
  offer(program: number, child: number, rank: number): number {
    const { companyPlaces, market } = this
    if (market.present !== null && market.present[child] === program) return this.presentPlaceTaken(program)
    let loser = child
    let loserRank = rank
    if (companyPlaces.start[program] !== companyPlaces.start[program + 1]) {
      const companies = market.childCompanies
      if (companies[2 * child] !== NONE) {
        const one = slotOf(companyPlaces, program, companies[2 * child])
        const other = slotOf(companyPlaces, program, companies[2 * child + 1])
        loser = companyPlaces.offer(program, child, rank, one, other)
        loserRank = companyPlaces.displacedRank
      }
    }
    if (loser === NONE) return this.placeTaken(program)
    return this.competeForRest(program, loser, market.poolRank?.[this.wishOf(loser)] ?? loserRank)
  }

  /** How many children stay on their present place. */
  presentAt(program: number): number {
    return this.kept === null ? 0 : this.kept[program]
  }

  /** The last in pool order; the pool must hold somebody. */
  lastPoolChild(program: number): number {
    return this.pool[this.poolStart[program] + 1]
  }

  // One child more stays where it is. Where the company places use all that is left, nothing is left for the rest, so
  // who loses a company place to it has nowhere to go here.
  private presentPlaceTaken(program: number): number {
    if (this.kept !== null) this.kept[program]++
    const gone = this.limitedPlaces?.narrow(program) ?? NONE
    return gone === NONE ? this.placeTaken(program) : gone
  }

  // One present or company place more is in use, so there is one place less for the shares and the pool.
  private placeTaken(program: number): number {
    this.held[program]++
    const { shares } = this.market
    if (this.sharePlaces !== null && shares !== null && shares.start[program] !== shares.start[program + 1]) {
      const first = shares.start[program]
      const divided = this.shares.subarray(first, shares.start[program + 1])
      const slot = lastAward(shares.weight.subarray(first, shares.start[program + 1]), divided)
      divided[slot]--
      if (divided[slot] < this.sharePlaces.places[first + slot]) {
        const gone = this.sharePlaces.withdrawPlace(program, slot)
        if (gone !== NONE) {
          this.held[program]--
          return this.competeForPool(program, gone, this.sharePlaces.displacedRank)
        }
      }
    }
    if (this.held[program] <= this.market.capacity[program]) return NONE
    return this.dropLastOfPool(program)
  }

  private competeForRest(program: number, child: number, poolRank: number): number {
    const { sharePlaces, market } = this
    if (sharePlaces === null || sharePlaces.start[program] === sharePlaces.start[program + 1]) {
      return this.competeForPool(program, child, poolRank)
    }
    const one = slotOf(sharePlaces, program, market.childCompanies[2 * child])
    const other = slotOf(sharePlaces, program, market.childCompanies[2 * child + 1])
    const loser = sharePlaces.offer(program, child, poolRank, one, other)
    if (loser !== NONE) return this.competeForPool(program, loser, sharePlaces.displacedRank)
    this.held[program]++
    return this.held[program] <= market.capacity[program] ? NONE : this.dropLastOfPool(program)
  }

  private competeForPool(program: number, child: number, poolRank: number): number {
    const base = this.poolStart[program]
    if (this.held[program] < this.market.capacity[program]) {
      this.held[program]++
      heapPush(this.pool, base, this.poolSize[program]++, poolRank, child)
      return NONE
    }
    const size = this.poolSize[program]
    if (size === 0 || this.pool[base] <= poolRank) return child
    const gone = this.pool[base + 1]
    heapReplaceTop(this.pool, base, size, poolRank, child)
    return gone
  }

  // Present places, company places and shares never exceed the capacity, so an overfull program has somebody in its pool.
  private dropLastOfPool(program: number): number {
    const base = this.poolStart[program]
    const gone = this.pool[base + 1]
    heapDropTop(this.pool, base, this.poolSize[program]--)
    this.held[program]--
    return gone
  }
}

function divideAll({ shares }: Market): Float64Array {
  if (shares === null) return new Float64Array(0)
  const divided = new Float64Array(shares.weight.length)
  for (let program = 0; program < shares.capacity.length; program++) {
    const weights = shares.weight.subarray(shares.start[program], shares.start[program + 1])
    divided.set(divideBySainteLague(shares.capacity[program], weights), shares.start[program])
  }
  return divided
}

// The capacity may be far beyond what a typed array of small integers holds; the wishes are not, and one more than can
// ever be taken keeps a place free.
function seatsThatCanBeTaken({ wishStart, children }: Market, divided: Float64Array): Int32Array {
  return Int32Array.from(divided, (places) => Math.min(places, wishStart[children] + 1))
}
