import type { Person } from '../domain/two-person-act.ts'
import type { Instant } from '../domain/day.ts'
import { findAccount } from './accounts.ts'
import type { Db, Trx } from './db.ts'

/**
 * How somebody stands to a round, read in the transaction that decides: a role may have ended since the page was opened, and a
 * child of its own may have applied; one that is lent counts while it is lent. Guardian is whoever is named as one, or holds the family's account as a parent.
 */
export async function findPerson(
  db: Db | Trx,
  { accountId, role }: { accountId: string; role: string },
  round: { consortiumId: string; kitaYear: number },
  at: Instant,
): Promise<Person> {
  const account = await findAccount(db, accountId, at)
  const permitted =
    account?.disabled === false &&
    account.roles.some((held) => held.role === role && held.subjectId === round.consortiumId)
  const ownRequest = await db
    .selectFrom('place_request')
    .select('id')
    .where('consortium_id', '=', round.consortiumId)
    .where('kita_year', '=', round.kitaYear)
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('guardian')
            .select('guardian.id')
            .whereRef('guardian.family_id', '=', 'place_request.family_id')
            .where('guardian.account_id', '=', accountId),
        ),
        exists(
          selectFrom('account_role')
            .select('account_role.account_id')
            .whereRef('account_role.subject_id', '=', 'place_request.family_id')
            .where('account_role.account_id', '=', accountId)
            .where('account_role.role', '=', 'parent'),
        ),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return { accountId, permitted, guardian: ownRequest !== undefined }
}
