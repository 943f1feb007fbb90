import type { Instant } from '../domain/day.ts'
import type { Db, Trx } from './db.ts'

/** The former ones are worth nothing from now on. */
export async function replaceRecoveryCodes(trx: Trx, accountId: string, hashes: readonly string[]): Promise<void> {
  await trx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
  if (hashes.length === 0) return
  await trx
    .insertInto('recovery_code')
    .values(hashes.map((code_hash) => ({ account_id: accountId, code_hash, used_at: null })))
    .execute()
}

/** Once: false where it is none, or was used, also by a request that came at the same time. */
export async function takeRecoveryCode(trx: Trx, accountId: string, hash: string, at: Instant): Promise<boolean> {
  const done = await trx
    .updateTable('recovery_code')
    .set({ used_at: at })
    .where('account_id', '=', accountId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** How many are left. */
export async function countRecoveryCodes(db: Db, accountId: string): Promise<number> {
  const { left } = await db
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return left
}
