import type { Day, Instant } from '../../domain/day.ts'
import type { Trx } from '../db.ts'

/** False where somebody has taken that day already. */
export async function takePurgeDay(trx: Trx, day: Day, at: Instant): Promise<boolean> {
  const taken = await trx
    .insertInto('purge_run')
    .values({ day, at })
    .onConflict((conflict) => conflict.column('day').doNothing())
    .executeTakeFirst()
  return taken.numInsertedOrUpdatedRows === 1n
}
