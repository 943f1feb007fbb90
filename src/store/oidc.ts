import type { Instant } from '../domain/day.ts'
import { type Account, findAccount } from './accounts.ts'
import type { Db, Trx } from './db.ts'
import type { Keyring } from './keyring.ts'

/** Issuer and subject together name somebody for ever; an e-mail address may go to somebody else (OpenID Connect Core, 5.7). */
export type OidcIdentity = { issuer: string; subject: string }

const digestOf = (keyring: Keyring, { issuer, subject }: OidcIdentity) =>
  keyring.digest('oidc.identity', JSON.stringify([issuer, subject]))

/** With all that it holds by then: a company's sign-in opens an account as a whole, or not at all. */
export async function findAccountByOidc(
  db: Db,
  keyring: Keyring,
  identity: OidcIdentity,
  at: Instant,
): Promise<Account | undefined> {
  const row = await db
    .selectFrom('oidc_identity')
    .select('account_id')
    .where('digest', '=', digestOf(keyring, identity))
    .executeTakeFirst()
  return row && findAccount(db, row.account_id, at)
}

/** False where the identity belongs to an account already, or the account has another identity at this provider. */
export async function insertOidcIdentity(
  trx: Trx,
  keyring: Keyring,
  { identity, accountId, provider, at }: { identity: OidcIdentity; accountId: string; provider: string; at: string },
): Promise<boolean> {
  const inserted = await trx
    .insertInto('oidc_identity')
    .values({ digest: digestOf(keyring, identity), account_id: accountId, provider, linked_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

export async function deleteOidcIdentity(trx: Trx, accountId: string, provider: string): Promise<boolean> {
  const deleted = await trx
    .deleteFrom('oidc_identity')
    .where('account_id', '=', accountId)
    .where('provider', '=', provider)
    .executeTakeFirst()
  return deleted.numDeletedRows === 1n
}

/** Provider → since when. */
export async function listOidcIdentities(db: Db, accountId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('oidc_identity')
    .select(['provider', 'linked_at'])
    .where('account_id', '=', accountId)
    .execute()
  return new Map(rows.map(({ provider, linked_at }) => [provider, linked_at]))
}

/** Where mails to an account go. */
export async function loadEmail(db: Db, accountId: string): Promise<string> {
  const { email } = await db.selectFrom('account').select('email').where('id', '=', accountId).executeTakeFirstOrThrow()
  return email
}
