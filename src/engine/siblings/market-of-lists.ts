import { NONE, type Market } from '../market.ts'

/**
 * A market in which each child wishes only for some of its wishes, in an order of its own.
 *
 * @param lists for each child numbers of its wishes in `market`
 * @returns the market, and for each of its wishes the number in the old one
 */
export function marketOfLists(
  market: Market,
  lists: readonly ArrayLike<number>[],
): { market: Market; original: Int32Array } {
  const wishStart = new Int32Array(market.children + 1)
  lists.forEach((list, child) => (wishStart[child + 1] = wishStart[child] + list.length))
  const original = new Int32Array(wishStart[market.children])
  lists.forEach((list, child) => original.set(list, wishStart[child]))
  const wishes = new Int32Array(2 * original.length)
  original.forEach((wish, at) => {
    wishes[2 * at] = market.wishes[2 * wish]
    wishes[2 * at + 1] = market.wishes[2 * wish + 1]
  })
  const poolRank = market.poolRank && original.map((wish) => market.poolRank?.[wish] ?? NONE)
  return { market: { ...market, wishStart, wishes, poolRank }, original }
}
