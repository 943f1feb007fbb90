import type { Market } from './market.ts'

/** Children at a program in the order of priority, with their ranks there. */
export type Candidates = { children: number[]; ranks: number[] }

export const nobody: Candidates = { children: [], ranks: [] }

/** Puts children in the order of priority; `wishOf` gives for each child of the market the number of its wish there. */
export function inPriorityOrder(market: Market, children: ArrayLike<number>, wishOf: ArrayLike<number>): Candidates {
  const count = children.length
  const rank = (at: number) => market.wishes[2 * wishOf[children[at]] + 1]
  const sorted: Candidates = { children: [], ranks: [] }
  for (const at of sortedPositions(count, rank)) {
    sorted.children.push(children[at])
    sorted.ranks.push(rank(at))
  }
  return sorted
}

/** Both together, still in the order of priority. */
export function joinCandidates(a: Candidates, b: Candidates): Candidates {
  const joined: Candidates = { children: [], ranks: [] }
  let fromA = 0
  let fromB = 0
  while (fromA < a.ranks.length || fromB < b.ranks.length) {
    const next = fromB === b.ranks.length || a.ranks[fromA] < b.ranks[fromB] ? a : b
    const at = next === a ? fromA++ : fromB++
    joined.children.push(next.children[at])
    joined.ranks.push(next.ranks[at])
  }
  return joined
}

/** The positions 0 … count − 1 in the order of whole numbers below 2^31, which are all different. */
export function sortedPositions(count: number, rank: (position: number) => number): number[] {
  // Rank and position become one number, so that they sort without a comparing function.
  const keys = new Float64Array(count)
  for (let at = 0; at < count; at++) keys[at] = rank(at) * count + at
  keys.sort()
  const positions: number[] = []
  for (let at = 0; at < count; at++) positions.push(keys[at] - Math.floor(keys[at] / count) * count)
  return positions
}
