import { type Day, dayOf, type Instant } from '../domain/day.ts'
import type { Delegation } from '../domain/delegation.ts'
import type { Role } from '../policy/policy.ts'
import type { Db, Trx } from './db.ts'

export type StoredDelegation = Delegation & { role: Role }

function delegations(db: Db | Trx) {
  return db
    .selectFrom('delegation')
    .select([
      'delegation.id',
      'from_account as from',
      'to_account as to',
      'delegation.role',
      'delegation.subject_id as subjectId',
      'valid_from as validFrom',
      'valid_to as validTo',
      'ended_at as endedAt',
      'delegation.version',
    ])
}

/** With the consortium that it is about; a provider's Kitas may lie in several, so that it has none. */
export async function findDelegation(
  db: Db | Trx,
  id: string,
): Promise<(StoredDelegation & { consortiumId: string | null }) | undefined> {
  return delegations(db)
    .leftJoin('kita', 'kita.id', 'delegation.subject_id')
    .leftJoin('company', 'company.id', 'delegation.subject_id')
    .leftJoin('consortium', 'consortium.id', 'delegation.subject_id')
    .select(({ fn }) => fn.coalesce('kita.consortium_id', 'company.consortium_id', 'consortium.id').as('consortiumId'))
    .where('delegation.id', '=', id)
    .executeTakeFirst()
}

export async function insertDelegation(trx: Trx, delegation: StoredDelegation, at: Instant): Promise<void> {
  const { id, from, to, role, subjectId, validFrom, validTo, endedAt, version } = delegation
  await trx
    .insertInto('delegation')
    .values({
      id,
      from_account: from,
      to_account: to,
      role,
      subject_id: subjectId,
      valid_from: validFrom,
      valid_to: validTo,
      created_at: at,
      ended_at: endedAt,
      version,
    })
    .execute()
}

/** False where somebody else ended it meanwhile. */
export async function saveEndedDelegation(trx: Trx, delegation: Delegation & { endedAt: Instant }): Promise<boolean> {
  const saved = await trx
    .updateTable('delegation')
    .set({ ended_at: delegation.endedAt, version: delegation.version + 1 })
    .where('id', '=', delegation.id)
    .where('version', '=', delegation.version)
    .executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** A role that somebody holds for another: only as long as the other holds it and is not disabled. */
export type LentRole = { role: Role; subjectId: string; until: Day; insteadOf: { accountId: string; name: string } }

export async function listLentRoles(db: Db | Trx, accountId: string, at: Instant): Promise<LentRole[]> {
  const day = dayOf(at)
  const rows = await db
    .selectFrom('delegation')
    .innerJoin('account', 'account.id', 'delegation.from_account')
    .innerJoin('account_role', (join) =>
      join
        .onRef('account_role.account_id', '=', 'delegation.from_account')
        .onRef('account_role.role', '=', 'delegation.role')
        .onRef('account_role.subject_id', '=', 'delegation.subject_id'),
    )
    .select([
      'delegation.role',
      'delegation.subject_id as subjectId',
      'delegation.valid_to as until',
      'account.id as accountId',
      'account.display_name as name',
    ])
    .where('delegation.to_account', '=', accountId)
    .where('delegation.valid_from', '<=', day)
    .where('delegation.valid_to', '>=', day)
    .where('delegation.created_at', '<=', at)
    .where('delegation.ended_at', 'is', null)
    .where('account.disabled_at', 'is', null)
    .orderBy('delegation.role')
    .orderBy('delegation.subject_id')
    .execute()
  return rows.map(({ accountId: lender, name, ...row }) => ({ ...row, insteadOf: { accountId: lender, name } }))
}

/** For the check of two persons: all that these two have ever lent each other of a role. */
export async function listDelegationsBetween(
  db: Db | Trx,
  role: Role,
  [one, other]: readonly [string, string],
): Promise<StoredDelegation[]> {
  return delegations(db)
    .where('delegation.role', '=', role)
    .where('from_account', 'in', [one, other])
    .where('to_account', 'in', [one, other])
    .execute()
}
