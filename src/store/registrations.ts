import type { PersonName } from '../domain/coming-in.ts'
import type { Instant } from '../domain/day.ts'
import { normalisedEmail } from './accounts.ts'
import type { Db, Trx } from './db.ts'
import { hashToken } from './hash-token.ts'

/** What somebody typed, until it has become an account. */
export type TypedRegistration = PersonName & { email: string; passwordHash: string }

export async function insertRegistration(
  trx: Trx,
  registration: TypedRegistration & { id: string; codeId: string; at: Instant; expiresAt: Instant },
): Promise<void> {
  await trx
    .insertInto('registration')
    .values({
      id: registration.id,
      state: 'asked',
      code_id: registration.codeId,
      email: normalisedEmail(registration.email),
      given_name: registration.givenName,
      family_name: registration.familyName,
      password_hash: registration.passwordHash,
      token_hash: null,
      asked_at: registration.at,
      expires_at: registration.expiresAt,
    })
    .execute()
}

/** A registration that nobody has looked at yet. */
export async function findAskedRegistration(
  trx: Trx,
  id: string,
): Promise<(TypedRegistration & { expiresAt: Instant }) | undefined> {
  const row = await trx
    .selectFrom('registration')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .executeTakeFirst()
  const typed = row && typedOf(row)
  return typed && { ...typed, expiresAt: row.expires_at }
}

type Row = {
  email: string | null
  given_name: string | null
  family_name: string | null
  password_hash: string | null
}

/** All of it or nothing, as the table's own check has it. */
function typedOf({ email, given_name, family_name, password_hash }: Row): TypedRegistration | undefined {
  if (email === null || given_name === null || family_name === null || password_hash === null) return undefined
  return { email, givenName: given_name, familyName: family_name, passwordHash: password_hash }
}

export async function saveRegistrationSent(trx: Trx, id: string, token: string): Promise<void> {
  await trx
    .updateTable('registration')
    .set({ state: 'sent', token_hash: hashToken(token) })
    .where('id', '=', id)
    .execute()
}

const forgotten = { email: null, given_name: null, family_name: null, password_hash: null } as const

/** Nothing of what was typed is kept; the row stays until it expires, and then gives the code's use back. */
export async function saveRegistrationIdle(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable('registration')
    .set({ state: 'idle', ...forgotten })
    .where('id', '=', id)
    .execute()
}

export type SentRegistration = {
  id: string
  companyId: string
  codeId: string
  state: 'sent' | 'confirmed' | 'idle'
  typed: TypedRegistration | undefined
}

/** What a link of ours leads to, until it expires. */
export async function findRegistrationByToken(
  db: Db,
  token: string,
  now: Instant,
): Promise<SentRegistration | undefined> {
  const row = await db
    .selectFrom('registration')
    .innerJoin('company_code', 'company_code.id', 'registration.code_id')
    .selectAll('registration')
    .select('company_code.company_id')
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (!row || row.state === 'asked') return undefined
  return { id: row.id, companyId: row.company_id, codeId: row.code_id, state: row.state, typed: typedOf(row) }
}

/** False where somebody else has confirmed it meanwhile. */
export async function saveRegistrationConfirmed(trx: Trx, id: string): Promise<boolean> {
  const saved = await trx
    .updateTable('registration')
    .set({ state: 'confirmed', ...forgotten })
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

export async function listExpiredRegistrations(db: Db, now: Instant): Promise<string[]> {
  const rows = await db.selectFrom('registration').select('id').where('expires_at', '<=', now).orderBy('id').execute()
  return rows.map(({ id }) => id)
}

/** Says which use of which code has come to nothing. */
export async function deleteRegistration(trx: Trx, id: string): Promise<{ unusedCodeId: string | null } | undefined> {
  const deleted = await trx
    .deleteFrom('registration')
    .where('id', '=', id)
    .returning(['code_id', 'state'])
    .executeTakeFirst()
  return deleted && { unusedCodeId: deleted.state === 'confirmed' ? null : deleted.code_id }
}
