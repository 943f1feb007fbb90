/**
 * The verifier's own Sainte-Laguë: it rounds each quota down and then moves places until none is better used elsewhere.
 * All arithmetic is exact.
 *
 * @param places  whole number ≥ 0
 * @param weights whole numbers > 0, in the order of the company ids
 */
export function divideByExchange(places: number, weights: ArrayLike<number>): number[] {
  const exact = Array.from(weights, BigInt)
  const sum = exact.reduce((total, weight) => total + weight, 0n)
  const shares = exact.map((weight) => Number((weight * BigInt(places)) / sum))
  if (shares.length === 0) return shares

  // The claim of a company on its next place goes before the claim of another on its last one?
  const before = (a: number, placesOfA: number, b: number, placesOfB: number) => {
    const one = exact[a] * BigInt(2 * placesOfB - 1)
    const other = exact[b] * BigInt(2 * placesOfA - 1)
    return one !== other ? one > other : exact[a] !== exact[b] ? exact[a] > exact[b] : a < b
  }
  const all = shares.map((_, at) => at)
  const strongest = () => all.reduce((best, at) => (before(at, shares[at] + 1, best, shares[best] + 1) ? at : best))
  const weakest = () =>
    all
      .filter((at) => shares[at] > 0)
      .reduce((worst, at) => (before(at, shares[at], worst, shares[worst]) ? worst : at))

  for (let left = places - shares.reduce((total, share) => total + share, 0); left > 0; left--) shares[strongest()]++
  while (shares.some((share) => share > 0)) {
    const [gains, loses] = [strongest(), weakest()]
    if (gains === loses || !before(gains, shares[gains] + 1, loses, shares[loses])) break
    shares[gains]++
    shares[loses]--
  }
  return shares
}
