import type { Instant } from '../domain/day.ts'
import type { GivenRole } from '../policy/grants.ts'
import type { Db, Trx } from './db.ts'

export type RoleHolder = {
  accountId: string
  name: string
  role: GivenRole
  subjectId: string
  givenAt: Instant | null
  disabledAt: Instant | null
}

/** Who holds these roles for these institutions, by name. */
export async function listRoleHolders(
  db: Db,
  reach: readonly { role: GivenRole; subjectIds: readonly string[] }[],
): Promise<RoleHolder[]> {
  const known = reach.filter(({ subjectIds }) => subjectIds.length > 0)
  if (known.length === 0) return []
  return (await db
    .selectFrom('account_role')
    .innerJoin('account', 'account.id', 'account_role.account_id')
    .select([
      'account.id as accountId',
      'account.display_name as name',
      'account_role.role',
      'account_role.subject_id as subjectId',
      'account_role.given_at as givenAt',
      'account.disabled_at as disabledAt',
    ])
    .where((eb) =>
      eb.or(
        known.map(({ role, subjectIds }) =>
          eb.and([eb('account_role.role', '=', role), eb('account_role.subject_id', 'in', subjectIds)]),
        ),
      ),
    )
    .orderBy('account.display_name')
    .orderBy('account.id')
    .orderBy('account_role.role')
    .execute()) as RoleHolder[]
}

/** False where it had ended before. */
export async function deleteRole(
  trx: Trx,
  { accountId, role, subjectId }: Pick<RoleHolder, 'accountId' | 'role' | 'subjectId'>,
): Promise<boolean> {
  const ended = await trx
    .deleteFrom('account_role')
    .where('account_id', '=', accountId)
    .where('role', '=', role)
    .where('subject_id', '=', subjectId)
    .executeTakeFirst()
  return ended.numDeletedRows === 1n
}

/** Disables an account, or opens it again with null. */
export async function saveDisabled(trx: Trx, accountId: string, disabledAt: Instant | null): Promise<void> {
  await trx.updateTable('account').set({ disabled_at: disabledAt }).where('id', '=', accountId).execute()
}
