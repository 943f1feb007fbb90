import type { Instant } from '../../domain/day.ts'
import type { Db, Trx } from '../db.ts'

/** Of accounts that nobody uses, those that have not been told yet. */
export async function listWithoutNotice(
  db: Db,
  ids: readonly string[],
): Promise<{ id: string; email: string; name: string }[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('account')
    .leftJoin('inactivity_notice', 'inactivity_notice.account_id', 'account.id')
    .select(['account.id', 'email', 'display_name as name'])
    .where('account.id', 'in', ids)
    .where('inactivity_notice.account_id', 'is', null)
    .orderBy('account.id')
    .execute()
}

/** Of accounts that nobody uses, those that were told by then. */
export async function wasTold(db: Db, ids: readonly string[], by: Instant): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('inactivity_notice')
    .select('account_id')
    .where('account_id', 'in', ids)
    .where('sent_at', '<=', by)
    .orderBy('account_id')
    .execute()
  return rows.map(({ account_id }) => account_id)
}

export async function saveNotice(trx: Trx, accountId: string, at: Instant): Promise<void> {
  await trx
    .insertInto('inactivity_notice')
    .values({ account_id: accountId, sent_at: at })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ sent_at: at }))
    .execute()
}
