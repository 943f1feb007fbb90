/**
 * Divides places by Sainte-Laguë (Webster): the next place goes to the largest weight ∕ (2 · places so far + 1); of equal
 * quotients to the larger weight, then to the smaller index. One place more or less changes one company's share by
 * one and no other's: the choice rule needs that, and Hare–Niemeyer does not have it.
 *
 * @param places  whole number ≥ 0
 * @param weights whole numbers > 0, in the order of the company ids
 * @returns places for each weight; they sum up to `places`, or to 0 where there are no weights
 */
export function divideBySainteLague(places: number, weights: ArrayLike<number>): number[] {
  const shares = Array.from(weights, () => 0)
  if (shares.length === 0) return shares

  // Every quotient above a common bound is awarded before any below it. With the bound of (places − n/2) ∕ sum the
  // rounded shares come to at most `places`, and at most 2n are left to award one by one, however many there are.
  const sum = Array.from(weights).reduce((total, weight) => total + BigInt(weight), 0n)
  const doubled = BigInt(places) * 2n - BigInt(shares.length)
  if (doubled > 0n) {
    for (let at = 0; at < shares.length; at++) {
      // The largest s with (2s − 1) · sum ≤ doubled · weight, one less to stay clear of the bound itself.
      shares[at] = Math.max(0, Number((doubled * BigInt(weights[at]) + sum) / (2n * sum)) - 1)
    }
  }
  let left = places - shares.reduce((total, share) => total + share, 0)
  for (; left > 0; left--) shares[nextAward(weights, shares)]++
  return shares
}

/** Whose place was awarded last, and goes first when there is one place less. Some share must be above 0. */
export function lastAward(weights: ArrayLike<number>, shares: ArrayLike<number>): number {
  let last = -1
  for (let at = 0; at < shares.length; at++) {
    if (shares[at] === 0) continue
    if (last < 0 || before(weights, last, 2 * shares[last] - 1, at, 2 * shares[at] - 1)) last = at
  }
  return last
}

function nextAward(weights: ArrayLike<number>, shares: ArrayLike<number>): number {
  let next = 0
  for (let at = 1; at < shares.length; at++) {
    if (before(weights, at, 2 * shares[at] + 1, next, 2 * shares[next] + 1)) next = at
  }
  return next
}

// Is the quotient weight[a] ∕ divisorA awarded before weight[b] ∕ divisorB?
function before(weights: ArrayLike<number>, a: number, divisorA: number, b: number, divisorB: number): boolean {
  const difference = compareProducts(weights[a], divisorB, weights[b], divisorA)
  if (difference !== 0) return difference > 0
  return weights[a] !== weights[b] ? weights[a] > weights[b] : a < b
}

function compareProducts(a: number, b: number, c: number, d: number): number {
  const one = a * b
  const other = c * d
  if (one <= Number.MAX_SAFE_INTEGER && other <= Number.MAX_SAFE_INTEGER) return one - other
  const exact = BigInt(a) * BigInt(b) - BigInt(c) * BigInt(d)
  return exact > 0n ? 1 : exact < 0n ? -1 : 0
}
