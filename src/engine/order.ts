import type { Numbers } from './column.ts'

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
  const children = lots.length
  // The beginning of a lot and the index become one number, so that they sort without a comparing function.
  const keys = new Float64Array(children)
  for (let child = 0; child < children; child++) keys[child] = beginningOf(lots[child]) * children + child
  keys.sort()
  const sequence = new Int32Array(children)
  let begun = 0
  let beginning = -1
  for (let at = 0; at < children; at++) {
    const next = Math.floor(keys[at] / children)
    sequence[at] = keys[at] - next * children
    if (next === beginning) continue
    if (at > begun + 1) sortAlike(sequence.subarray(begun, at), lots)
    begun = at
    beginning = next
  }
  sortAlike(sequence.subarray(begun), lots)
  const position = new Int32Array(children)
  sequence.forEach((child, at) => (position[child] = at))
  return position
}

// Children whose lots begin alike.
function sortAlike(children: Int32Array, lots: readonly (string | null)[]): void {
  children.sort((a, b) => compareLots(lots[a], lots[b]) || a - b)
}

/** So many hex digits decide nearly always, and leave room for tens of millions of children in an exact number. */
const BEGINNING = 7

function beginningOf(lot: string | null): number {
  if (lot === null) return 16 ** BEGINNING
  let beginning = 0
  for (let at = 0; at < BEGINNING; at++) {
    const code = at < lot.length ? lot.charCodeAt(at) : ZERO
    beginning = 16 * beginning + (code < LETTER_A ? code - ZERO : code - LETTER_A + 10)
  }
  return beginning
}

const ZERO = 0x30
const LETTER_A = 0x61

function compareLots(one: string | null, other: string | null): number {
  if (one === other) return 0
  if (one === null) return 1
  if (other === null) return -1
  return compareIds(one, other)
}

/**
 * One rank for every entry, such that entries are in the order (score descending, tie ascending). Equal ranks mean the
 * same score and the same child.
 *
 * @param scores whole numbers, one for each wish
 * @param tie    the position of each child from `tieOrder`
 * @param start  child c has the wishes `start[c]` to `start[c + 1] - 1`
 */
export function rankWishes(scores: Numbers, tie: Int32Array, start: Int32Array): Int32Array {
  const children = tie.length
  const { levels, count } = levelsOf(scores)
  if (count * children <= 0x7fff_fffe) {
    for (let child = 0; child < children; child++) {
      for (let wish = start[child]; wish < start[child + 1]; wish++) levels[wish] = levels[wish] * children + tie[child]
    }
    return levels
  }
  // So many different scores that the keys leave 31 bits: their positions among all keys say the same.
  const keys = new Float64Array(scores.length)
  for (let child = 0; child < children; child++) {
    for (let wish = start[child]; wish < start[child + 1]; wish++) keys[wish] = levels[wish] * children + tie[child]
  }
  const sorted = keys.toSorted()
  return Int32Array.from(keys, (key) => lowerBound(sorted, key))
}

/** Scores that lie closer together are counted off in a table. */
const WIDEST_TABLE = 1 << 20

// For each score the number of different higher ones, and how many different ones there are.
function levelsOf(scores: Numbers): { levels: Int32Array; count: number } {
  const levels = new Int32Array(scores.length)
  let least = Infinity
  let most = -Infinity
  for (let wish = 0; wish < scores.length; wish++) {
    if (scores[wish] < least) least = scores[wish]
    if (scores[wish] > most) most = scores[wish]
  }
  if (most - least < WIDEST_TABLE) {
    const table = new Int32Array(scores.length === 0 ? 0 : most - least + 1)
    for (let wish = 0; wish < scores.length; wish++) table[most - scores[wish]] = 1
    let count = 0
    for (let at = 0; at < table.length; at++) if (table[at] === 1) table[at] = count++
    for (let wish = 0; wish < levels.length; wish++) levels[wish] = table[most - scores[wish]]
    return { levels, count }
  }
  const distinct = Float64Array.from(new Set(scores)).toSorted().toReversed()
  const level = new Map(Array.from(distinct, (score, at) => [score, at]))
  for (let wish = 0; wish < levels.length; wish++) levels[wish] = level.get(scores[wish]) ?? 0
  return { levels, count: distinct.length }
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
