/**
 * The order of priority: the higher score first, then the smaller lot, then the smaller id. It is worked out once and
 * becomes a whole number, the rank (smaller comes first), so that the round compares nothing but integers. This is the
 * only thing the choice rule and the verifier share.
 */

/** Ids, lots and keys are compared by UTF-16 code units, the same on every machine and in every language. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * The position of every child by (lot, id). Children come sorted by id, so the index stands for the id. On lower-case
 * hex the order of code units is the order of bytes; a child without a lot comes after all that have one.
 */
export function tieOrder(lots: readonly (string | null)[]): Int32Array {
  const sequence = Array.from(lots.keys()).toSorted((a, b) => {
    const one = lots[a]
    const other = lots[b]
    if (one === other) return a - b
    if (one === null) return 1
    if (other === null) return -1
    return compareIds(one, other) || a - b
  })
  const position = new Int32Array(lots.length)
  sequence.forEach((child, at) => (position[child] = at))
  return position
}

/**
 * One rank for every entry, such that entries are in the order (score descending, tie ascending). Equal ranks mean the
 * same score and the same child.
 *
 * @param scores whole numbers, one for each wish
 * @param ties   the child's position from `tieOrder`, one for each wish
 * @param children number of children
 */
export function rankWishes(scores: Float64Array, ties: Int32Array, children: number): Int32Array {
  const levels = distinctDescending(scores)
  const level = new Map(Array.from(levels, (score, at) => [score, at]))
  const keys = scores.map((score, wish) => (level.get(score) ?? 0) * children + ties[wish])
  if (levels.length * children <= 0x7fff_fffe) return Int32Array.from(keys)

  // So many different scores that the keys leave 31 bits: their positions among all keys say the same.
  const sorted = keys.toSorted()
  return Int32Array.from(keys, (key) => lowerBound(sorted, key))
}

function distinctDescending(scores: Float64Array): Float64Array {
  return Float64Array.from(new Set(scores)).toSorted().toReversed()
}

function lowerBound(sorted: Float64Array, key: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle] < key) low = middle + 1
    else high = middle
  }
  return low
}
