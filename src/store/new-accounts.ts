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

/** The company that a parent works for: as it says itself, or confirmed by the company. A confirmation stays. */
export async function rememberEmployer(
  trx: Trx,
  employer: { accountId: string; companyId: string; at: Instant; confirmed: boolean },
): Promise<void> {
  const { accountId, companyId, at, confirmed } = employer
  await trx
    .insertInto('employer')
    .values({ account_id: accountId, company_id: companyId, told_at: at, confirmed_at: confirmed ? at : null })
    .onConflict((conflict) =>
      confirmed
        ? conflict.columns(['account_id', 'company_id']).doUpdateSet({ confirmed_at: at })
        : conflict.columns(['account_id', 'company_id']).doNothing(),
    )
    .execute()
}
