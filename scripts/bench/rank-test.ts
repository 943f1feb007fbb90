/**
 * Wilcoxon's signed-rank test over pairs (Biometrics Bulletin 1, 1945), by its normal approximation.
 *
 * @param pairs two measurements each, at least 20 of them
 * @returns z; positive where the first of a pair tends to be larger
 */
export function signedRank(pairs: readonly (readonly [number, number])[]): number {
  const differences = pairs.map(([a, b]) => a - b).filter((difference) => difference !== 0)
  const ascending = differences.toSorted((a, b) => Math.abs(a) - Math.abs(b))
  const positive = ascending.reduce((sum, difference, at) => sum + (difference > 0 ? at + 1 : 0), 0)
  const count = ascending.length
  const expected = (count * (count + 1)) / 4
  const deviation = Math.sqrt((count * (count + 1) * (2 * count + 1)) / 24)
  return count === 0 ? 0 : (positive - expected) / deviation
}

export function median(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b)
  const middle = Math.floor(ascending.length / 2)
  return ascending.length % 2 === 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2
}
