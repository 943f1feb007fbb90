import type { Instant } from '../domain/day.ts'
import type { Db, Trx } from './db.ts'

export async function findDeletionRequest(
  db: Db | Trx,
  accountId: string,
): Promise<{ requestedAt: Instant } | undefined> {
  return db
    .selectFrom('deletion_request')
    .select('requested_at as requestedAt')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

/** Who asks again while it is open has asked once. */
export async function saveDeletionRequest(trx: Trx, accountId: string, at: Instant): Promise<void> {
  await trx
    .insertInto('deletion_request')
    .values({ account_id: accountId, requested_at: at })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .execute()
}

/** False where there was none, or none any more. */
export async function withdrawDeletionRequest(trx: Trx, accountId: string): Promise<boolean> {
  const gone = await trx.deleteFrom('deletion_request').where('account_id', '=', accountId).executeTakeFirst()
  return gone.numDeletedRows === 1n
}

export async function listDeletionRequests(db: Db | Trx): Promise<{ accountId: string; requestedAt: Instant }[]> {
  return db
    .selectFrom('deletion_request')
    .select(['account_id as accountId', 'requested_at as requestedAt'])
    .orderBy('requested_at')
    .orderBy('account_id')
    .execute()
}

/** The families that an account alone stands for: of the others another guardian has an account too. */
export async function familiesOfOnly(
  db: Db | Trx,
  accountId: string,
): Promise<{ families: string[]; shared: string[] }> {
  const rows = await db
    .selectFrom('account_role as own')
    .leftJoin('account_role as other', (join) =>
      join
        .onRef('other.subject_id', '=', 'own.subject_id')
        .onRef('other.account_id', '<>', 'own.account_id')
        .on('other.role', '=', 'parent'),
    )
    .select(['own.subject_id as family', 'other.account_id as other'])
    .where('own.account_id', '=', accountId)
    .where('own.role', '=', 'parent')
    .execute()
  const shared = new Set(rows.filter(({ other }) => other !== null).map(({ family }) => family))
  return { families: rows.map(({ family }) => family).filter((family) => !shared.has(family)), shared: [...shared] }
}
