import type { Viewer } from '../policy/scope.ts'
import type { Db } from '../store/db.ts'
import { listRoleHolders, type RoleHolder } from '../store/role-holders.ts'
import { givenInstitution, givingOf } from './giving.ts'

export type RoleHolderView = RoleHolder & { for: string }

/**
 * Who holds what somebody may give. A parent's role is for its family, which nobody gave and nobody ends; who has got in by a
 * company's invitation is not listed by it.
 */
export async function holdersOf(db: Db, viewer: Viewer): Promise<RoleHolderView[]> {
  const giving = await givingOf(db, viewer)
  const staff = giving.filter(({ role }) => role !== 'parent')
  const holders = await listRoleHolders(
    db,
    staff.map(({ role, institutions }) => ({ role, subjectIds: institutions.map(({ id }) => id) })),
  )
  return holders.map((holder) => ({ ...holder, for: givenInstitution(giving, holder)?.name ?? '' }))
}
