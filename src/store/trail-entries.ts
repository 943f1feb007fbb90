import type { ChainedEntry } from '../engine/trail/entry.ts'
import type { Db } from './db.ts'

const atOnce = 2_000

/** The whole trail in the order of its numbers, some at a time, whatever its length and whatever its numbers are. */
export async function* readTrail(db: Db): AsyncGenerator<ChainedEntry[]> {
  let after: number | undefined
  for (;;) {
    const entries: ChainedEntry[] = await db
      .selectFrom('audit')
      .selectAll()
      .$if(after !== undefined, (query) => query.where('seq', '>', after ?? 0))
      .orderBy('seq')
      .limit(atOnce)
      .execute()
    if (entries.length === 0) return
    yield entries
    after = entries.at(-1)?.seq
  }
}

export async function countEntries(db: Db): Promise<number> {
  const { entries } = await db
    .selectFrom('audit')
    .select(({ fn }) => fn.countAll<number>().as('entries'))
    .executeTakeFirstOrThrow()
  return entries
}
