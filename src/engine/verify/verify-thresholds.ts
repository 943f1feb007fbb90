import type { Candidates } from './candidates.ts'
import type { Chosen } from './choose-from-scratch.ts'
import { NONE, type Market } from '../market.ts'

/**
 * The cut-offs of all programs, worked out by definition from the children held. `lastOf…` hold the child that is the
 * cut-off, or OPEN or CLOSED; `below…` say the same in ranks: whoever has a smaller one gets in.
 */
export type Thresholds = {
  lastOfCompany: Int32Array
  belowOfCompany: Int32Array
  lastOfShare: Int32Array
  belowOfShare: Int32Array
  lastOfPool: Int32Array
  belowOfPool: Int32Array
  /** The loosest of a program's `below…` when all orders are one. */
  loosest: Int32Array
  /** Places of each share slot. */
  shares: Float64Array
  held: Int32Array
}

export const OPEN = -1
export const CLOSED = -2
/** Above every rank. */
export const EVERYBODY = 0x7fff_ffff

/** Room for the cut-offs of all programs. */
export function emptyThresholds({ programs, reserves, shares }: Market): Thresholds {
  const slots = reserves.company.length
  const shareSlots = shares === null ? 0 : shares.company.length
  return {
    lastOfCompany: new Int32Array(slots),
    belowOfCompany: new Int32Array(slots),
    lastOfShare: new Int32Array(shareSlots),
    belowOfShare: new Int32Array(shareSlots),
    lastOfPool: new Int32Array(programs),
    belowOfPool: new Int32Array(programs),
    loosest: new Int32Array(programs),
    shares: new Float64Array(shareSlots),
    held: new Int32Array(programs),
  }
}

/** Works out the cut-offs of one program from the children held there. */
export function setThresholds(
  market: Market,
  thresholds: Thresholds,
  program: number,
  { children, ranks }: Candidates,
  wishOf: Int32Array,
  { kept, onCompanyPlaces, onShares, inPool, shares }: Chosen,
): void {
  const poolRank = (at: number) => (market.poolRank === null ? ranks[at] : market.poolRank[wishOf[children[at]]])

  const first = market.reserves.start[program]
  const noneLeft = kept.length === market.capacity[program]
  onCompanyPlaces.matching.lastInReach().forEach((last, slot) => {
    const at = last === NONE ? NONE : onCompanyPlaces.order[last]
    thresholds.lastOfCompany[first + slot] = noneLeft ? CLOSED : at === NONE ? OPEN : children[at]
    thresholds.belowOfCompany[first + slot] = noneLeft ? NONE : at === NONE ? EVERYBODY : ranks[at]
  })
  const firstShare = market.shares === null ? 0 : market.shares.start[program]
  const lastOfShares = onShares.matching.lastInReach()
  shares.forEach((places, slot) => {
    const last = lastOfShares[slot]
    const at = last === NONE ? NONE : onShares.order[last]
    thresholds.shares[firstShare + slot] = places
    thresholds.lastOfShare[firstShare + slot] = places === 0 ? CLOSED : at === NONE ? OPEN : children[at]
    thresholds.belowOfShare[firstShare + slot] = places === 0 ? NONE : at === NONE ? EVERYBODY : poolRank(at)
  })
  if (children.length < market.capacity[program]) {
    thresholds.lastOfPool[program] = OPEN
    thresholds.belowOfPool[program] = EVERYBODY
  } else if (inPool.length === 0) {
    thresholds.lastOfPool[program] = CLOSED
    thresholds.belowOfPool[program] = NONE
  } else {
    const last = inPool[inPool.length - 1]
    thresholds.lastOfPool[program] = children[last]
    thresholds.belowOfPool[program] = poolRank(last)
  }
  let loosest = thresholds.belowOfPool[program]
  for (let slot = first; slot < market.reserves.start[program + 1]; slot++) {
    loosest = Math.max(loosest, thresholds.belowOfCompany[slot])
  }
  thresholds.loosest[program] = loosest
}
