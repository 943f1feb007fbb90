import type { Instant } from '../domain/day.ts'
import { normalisedEmail } from './accounts.ts'
import type { Db, Trx } from './db.ts'
import { hashToken } from './hash-token.ts'

/** An account has one at most: the one before ends, with its link. Its account has been locked. */
export async function replaceEmailChange(
  trx: Trx,
  change: { id: string; accountId: string; email: string; at: Instant; expiresAt: Instant },
): Promise<void> {
  await deleteEmailChangeOf(trx, change.accountId)
  await trx
    .insertInto('email_change')
    .values({
      id: change.id,
      account_id: change.accountId,
      state: 'asked',
      email: normalisedEmail(change.email),
      token_hash: null,
      asked_at: change.at,
      expires_at: change.expiresAt,
    })
    .execute()
}

/** What an account is about to change to, whatever has become of it. */
export async function findOpenEmailChange(
  db: Db,
  accountId: string,
  now: Instant,
): Promise<{ email: string; expiresAt: Instant } | undefined> {
  return db
    .selectFrom('email_change')
    .select(['email', 'expires_at as expiresAt'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** Somebody asks, and nobody has looked yet whose address it is. */
export async function findAskedEmailChange(
  trx: Trx,
  id: string,
): Promise<{ accountId: string; email: string; expiresAt: Instant } | undefined> {
  return trx
    .selectFrom('email_change')
    .select(['account_id as accountId', 'email', 'expires_at as expiresAt'])
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .executeTakeFirst()
}

/** False where it was replaced or withdrawn meanwhile. Without a token nobody can confirm it. */
export async function saveEmailChangeAnswered(trx: Trx, id: string, token: string | null): Promise<boolean> {
  const saved = await trx
    .updateTable('email_change')
    .set(token === null ? { state: 'idle' } : { state: 'sent', token_hash: hashToken(token) })
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** What a link leads to, until it expires. */
export async function findEmailChangeByToken(
  db: Db,
  token: string,
  now: Instant,
): Promise<{ accountId: string; email: string } | undefined> {
  return db
    .selectFrom('email_change')
    .select(['account_id as accountId', 'email'])
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** Whether there was one. */
export async function deleteEmailChangeOf(trx: Trx, accountId: string): Promise<boolean> {
  const deleted = await trx.deleteFrom('email_change').where('account_id', '=', accountId).executeTakeFirst()
  return deleted.numDeletedRows === 1n
}

export async function deleteExpiredEmailChanges(trx: Trx, now: Instant): Promise<number> {
  const deleted = await trx.deleteFrom('email_change').where('expires_at', '<=', now).executeTakeFirst()
  return Number(deleted.numDeletedRows)
}
