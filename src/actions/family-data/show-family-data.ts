import { noContact } from '../../domain/contact.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { type ChildRow, listChildren } from '../../store/child-particulars.ts'
import { findOwnContact, listGuardians, type SavedContact } from '../../store/guardian-contacts.ts'
import type { Deps } from '../deps.ts'

export type FamilyData = {
  /** How the viewer itself can be reached; undefined where it is no guardian of the family. */
  own: SavedContact | undefined
  /** The others by name only: where one of them lives is not the viewer's to know. */
  others: { name: string }[]
  children: ChildRow[]
}

/** What a family has said of itself, as each of its guardians may read it. */
export const showFamilyData =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<FamilyData> => {
    const scope = scopeOf(viewer, 'familyData.view')
    const own = await findOwnContact(deps.db, deps.keyring, viewer.accountId ?? '', scope)
    const guardians = await listGuardians(deps.db, scope)
    const children = await listChildren(deps.db, deps.keyring, scope)
    return {
      own: own && (own.saved ?? nothingSaid),
      others: guardians
        .filter(({ id }) => id !== own?.guardianId)
        .map(({ givenName, familyName }) => ({ name: `${givenName} ${familyName}` })),
      children,
    }
  }

const nothingSaid: SavedContact = { contact: noContact, addressSecret: false, version: 0 }
