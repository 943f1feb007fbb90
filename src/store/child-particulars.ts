import type { ChildParticular } from '../domain/child-particular.ts'
import type { Day } from '../domain/day.ts'
import type { Scope } from '../policy/scope.ts'
import type { Db, Trx } from './db.ts'
import type { Keyring } from './keyring.ts'
import { within } from './within.ts'

/** Version 0: nobody has said anything yet. */
export type SavedParticulars = { particulars: ChildParticular[]; version: number }

export type ChildRow = SavedParticulars & {
  id: string
  familyId: string
  givenName: string
  familyName: string
  birthDate: Day
}

export function placeOfParticulars(childId: string): string {
  return `child_particulars.sealed/${childId}`
}

/** The children of some families with what was ticked for them, the eldest first; `id` narrows them to one. */
export async function listChildren(db: Db | Trx, keyring: Keyring, scope: Scope, id?: string): Promise<ChildRow[]> {
  const rows = await db
    .selectFrom('child')
    .leftJoin('child_particulars', 'child_particulars.child_id', 'child.id')
    .select(['child.id', 'family_id', 'given_name', 'family_name', 'birth_date', 'sealed', 'version'])
    .where(within(scope, { family: 'child.family_id' }))
    .$if(id !== undefined, (query) => query.where('child.id', '=', id ?? ''))
    .orderBy('birth_date')
    .orderBy('child.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    familyId: row.family_id,
    givenName: row.given_name,
    familyName: row.family_name,
    birthDate: row.birth_date,
    particulars:
      row.sealed === null
        ? []
        : (JSON.parse(keyring.open(placeOfParticulars(row.id), row.sealed)) as ChildParticular[]),
    version: row.version ?? 0,
  }))
}

/** False where somebody else, such as the other parent, has changed it meanwhile. `version` is the one that was seen. */
export async function saveParticulars(
  trx: Trx,
  keyring: Keyring,
  childId: string,
  { particulars, version }: SavedParticulars,
): Promise<boolean> {
  const sealed = keyring.seal(placeOfParticulars(childId), JSON.stringify(particulars))
  if (version === 0) {
    const first = await trx
      .insertInto('child_particulars')
      .values({ child_id: childId, sealed, version: 1 })
      .onConflict((conflict) => conflict.column('child_id').doNothing())
      .executeTakeFirst()
    return first.numInsertedOrUpdatedRows === 1n
  }
  const saved = await trx
    .updateTable('child_particulars')
    .set({ sealed, version: version + 1 })
    .where('child_id', '=', childId)
    .where('version', '=', version)
    .executeTakeFirst()
  return saved.numUpdatedRows === 1n
}
