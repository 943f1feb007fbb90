import { createHmac, randomBytes } from 'node:crypto'
import { canonicalJson } from '../engine/canonical.ts'
import type { Trx } from './db.ts'
import type { Keyring } from './keyring.ts'

/** Field → value, as it was or is. */
export type Values = Readonly<Record<string, string | number | boolean | null>>

/**
 * HMAC-SHA-256 of the values in canonical JSON, hex, under a key of the subject's own: whoever knows a value can show that the
 * trail means it, as long as the key is there, and nobody can find one by trying.
 */
export async function digestOfValues(trx: Trx, keyring: Keyring, subject: string, values: Values): Promise<string> {
  const key = (await findKey(trx, keyring, subject)) ?? (await makeKey(trx, keyring, subject))
  return createHmac('sha256', key).update(canonicalJson(values)).digest('hex')
}

/** From here on nobody can say what the subject's digests in the trail were digests of; the trail itself stays whole. */
export async function forgetSubjectKey(trx: Trx, subject: string): Promise<void> {
  await trx.deleteFrom('subject_key').where('subject', '=', subject).execute()
}

async function findKey(trx: Trx, keyring: Keyring, subject: string): Promise<Buffer | undefined> {
  const row = await trx.selectFrom('subject_key').select('sealed_key').where('subject', '=', subject).executeTakeFirst()
  return row && Buffer.from(keyring.open(placeOf(subject), row.sealed_key), 'hex')
}

async function makeKey(trx: Trx, keyring: Keyring, subject: string): Promise<Buffer> {
  const key = randomBytes(32)
  await trx
    .insertInto('subject_key')
    .values({ subject, sealed_key: keyring.seal(placeOf(subject), key.toString('hex')) })
    .execute()
  return key
}

const placeOf = (subject: string) => `subject_key.sealed_key/${subject}`
