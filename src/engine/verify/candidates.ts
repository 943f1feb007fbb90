import { slotOf, type Market } from '../market.ts'

/**
 * Children at a program in the order of priority, with their ranks there and, two for each, the slots of their companies
 * among the reserves there.
 */
export type Candidates = { children: number[]; ranks: number[]; fits: number[] }

/** Room for a number of candidates; lists that are filled from the start to the end do not grow and move. */
export function roomFor(count: number): Candidates {
  return { children: new Array<number>(count), ranks: new Array<number>(count), fits: new Array<number>(2 * count) }
}

/** Puts the candidate at a position of others into a place. */
export function putCandidate(to: Candidates, place: number, from: Candidates, at: number): void {
  to.children[place] = from.children[at]
  to.ranks[place] = from.ranks[at]
  to.fits[2 * place] = from.fits[2 * at]
  to.fits[2 * place + 1] = from.fits[2 * at + 1]
}

/** Puts children in the order of priority; `wishOf` gives for each child of the market the number of its wish there. */
export function inPriorityOrder(
  { wishes, reserves, childCompanies }: Market,
  program: number,
  children: ArrayLike<number>,
  wishOf: ArrayLike<number>,
): Candidates {
  const count = children.length
  const ranks = new Array<number>(count)
  for (let at = 0; at < count; at++) ranks[at] = wishes[2 * wishOf[children[at]] + 1]
  const positions = sortedPositions(ranks)
  const sorted = roomFor(count)
  for (let place = 0; place < count; place++) {
    const child = children[positions[place]]
    sorted.children[place] = child
    sorted.ranks[place] = ranks[positions[place]]
    sorted.fits[2 * place] = slotOf(reserves, program, childCompanies[2 * child])
    sorted.fits[2 * place + 1] = slotOf(reserves, program, childCompanies[2 * child + 1])
  }
  return sorted
}

/** Both together, still in the order of priority. */
export function joinCandidates(a: Candidates, b: Candidates): Candidates {
  const count = a.ranks.length + b.ranks.length
  const joined = roomFor(count)
  let fromA = 0
  let fromB = 0
  for (let place = 0; place < count; place++) {
    const aIsNext = fromB === b.ranks.length || a.ranks[fromA] < b.ranks[fromB]
    if (aIsNext) putCandidate(joined, place, a, fromA++)
    else putCandidate(joined, place, b, fromB++)
  }
  return joined
}

/** So few are sorted where they stand. */
const FEW = 16

/** The positions of whole numbers below 2^31, all different, in their order. */
export function sortedPositions(ranks: ArrayLike<number>): number[] {
  const count = ranks.length
  if (count <= FEW) {
    const sorted = new Array<number>(count)
    for (let at = 0; at < count; at++) {
      let to = at
      for (; to > 0 && ranks[sorted[to - 1]] > ranks[at]; to--) sorted[to] = sorted[to - 1]
      sorted[to] = at
    }
    return sorted
  }
  // Rank and position become one number, so that they sort without a comparing function.
  const keys = new Float64Array(count)
  for (let at = 0; at < count; at++) keys[at] = ranks[at] * count + at
  keys.sort()
  const positions = new Array<number>(count)
  for (let at = 0; at < count; at++) positions[at] = keys[at] - Math.floor(keys[at] / count) * count
  return positions
}
