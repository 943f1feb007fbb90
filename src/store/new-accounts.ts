import type { PersonName } from '../domain/coming-in.ts'
import type { Instant } from '../domain/day.ts'
import type { Role } from '../policy/policy.ts'
import { normalisedEmail } from './accounts.ts'
import type { Trx } from './db.ts'

export type NewAccount = { id: string; email: string; name: string; passwordHash: string }

/** False where the address has an account already. */
export async function insertAccount(trx: Trx, account: NewAccount): Promise<boolean> {
  const { id, name, passwordHash } = account
  const inserted = await trx
    .insertInto('account')
    .values({
      id,
      email: normalisedEmail(account.email),
      display_name: name,
      password_hash: passwordHash,
      disabled_at: null,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

/** A role for something; nothing changes where the account has it already. */
export async function giveRole(
  trx: Trx,
  given: { accountId: string; role: Role; subjectId: string; at: Instant },
): Promise<void> {
  const { accountId, role, subjectId, at } = given
  await trx
    .insertInto('account_role')
    .values({ account_id: accountId, role, subject_id: subjectId, given_at: at })
    .onConflict((conflict) => conflict.columns(['account_id', 'role', 'subject_id']).doNothing())
    .execute()
}

export async function savePasswordHash(trx: Trx, accountId: string, passwordHash: string): Promise<void> {
  await trx.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', accountId).execute()
}

/** A parent's family before anybody knows more of it: who they are, not yet where they live. */
export async function insertFamily(
  trx: Trx,
  family: PersonName & { id: string; guardianId: string; accountId: string },
): Promise<void> {
  const { id, guardianId, accountId, givenName, familyName } = family
  await trx.insertInto('family').values({ id, longitude: null, latitude: null, district: null }).execute()
  await trx
    .insertInto('guardian')
    .values({
      id: guardianId,
      family_id: id,
      account_id: accountId,
      given_name: givenName,
      family_name: familyName,
    })
    .execute()
}

/** The company that a parent works for, as it says itself. What the company has said to it stays. */
export async function rememberEmployer(
  trx: Trx,
  employer: { accountId: string; companyId: string; at: Instant },
): Promise<void> {
  const { accountId, companyId, at } = employer
  await trx
    .insertInto('employer')
    .values({
      account_id: accountId,
      company_id: companyId,
      told_at: at,
      came_by: 'code',
      confirmed_at: null,
      denied_at: null,
      version: 1,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'company_id']).doNothing())
    .execute()
}

/**
 * The company that has invited a parent and so said itself that it works there. False where nothing is new: it was confirmed
 * before, or the company has denied it since the day of the invitation.
 */
export async function rememberInvitingEmployer(
  trx: Trx,
  employer: { accountId: string; companyId: string; invitedAt: Instant; at: Instant },
): Promise<boolean> {
  const { accountId, companyId, invitedAt, at } = employer
  const saved = await trx
    .insertInto('employer')
    .values({
      account_id: accountId,
      company_id: companyId,
      told_at: at,
      came_by: 'invitation',
      confirmed_at: at,
      denied_at: null,
      version: 1,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'company_id'])
        .doUpdateSet(({ eb, ref }) => ({
          confirmed_at: at,
          denied_at: null,
          version: eb(ref('employer.version'), '+', 1),
        }))
        .where('employer.confirmed_at', 'is', null)
        .where(({ eb, or }) => or([eb('employer.denied_at', 'is', null), eb('employer.denied_at', '<', invitedAt)])),
    )
    .executeTakeFirst()
  return saved.numInsertedOrUpdatedRows === 1n
}
