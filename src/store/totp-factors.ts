import type { Instant } from '../domain/day.ts'
import type { Db, Trx } from './db.ts'
import type { Keyring } from './keyring.ts'

/** `secret` in base32, as apps take it; `lastStep` is the time step of the last code that was taken. */
export type TotpFactor = { accountId: string; secret: string; madeAt: Instant; lastStep: number }

const placeOf = (accountId: string) => `totp_factor.secret/${accountId}`

export function totpFactorRow(keyring: Keyring, { accountId, secret, madeAt, lastStep }: TotpFactor) {
  const sealed = keyring.seal(placeOf(accountId), secret)
  return { account_id: accountId, secret: sealed, made_at: madeAt, last_step: lastStep }
}

/** An account has one app; a new one takes the place of the old. */
export async function saveTotp(trx: Trx, keyring: Keyring, factor: TotpFactor): Promise<void> {
  await deleteTotp(trx, factor.accountId)
  await trx.insertInto('totp_factor').values(totpFactorRow(keyring, factor)).execute()
}

export async function findTotp(db: Db, keyring: Keyring, accountId: string): Promise<TotpFactor | undefined> {
  const row = await db.selectFrom('totp_factor').selectAll().where('account_id', '=', accountId).executeTakeFirst()
  if (!row) return undefined
  return {
    accountId,
    secret: keyring.open(placeOf(accountId), row.secret),
    madeAt: row.made_at,
    lastStep: row.last_step,
  }
}

/** Takes a code's step once: false where it, or a later one, was taken before, also by a request that came at the same time. */
export async function takeStep(trx: Trx, accountId: string, step: number): Promise<boolean> {
  const done = await trx
    .updateTable('totp_factor')
    .set({ last_step: step })
    .where('account_id', '=', accountId)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Whether there was one. */
export async function deleteTotp(trx: Trx, accountId: string): Promise<boolean> {
  const done = await trx.deleteFrom('totp_factor').where('account_id', '=', accountId).executeTakeFirst()
  return done.numDeletedRows > 0n
}
