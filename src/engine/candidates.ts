import { slotOf, type Market } from './market.ts'

/**
 * Children at a program in the order of priority, with their ranks there and, two for each, the slots of their companies
 * among the reserves there.
 */
export type Candidates = { children: number[]; ranks: number[]; fits: number[] }

export function noCandidates(): Candidates {
  return { children: [], ranks: [], fits: [] }
}

/** Adds the candidate at a position of others, which must come after all that are there. */
export function addCandidate(to: Candidates, from: Candidates, at: number): void {
  to.children.push(from.children[at])
  to.ranks.push(from.ranks[at])
  to.fits.push(from.fits[2 * at], from.fits[2 * at + 1])
}

/** Puts children in the order of priority; `wishOf` gives for each child of the market the number of its wish there. */
export function inPriorityOrder(
  { wishes, reserves, childCompanies }: Market,
  program: number,
  children: ArrayLike<number>,
  wishOf: ArrayLike<number>,
): Candidates {
  const sorted = noCandidates()
  const ranks: number[] = []
  for (let at = 0; at < children.length; at++) ranks.push(wishes[2 * wishOf[children[at]] + 1])
  for (const at of sortedPositions(ranks)) {
    const child = children[at]
    sorted.children.push(child)
    sorted.ranks.push(ranks[at])
    sorted.fits.push(slotOf(reserves, program, childCompanies[2 * child]))
    sorted.fits.push(slotOf(reserves, program, childCompanies[2 * child + 1]))
  }
  return sorted
}

/** Both together, still in the order of priority. */
export function joinCandidates(a: Candidates, b: Candidates): Candidates {
  const joined = noCandidates()
  let fromA = 0
  let fromB = 0
  while (fromA < a.ranks.length || fromB < b.ranks.length) {
    const aIsNext = fromB === b.ranks.length || a.ranks[fromA] < b.ranks[fromB]
    if (aIsNext) addCandidate(joined, a, fromA++)
    else addCandidate(joined, b, fromB++)
  }
  return joined
}

/** The positions of whole numbers below 2^31, all different, in their order. */
export function sortedPositions(ranks: ArrayLike<number>): number[] {
  // Rank and position become one number, so that they sort without a comparing function.
  const count = ranks.length
  const keys = new Float64Array(count)
  for (let at = 0; at < count; at++) keys[at] = ranks[at] * count + at
  keys.sort()
  const positions: number[] = []
  for (let at = 0; at < count; at++) positions.push(keys[at] - Math.floor(keys[at] / count) * count)
  return positions
}
