/** Pseudo-random numbers that are the same for the same seed, everywhere. Not for lots, tickets of real families or secrets. */
export type Random = {
  /** 0 ≤ x < 1 */
  next(): number
  /** A whole number, both ends included. */
  between(minimum: number, maximum: number): number
  chance(probability: number): boolean
  pick<T>(values: readonly T[]): T
  /** In proportion to the weights, of which at least one is positive. */
  weighted<T>(values: readonly T[], weightOf: (value: T) => number): T
  /** Around 0, with standard deviation 1. */
  normal(): number
  /** 26 characters of Crockford's base32, the first of which holds three bits. */
  ticket(): string
}

/** Each `purpose` has a sequence of its own, so that a change to the one leaves the others as they are. */
export function randomFor(seed: number, purpose: string): Random {
  let mixed = seed >>> 0
  for (const character of purpose) mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  const next = mulberry32(mixed)
  const between = (minimum: number, maximum: number) => minimum + Math.floor(next() * (maximum - minimum + 1))
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (values) => values[between(0, values.length - 1)],
    weighted(values, weightOf) {
      const weights = values.map(weightOf)
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0)
      const at = weights.findIndex((weight) => (left -= weight) < 0)
      return values.at(at) as (typeof values)[number]
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    ticket: () => {
      const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
      return Array.from({ length: 26 }, (_, at) => crockford[between(0, at === 0 ? 7 : 31)]).join('')
    },
  }
}

/** Tommy Ettinger's mulberry32 (public domain). */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Divides `total` whole things in proportion to the weights, by largest remainders. */
export function divide(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum === 0) return weights.map(() => 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const whole = exact.map(Math.floor)
  const missing = total - whole.reduce((all, part) => all + part, 0)
  const byRemainder = exact.map((_, at) => at).toSorted((a, b) => exact[b] - whole[b] - (exact[a] - whole[a]) || a - b)
  for (const at of byRemainder.slice(0, missing)) whole[at]++
  return whole
}
