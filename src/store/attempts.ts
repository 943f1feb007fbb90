import type { Db, Trx } from './db.ts'

/**
 * Reads when lanes are full again, and keeps them from everybody else until the transaction ends: of attempts that come
 * together, each sees what the others took.
 *
 * @returns lane → milliseconds; what was never used is full `now`
 */
export async function lockLanes(trx: Trx, lanes: readonly string[], now: string): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  // Always in one order, so that two attempts never wait for each other.
  for (const lane of lanes.toSorted()) {
    const { full_at } = await trx
      .insertInto('attempt')
      .values({ lane, full_at: now })
      .onConflict((conflict) => conflict.column('lane').doUpdateSet({ lane }))
      .returning('full_at')
      .executeTakeFirstOrThrow()
    found.set(lane, Date.parse(full_at))
  }
  return found
}

export async function saveLane(trx: Trx, lane: string, fullAt: number): Promise<void> {
  await trx
    .updateTable('attempt')
    .set({ full_at: new Date(fullAt).toISOString() })
    .where('lane', '=', lane)
    .execute()
}

/** Lanes that are full again are as good as never used. One at a time: nobody who takes several ever waits for this. */
export async function forgetFullLanes(db: Db, now: string): Promise<void> {
  const full = await db.selectFrom('attempt').select('lane').where('full_at', '<=', now).execute()
  for (const { lane } of full)
    await db.deleteFrom('attempt').where('lane', '=', lane).where('full_at', '<=', now).execute()
}
