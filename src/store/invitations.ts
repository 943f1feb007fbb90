import type { Instant } from '../domain/day.ts'
import type { GivenRole } from '../policy/grants.ts'
import { normalisedEmail } from './accounts.ts'
import type { Db, Trx } from './db.ts'
import { hashToken } from './hash-token.ts'

export type Invitation = {
  id: string
  role: GivenRole
  subjectId: string
  email: string
  givenBy: string
  givenAt: Instant
  expiresAt: Instant
  acceptedAt: Instant | null
  revokedAt: Instant | null
}

const columns = [
  'invitation.id',
  'invitation.role',
  'invitation.subject_id as subjectId',
  'invitation.email',
  'account.display_name as givenBy',
  'invitation.given_at as givenAt',
  'invitation.expires_at as expiresAt',
  'invitation.accepted_at as acceptedAt',
  'invitation.revoked_at as revokedAt',
] as const

const select = (db: Db) =>
  db.selectFrom('invitation').innerJoin('account', 'account.id', 'invitation.given_by').select(columns)

/** Of these roles for these institutions, the newest first. */
export async function listInvitations(
  db: Db,
  reach: readonly { role: GivenRole; subjectIds: readonly string[] }[],
): Promise<Invitation[]> {
  const known = reach.filter(({ subjectIds }) => subjectIds.length > 0)
  if (known.length === 0) return []
  return (await select(db)
    .where((eb) =>
      eb.or(
        known.map(({ role, subjectIds }) =>
          eb.and([eb('invitation.role', '=', role), eb('invitation.subject_id', 'in', subjectIds)]),
        ),
      ),
    )
    .orderBy('invitation.given_at', 'desc')
    .orderBy('invitation.id')
    .execute()) as Invitation[]
}

export async function findInvitation(db: Db, id: string): Promise<Invitation | undefined> {
  return (await select(db).where('invitation.id', '=', id).executeTakeFirst()) as Invitation | undefined
}

export async function findInvitationByToken(db: Db, token: string): Promise<Invitation | undefined> {
  const found = await select(db).where('invitation.token_hash', '=', hashToken(token)).executeTakeFirst()
  return found as Invitation | undefined
}

export async function insertInvitation(
  trx: Trx,
  invitation: Pick<Invitation, 'id' | 'role' | 'subjectId' | 'email' | 'expiresAt'> & {
    token: string
    givenBy: string
    at: Instant
  },
): Promise<void> {
  const { id, role, subjectId, email, expiresAt, token, givenBy, at } = invitation
  await trx
    .insertInto('invitation')
    .values({
      id,
      token_hash: hashToken(token),
      role,
      subject_id: subjectId,
      email: normalisedEmail(email),
      given_by: givenBy,
      given_at: at,
      expires_at: expiresAt,
      accepted_at: null,
      accepted_by: null,
      revoked_at: null,
    })
    .execute()
}

/** Accepts an invitation in a single statement, so that of many who come at once one gets through. */
export async function saveAccepted(
  trx: Trx,
  id: string,
  { accountId, at }: { accountId: string; at: Instant },
): Promise<boolean> {
  const accepted = await trx
    .updateTable('invitation')
    .set({ accepted_at: at, accepted_by: accountId })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  return accepted.numUpdatedRows === 1n
}

/** False where it was accepted or revoked before. */
export async function saveRevoked(trx: Trx, id: string, at: Instant): Promise<boolean> {
  const revoked = await trx
    .updateTable('invitation')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return revoked.numUpdatedRows === 1n
}

/** A new link in place of the old one, which opens nothing any more. False where it was accepted or revoked before. */
export async function saveNewLink(
  trx: Trx,
  id: string,
  { token, expiresAt }: { token: string; expiresAt: Instant },
): Promise<boolean> {
  const renewed = await trx
    .updateTable('invitation')
    .set({ token_hash: hashToken(token), expires_at: expiresAt })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return renewed.numUpdatedRows === 1n
}
