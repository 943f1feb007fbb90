import type { Trx } from '../db.ts'
import { removeAccount } from './remove-account.ts'
import { removeFamily } from './remove-family.ts'
import type { Removed } from './rules.ts'

/** Of ids that were removed once, those that are back: a backup from before was restored. */
export async function removeAgain(trx: Trx, ids: readonly string[], at: string): Promise<Removed> {
  const families = await trx.selectFrom('family').select('id').where('id', 'in', ids).execute()
  for (const { id } of families) await removeFamily(trx, id)
  const accounts = await trx
    .selectFrom('account')
    .select('id')
    .where('id', 'in', ids)
    .where('display_name', '<>', '')
    .execute()
  for (const { id } of accounts) await removeAccount(trx, id, at)
  return { families: families.map(({ id }) => id), accounts: accounts.map(({ id }) => id) }
}
