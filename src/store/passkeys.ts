import type { Instant } from '../domain/day.ts'
import type { Db, Trx } from './db.ts'

export type Passkey = {
  id: string
  accountId: string
  /** As the browser names it, and the COSE key, both in base64url. Public: whoever has them can check, not sign. */
  credentialId: string
  publicKey: string
  counter: number
  transports: string[]
  /** What its owner calls it. */
  name: string
  madeAt: Instant
  lastUsedAt: Instant | null
  /** When its counter went back. */
  regressedAt: Instant | null
}

export async function insertPasskey(trx: Trx, passkey: Passkey): Promise<void> {
  await trx
    .insertInto('passkey')
    .values({
      id: passkey.id,
      account_id: passkey.accountId,
      credential_id: passkey.credentialId,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: passkey.transports.join(' '),
      name: passkey.name,
      made_at: passkey.madeAt,
      last_used_at: passkey.lastUsedAt,
      counter_regressed_at: passkey.regressedAt,
    })
    .execute()
}

/** The oldest first. */
export async function listPasskeys(db: Db, accountId: string): Promise<Passkey[]> {
  const rows = await passkeys(db).where('account_id', '=', accountId).orderBy('made_at').orderBy('id').execute()
  return rows.map(passkeyOf)
}

export async function findPasskey(db: Db, credentialId: string): Promise<Passkey | undefined> {
  const row = await passkeys(db).where('credential_id', '=', credentialId).executeTakeFirst()
  return row && passkeyOf(row)
}

export async function notePasskeyUse(trx: Trx, id: string, counter: number, at: Instant): Promise<void> {
  await trx.updateTable('passkey').set({ counter, last_used_at: at }).where('id', '=', id).execute()
}

/** A counter that goes back is the sign of a copy. */
export async function noteRegression(trx: Trx, id: string, at: Instant): Promise<void> {
  await trx.updateTable('passkey').set({ counter_regressed_at: at }).where('id', '=', id).execute()
}

/** Whether there was one. */
export async function deletePasskey(trx: Trx, accountId: string, id: string): Promise<boolean> {
  const done = await trx
    .deleteFrom('passkey')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return done.numDeletedRows === 1n
}

/** How many there were. */
export async function deletePasskeysOf(trx: Trx, accountId: string): Promise<number> {
  const done = await trx.deleteFrom('passkey').where('account_id', '=', accountId).executeTakeFirst()
  return Number(done.numDeletedRows)
}

const passkeys = (db: Db) => db.selectFrom('passkey').selectAll()

function passkeyOf(row: Awaited<ReturnType<ReturnType<typeof passkeys>['executeTakeFirstOrThrow']>>): Passkey {
  return {
    id: row.id,
    accountId: row.account_id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: row.counter,
    transports: row.transports === '' ? [] : row.transports.split(' '),
    name: row.name,
    madeAt: row.made_at,
    lastUsedAt: row.last_used_at,
    regressedAt: row.counter_regressed_at,
  }
}
