import type { Trx } from './db.ts'

export type ActKey = { accountId: string; key: string; act: string; contentHash: string }

export async function findActResult(
  trx: Trx,
  { accountId, key }: ActKey,
): Promise<{ act: string; contentHash: string; result: unknown } | undefined> {
  const row = await trx
    .selectFrom('act_key')
    .select(['act', 'content_hash', 'result'])
    .where('account_id', '=', accountId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && { act: row.act, contentHash: row.content_hash, result: JSON.parse(row.result) as unknown }
}

export async function saveActResult(trx: Trx, actKey: ActKey, result: unknown, at: string): Promise<void> {
  await trx
    .insertInto('act_key')
    .values({
      account_id: actKey.accountId,
      key: actKey.key,
      act: actKey.act,
      content_hash: actKey.contentHash,
      result: JSON.stringify(result),
      at,
    })
    .execute()
}

/** PostgreSQL lets two requests with the same key begin together; the later one fails on the key and may look again. */
export function isActKeyTaken(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'act_key_once'
}
