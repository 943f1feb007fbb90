import { type Day, dayOf, type Instant } from '../../domain/day.ts'
import type { Role } from '../../policy/policy.ts'
import type { Scope } from '../../policy/scope.ts'
import type { Db, Trx } from '../db.ts'
import { within } from '../within.ts'

export type DelegationRow = {
  id: string
  role: Role
  subject: string
  from: string
  to: string
  fromName: string
  toName: string
  validFrom: Day
  validTo: Day
}

/** Not over yet: those of an account in either part, and those about what lies in a scope. */
export async function listDelegations(db: Db, accountId: string, scope: Scope, at: Instant): Promise<DelegationRow[]> {
  const rows = await db
    .selectFrom('delegation')
    .innerJoin('account as lender', 'lender.id', 'delegation.from_account')
    .innerJoin('account as stand_in', 'stand_in.id', 'delegation.to_account')
    .leftJoin('kita', 'kita.id', 'delegation.subject_id')
    .leftJoin('company', 'company.id', 'delegation.subject_id')
    .leftJoin('provider', 'provider.id', 'delegation.subject_id')
    .leftJoin('consortium', 'consortium.id', 'delegation.subject_id')
    .select(({ fn }) => [
      'delegation.id',
      'delegation.role',
      fn.coalesce('kita.name', 'company.name', 'provider.name', 'consortium.name').as('subject'),
      'lender.id as from',
      'stand_in.id as to',
      'lender.display_name as fromName',
      'stand_in.display_name as toName',
      'delegation.valid_from as validFrom',
      'delegation.valid_to as validTo',
    ])
    .where('delegation.ended_at', 'is', null)
    .where('delegation.valid_to', '>=', dayOf(at))
    .where((eb) =>
      eb.or([
        eb('from_account', '=', accountId),
        eb('to_account', '=', accountId),
        within(scope, { consortium: 'kita.consortium_id' }),
        within(scope, { consortium: 'company.consortium_id' }),
        within(scope, { consortium: 'consortium.id' }),
      ]),
    )
    .orderBy('delegation.valid_from')
    .orderBy('delegation.id')
    .execute()
  return rows.map(({ subject, ...row }) => ({ ...row, subject: subject ?? '' }))
}

export type HeldSubject = { role: Role; subjectId: string; subject: string; consortiumId: string | null }

/** What an account holds itself, with names. A provider's consortium is not one: its Kitas may lie in several. */
export async function listHeldSubjects(db: Db | Trx, accountId: string): Promise<HeldSubject[]> {
  const rows = await heldSubjects(db).where('account_role.account_id', '=', accountId).execute()
  return rows.map(({ subject, ...row }) => ({ ...row, subject: subject ?? '' }))
}

function heldSubjects(db: Db | Trx) {
  return db
    .selectFrom('account_role')
    .leftJoin('kita', 'kita.id', 'account_role.subject_id')
    .leftJoin('company', 'company.id', 'account_role.subject_id')
    .leftJoin('provider', 'provider.id', 'account_role.subject_id')
    .leftJoin('consortium', 'consortium.id', 'account_role.subject_id')
    .select(({ fn }) => [
      'account_role.role',
      'account_role.subject_id as subjectId',
      fn.coalesce('kita.name', 'company.name', 'provider.name', 'consortium.name').as('subject'),
      fn.coalesce('kita.consortium_id', 'company.consortium_id').as('consortiumId'),
    ])
    .orderBy('account_role.role')
    .orderBy('account_role.subject_id')
}

export type StandIn = { accountId: string; name: string }

/**
 * Who may stand in: accounts that hold the same role for something else, a Kita's or a company's within the same consortium. They
 * know the office already, and nobody comes to sit on two sides of it.
 */
export async function listStandIns(db: Db | Trx, held: HeldSubject, accountId: string): Promise<StandIn[]> {
  return heldSubjects(db)
    .innerJoin('account', 'account.id', 'account_role.account_id')
    .clearSelect()
    .clearOrderBy()
    .select(['account.id as accountId', 'account.display_name as name'])
    .distinct()
    .where('account_role.role', '=', held.role)
    .where('account.disabled_at', 'is', null)
    .where('account.id', '<>', accountId)
    .$if(held.consortiumId !== null, (query) =>
      query.where((eb) =>
        eb.or([eb('kita.consortium_id', '=', held.consortiumId), eb('company.consortium_id', '=', held.consortiumId)]),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('account_role as same')
            .select('same.account_id')
            .whereRef('same.account_id', '=', 'account.id')
            .where('same.role', '=', held.role)
            .where('same.subject_id', '=', held.subjectId),
        ),
      ),
    )
    .orderBy('account.display_name')
    .execute()
}
