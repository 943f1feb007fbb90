/** Both databases limit the values of one statement (SQLite 32,766, PostgreSQL 65,535): long lists go in pieces. */
export async function inBatches<T>(rows: readonly T[], write: (batch: T[]) => Promise<unknown>): Promise<void> {
  const size = 1_000
  for (let from = 0; from < rows.length; from += size) await write(rows.slice(from, from + size))
}
