import { createHash } from 'node:crypto'
import type { Db } from './db.ts'

/** Only the hash of a session's id is kept: a stolen database opens no session. */
const hashOf = (id: string) => createHash('sha256').update(id).digest('hex')

export async function findSession(db: Db, id: string, now: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('session')
    .select('data')
    .where('id_hash', '=', hashOf(id))
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row?.data
}

export async function saveSession(
  db: Db,
  id: string,
  session: { accountId: string | null; data: string; expiresAt: string },
): Promise<void> {
  const row = { account_id: session.accountId, data: session.data, expires_at: session.expiresAt }
  await db
    .insertInto('session')
    .values({ id_hash: hashOf(id), ...row })
    .onConflict((conflict) => conflict.column('id_hash').doUpdateSet(row))
    .execute()
}

export async function deleteSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('session').where('id_hash', '=', hashOf(id)).execute()
}

export async function deleteExpiredSessions(db: Db, now: string): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<=', now).execute()
}
