import type { Contact } from '../domain/contact.ts'
import type { Scope } from '../policy/scope.ts'
import type { Db, Trx } from './db.ts'
import type { Keyring } from './keyring.ts'
import { within } from './within.ts'

/** Version 0: nothing was entered yet. */
export type SavedContact = { contact: Contact; addressSecret: boolean; version: number }

export function placeOfContact(guardianId: string): string {
  return `guardian_contact.sealed/${guardianId}`
}

export async function listGuardianIds(db: Db | Trx, scope: Scope): Promise<string[]> {
  const rows = await db
    .selectFrom('guardian')
    .select('id')
    .where(within(scope, { family: 'guardian.family_id' }))
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** The one guardian that an account is; `accountId` stands in the query, so that another one's contact is never read. */
export async function findOwnContact(
  db: Db | Trx,
  keyring: Keyring,
  accountId: string,
  scope: Scope,
): Promise<{ guardianId: string; familyId: string; saved: SavedContact | undefined } | undefined> {
  const row = await db
    .selectFrom('guardian')
    .leftJoin('guardian_contact', 'guardian_contact.guardian_id', 'guardian.id')
    .select(['guardian.id', 'family_id', 'sealed', 'address_secret', 'version'])
    .where('account_id', '=', accountId)
    .where(within(scope, { family: 'guardian.family_id' }))
    .orderBy('guardian.id')
    .executeTakeFirst()
  if (!row) return undefined
  const { id, family_id, sealed, address_secret, version } = row
  const saved =
    sealed === null || version === null
      ? undefined
      : {
          contact: JSON.parse(keyring.open(placeOfContact(id), sealed)) as Contact,
          addressSecret: address_secret === 1,
          version,
        }
  return { guardianId: id, familyId: family_id, saved }
}

/** False where it was changed meanwhile, such as in another window. `version` is the one that was seen. */
export async function saveContact(
  trx: Trx,
  keyring: Keyring,
  guardianId: string,
  { contact, addressSecret, version }: SavedContact,
): Promise<boolean> {
  const sealed = keyring.seal(placeOfContact(guardianId), JSON.stringify(contact))
  const address_secret = addressSecret ? 1 : 0
  if (version === 0) {
    const first = await trx
      .insertInto('guardian_contact')
      .values({ guardian_id: guardianId, sealed, address_secret, version: 1 })
      .onConflict((conflict) => conflict.column('guardian_id').doNothing())
      .executeTakeFirst()
    return first.numInsertedOrUpdatedRows === 1n
  }
  const saved = await trx
    .updateTable('guardian_contact')
    .set({ sealed, address_secret, version: version + 1 })
    .where('guardian_id', '=', guardianId)
    .where('version', '=', version)
    .executeTakeFirst()
  return saved.numUpdatedRows === 1n
}
