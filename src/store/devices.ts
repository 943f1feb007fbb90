import type { Instant } from '../domain/day.ts'
import type { Db, Trx } from './db.ts'
import { hashToken } from './hash-token.ts'

/** A browser becomes known to an account; the token is for its cookie, the row keeps the hash. */
export async function insertDevice(
  trx: Trx,
  token: string,
  device: { id: string; accountId: string; label: string; madeAt: Instant },
): Promise<void> {
  const { id, accountId, label, madeAt } = device
  const row = { id, account_id: accountId, token_hash: hashToken(token), label, made_at: madeAt }
  await trx.insertInto('device').values(row).execute()
}

/** The id of the device that an account knows by this token. */
export async function findDevice(db: Db, accountId: string, token: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('device')
    .select('id')
    .where('account_id', '=', accountId)
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst()
  return row?.id
}

export async function forgetDevices(trx: Trx, accountId: string): Promise<void> {
  await trx.deleteFrom('device').where('account_id', '=', accountId).execute()
}

/** The one code that a session waits for; a former one is worth nothing any more. */
export async function saveDeviceCode(
  trx: Trx,
  code: { sessionId: string; digest: string; until: Instant },
): Promise<void> {
  await trx.deleteFrom('device_code').where('session_id', '=', code.sessionId).execute()
  const row = { session_id: code.sessionId, code_digest: code.digest, until: code.until }
  await trx.insertInto('device_code').values(row).execute()
}

/** Once: false where it is another, is too old, or was taken by a request at the same time. */
export async function takeDeviceCode(trx: Trx, sessionId: string, digest: string, now: Instant): Promise<boolean> {
  const done = await trx
    .deleteFrom('device_code')
    .where('session_id', '=', sessionId)
    .where('code_digest', '=', digest)
    .where('until', '>', now)
    .executeTakeFirst()
  return done.numDeletedRows === 1n
}

/** Until when the present code of a session is good. */
export async function deviceCodeUntil(db: Db, sessionId: string): Promise<Instant | undefined> {
  const row = await db.selectFrom('device_code').select('until').where('session_id', '=', sessionId).executeTakeFirst()
  return row?.until
}
