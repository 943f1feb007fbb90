import type { Instant } from '../domain/day.ts'
import type { Trx } from './db.ts'

/** `accountId` is null for whoever has no account yet; such keys are told apart by their 122 random bits alone. */
export type ActKey = { accountId: string | null; key: string; act: string; contentHash: string }
export type DoneAct = { act: string; contentHash: string; result: unknown }

const holderOf = ({ accountId }: ActKey) => accountId ?? 'visitor'

/**
 * Takes the key for this transaction, or tells what was done under it. Of two requests with one key that begin together, the
 * later waits here until the first has ended, on either database.
 */
export async function claimActKey(trx: Trx, actKey: ActKey, at: Instant): Promise<DoneAct | undefined> {
  const { accountId, key, act, contentHash } = actKey
  const holder = holderOf(actKey)
  const claimed = await trx
    .insertInto('act_key')
    .values({ holder, account_id: accountId, key, act, content_hash: contentHash, result: 'null', at })
    .onConflict((conflict) => conflict.columns(['holder', 'key']).doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows === 1n) return undefined
  const row = await trx
    .selectFrom('act_key')
    .select(['act', 'content_hash', 'result'])
    .where('holder', '=', holder)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  return { act: row.act, contentHash: row.content_hash, result: JSON.parse(row.result) as unknown }
}

export async function saveActResult(trx: Trx, actKey: ActKey, result: unknown): Promise<void> {
  await trx
    .updateTable('act_key')
    .set({ result: JSON.stringify(result) })
    .where('holder', '=', holderOf(actKey))
    .where('key', '=', actKey.key)
    .execute()
}

export async function releaseActKey(trx: Trx, actKey: ActKey): Promise<void> {
  await trx.deleteFrom('act_key').where('holder', '=', holderOf(actKey)).where('key', '=', actKey.key).execute()
}

/**
 * Forgets what was done before an instant, and says how many keys that were. A form can be sent again as long as the session that
 * it was drawn for lives: `before` must lie further back than the longest session.
 */
export async function forgetActKeys(trx: Trx, before: Instant): Promise<number> {
  const forgotten = await trx.deleteFrom('act_key').where('at', '<', before).executeTakeFirst()
  return Number(forgotten.numDeletedRows)
}
