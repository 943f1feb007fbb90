import type { Instant } from '../domain/day.ts'
import { normalisedEmail } from './accounts.ts'
import type { Db, Trx } from './db.ts'
import { hashToken } from './hash-token.ts'

export async function insertPasswordReset(
  trx: Trx,
  reset: { id: string; email: string; at: Instant; expiresAt: Instant },
): Promise<void> {
  await trx
    .insertInto('password_reset')
    .values({
      id: reset.id,
      state: 'asked',
      email: normalisedEmail(reset.email),
      account_id: null,
      token_hash: null,
      asked_at: reset.at,
      expires_at: reset.expiresAt,
    })
    .execute()
}

/** Somebody asks, and nobody has looked yet whose address it is. */
export async function findAskedReset(trx: Trx, id: string): Promise<{ email: string; expiresAt: Instant } | undefined> {
  const row = await trx
    .selectFrom('password_reset')
    .select(['email', 'expires_at as expiresAt'])
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .executeTakeFirst()
  return row && row.email !== null ? { email: row.email, expiresAt: row.expiresAt } : undefined
}

export async function countOpenResets(trx: Trx, accountId: string, now: Instant): Promise<number> {
  const { count } = await trx
    .selectFrom('password_reset')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('state', '=', 'sent')
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  return count
}

export async function saveResetSent(
  trx: Trx,
  id: string,
  { accountId, token }: { accountId: string; token: string },
): Promise<void> {
  await trx
    .updateTable('password_reset')
    .set({ state: 'sent', email: null, account_id: accountId, token_hash: hashToken(token) })
    .where('id', '=', id)
    .execute()
}

export async function saveResetIdle(trx: Trx, id: string): Promise<void> {
  await trx.updateTable('password_reset').set({ state: 'idle', email: null }).where('id', '=', id).execute()
}

/** Whose password a link may set, until it expires or one of the account's links has been used. */
export async function findResetByToken(
  db: Db,
  token: string,
  now: Instant,
): Promise<{ id: string; accountId: string } | undefined> {
  const row = await db
    .selectFrom('password_reset')
    .select(['id', 'account_id as accountId'])
    .where('token_hash', '=', hashToken(token))
    .where('state', '=', 'sent')
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row && row.accountId !== null ? { id: row.id, accountId: row.accountId } : undefined
}

/** Uses a link, and with it all others of the account. False where it was used meanwhile. */
export async function useReset(trx: Trx, { id, accountId }: { id: string; accountId: string }): Promise<boolean> {
  const used = await trx
    .updateTable('password_reset')
    .set({ state: 'used' })
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .executeTakeFirst()
  if (used.numUpdatedRows !== 1n) return false
  await closeResetsOf(trx, accountId)
  return true
}

/** A password that was set anew closes the links to set it. */
export async function closeResetsOf(trx: Trx, accountId: string): Promise<void> {
  await trx
    .updateTable('password_reset')
    .set({ state: 'used' })
    .where('account_id', '=', accountId)
    .where('state', '=', 'sent')
    .execute()
}

export async function deleteExpiredResets(db: Db, now: Instant): Promise<void> {
  await db.deleteFrom('password_reset').where('expires_at', '<=', now).execute()
}
