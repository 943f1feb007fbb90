import type { Trx } from './db.ts'

export type ActKey = { accountId: string; key: string; act: string; contentHash: string }
export type DoneAct = { act: string; contentHash: string; result: unknown }

/**
 * Takes the key for this transaction, or tells what was done under it. Of two requests with one key that begin together, the
 * later waits here until the first has ended, on either database.
 */
export async function claimActKey(trx: Trx, actKey: ActKey, at: string): Promise<DoneAct | undefined> {
  const { accountId, key, act, contentHash } = actKey
  const claimed = await trx
    .insertInto('act_key')
    .values({ account_id: accountId, key, act, content_hash: contentHash, result: 'null', at })
    .onConflict((conflict) => conflict.columns(['account_id', 'key']).doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows === 1n) return undefined
  const row = await trx
    .selectFrom('act_key')
    .select(['act', 'content_hash', 'result'])
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  return { act: row.act, contentHash: row.content_hash, result: JSON.parse(row.result) as unknown }
}

export async function saveActResult(trx: Trx, { accountId, key }: ActKey, result: unknown): Promise<void> {
  await trx
    .updateTable('act_key')
    .set({ result: JSON.stringify(result) })
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .execute()
}

export async function releaseActKey(trx: Trx, { accountId, key }: ActKey): Promise<void> {
  await trx.deleteFrom('act_key').where('account_id', '=', accountId).where('key', '=', key).execute()
}
