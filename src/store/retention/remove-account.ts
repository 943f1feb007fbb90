import type { Trx } from '../db.ts'
import { forgetSubjectKey } from '../subject-keys.ts'

/**
 * Takes the person out of an account: what is left is an id that the trail and the acts of rounds name, with no address, no name
 * and no way in. Its contact as a guardian goes with it; a child that another guardian still stands for stays.
 */
export async function removeAccount(trx: Trx, accountId: string, at: string): Promise<void> {
  const guardians = await trx.selectFrom('guardian').select('id').where('account_id', '=', accountId).execute()
  for (const { id } of guardians) await forgetSubjectKey(trx, id)
  await trx.deleteFrom('guardian').where('account_id', '=', accountId).execute()
  await trx.deleteFrom('outbox').where('account_id', '=', accountId).execute()
  for (const table of tablesOfAccounts) await trx.deleteFrom(table).where('account_id', '=', accountId).execute()
  await forgetSubjectKey(trx, accountId)
  await trx
    .updateTable('account')
    .set({ email: `removed-${accountId}`, display_name: '', password_hash: '-', disabled_at: at })
    .where('id', '=', accountId)
    .execute()
}

/** Whatever hangs on an account and is of no use without its person. */
const tablesOfAccounts = [
  'account_role',
  'session',
  'device',
  'passkey',
  'totp_factor',
  'recovery_code',
  'oidc_identity',
  'employer',
  'password_reset',
  'email_change',
  'act_key',
  'deletion_request',
  'inactivity_notice',
] as const
