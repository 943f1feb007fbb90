export function timed<T>(run: () => T): { seconds: number; result: T } {
  const start = performance.now()
  const result = run()
  return { seconds: (performance.now() - start) / 1000, result }
}

export function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

/** A line of a table, each cell under the name of its column. */
export function row(columns: readonly (readonly [name: string, width: number])[], cells: readonly string[]): string {
  return cells.map((cell, at) => cell.padStart(columns[at][1])).join('  ')
}
