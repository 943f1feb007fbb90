import type { Instant } from '../domain/day.ts'
import type { Factor } from '../domain/session.ts'
import type { Role } from '../policy/policy.ts'
import type { Db, Trx } from './db.ts'
import { hashToken } from './hash-token.ts'

export type Session = {
  /** Stays the same as long as somebody is signed in; what the cookie holds changes with every factor and role. */
  id: string
  accountId: string | null
  role: Role | null
  madeAt: Instant
  lastSeenAt: Instant
  factor: Factor
  provedAt: Instant | null
  failures: number
  deviceId: string | null
  /** What kind of browser it is, coarsely. */
  label: string
}

export async function insertSession(trx: Trx, token: string, session: Session & { expiresAt: Instant }): Promise<void> {
  await trx
    .insertInto('session')
    .values({
      id: session.id,
      token_hash: hashToken(token),
      account_id: session.accountId,
      role: session.role,
      made_at: session.madeAt,
      last_seen_at: session.lastSeenAt,
      expires_at: session.expiresAt,
      factor: session.factor,
      proved_at: session.provedAt,
      failures: session.failures,
      challenge_hash: null,
      device_id: session.deviceId,
      label: session.label,
    })
    .execute()
}

export async function findSession(db: Db, token: string): Promise<Session | undefined> {
  const row = await db.selectFrom('session').selectAll().where('token_hash', '=', hashToken(token)).executeTakeFirst()
  return row && sessionOf(row)
}

/** The newest click first. */
export async function listSessionsOf(db: Db, accountId: string): Promise<Session[]> {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(sessionOf)
}

/**
 * Gives a session another token, and what has changed with it. False where the old token is no longer its own: of two requests at
 * once only one goes on with it.
 */
export async function renewSession(
  trx: Trx,
  { from, to }: { from: string; to: string },
  changed: Partial<Pick<Session, 'role' | 'factor' | 'provedAt' | 'failures' | 'deviceId'>>,
): Promise<boolean> {
  const done = await trx
    .updateTable('session')
    .set({
      token_hash: hashToken(to),
      ...(changed.role !== undefined && { role: changed.role }),
      ...(changed.factor !== undefined && { factor: changed.factor }),
      ...(changed.provedAt !== undefined && { proved_at: changed.provedAt }),
      ...(changed.failures !== undefined && { failures: changed.failures }),
      ...(changed.deviceId !== undefined && { device_id: changed.deviceId }),
    })
    .where('token_hash', '=', hashToken(from))
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Never makes a row: a session that has been ended meanwhile stays ended. */
export async function touchSession(db: Db, id: string, seen: { at: Instant; expiresAt: Instant }): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_seen_at: seen.at, expires_at: seen.expiresAt })
    .where('id', '=', id)
    .execute()
}

/** Counts a wrong code; the number so far. */
export async function countFailure(trx: Trx, id: string): Promise<number> {
  const row = await trx
    .updateTable('session')
    .set((eb) => ({ failures: eb('failures', '+', 1) }))
    .where('id', '=', id)
    .returning('failures')
    .executeTakeFirst()
  return row?.failures ?? Infinity
}

/** What a passkey is to sign next in this browser; a former one that was not answered is forgotten. */
export async function saveChallenge(trx: Trx, token: string, challenge: string): Promise<boolean> {
  const done = await trx
    .updateTable('session')
    .set({ challenge_hash: hashToken(challenge) })
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Once: false where it is not the one that was given to this browser, or was answered. */
export async function takeChallenge(trx: Trx, token: string, challenge: string, now: Instant): Promise<boolean> {
  const done = await trx
    .updateTable('session')
    .set({ challenge_hash: null })
    .where('token_hash', '=', hashToken(token))
    .where('challenge_hash', '=', hashToken(challenge))
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Whether it was there. */
export async function deleteSession(trx: Trx, id: string): Promise<boolean> {
  const done = await trx.deleteFrom('session').where('id', '=', id).executeTakeFirst()
  return done.numDeletedRows === 1n
}

/** After a new password, a disabled account, a role that was taken away: nobody who came before stays in. How many there were. */
export async function endSessionsOf(trx: Trx, accountId: string, except?: string): Promise<number> {
  const done = await trx
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .where('id', '!=', except ?? '')
    .executeTakeFirst()
  return Number(done.numDeletedRows)
}

type SessionRow = {
  id: string
  account_id: string | null
  role: Role | null
  made_at: string
  last_seen_at: string
  factor: Factor
  proved_at: string | null
  failures: number
  device_id: string | null
  label: string
}

function sessionOf(row: SessionRow): Session {
  return {
    id: row.id,
    accountId: row.account_id,
    role: row.role,
    madeAt: row.made_at,
    lastSeenAt: row.last_seen_at,
    factor: row.factor,
    provedAt: row.proved_at,
    failures: row.failures,
    deviceId: row.device_id,
    label: row.label,
  }
}
