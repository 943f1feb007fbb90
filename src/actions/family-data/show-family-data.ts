import { noContact } from '../../domain/contact.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { type ChildRow, listChildren } from '../../store/child-particulars.ts'
import { findOwnContact, listGuardianIds, type SavedContact } from '../../store/guardian-contacts.ts'
import type { Deps } from '../deps.ts'

export type FamilyData = {
  /** How the viewer itself can be reached; undefined where it is no guardian of the family. */
  own: SavedContact | undefined
  /** How many others there are: who they are and where they live is theirs to tell. */
  others: number
  children: ChildRow[]
}

/** What a family has said of itself, as each of its guardians may read it. */
export const showFamilyData =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<FamilyData> => {
    const scope = scopeOf(viewer, 'familyData.view')
    const own = await findOwnContact(deps.db, deps.keyring, viewer.accountId ?? '', scope)
    const guardians = await listGuardianIds(deps.db, scope)
    const children = await listChildren(deps.db, deps.keyring, scope)
    return {
      own: own && (own.saved ?? nothingSaid),
      others: guardians.filter((id) => id !== own?.guardianId).length,
      children,
    }
  }

const nothingSaid: SavedContact = { contact: noContact, addressSecret: false, version: 0 }
