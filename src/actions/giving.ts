import { type GivenRole, institutionOf, rolesGivenBy } from '../policy/grants.ts'
import { scopeOf, type Viewer } from '../policy/scope.ts'
import type { Db } from '../store/db.ts'
import { type Institution, listInstitutions } from '../store/institutions.ts'
import { findInvitation, type Invitation } from '../store/invitations.ts'

export type Giving = { role: GivenRole; institutions: Institution[] }

/** Which roles somebody may give, and for what: the grants of its role, within its reach. */
export async function givingOf(db: Db, viewer: Viewer): Promise<Giving[]> {
  const scope = scopeOf(viewer, 'invitation.give')
  const giving: Giving[] = []
  for (const role of rolesGivenBy(viewer.role))
    giving.push({ role, institutions: await listInstitutions(db, institutionOf[role], scope) })
  return giving
}

export function givenInstitution(
  giving: readonly Giving[],
  { role, subjectId }: { role: string; subjectId: string },
): Institution | undefined {
  return giving.find((given) => given.role === role)?.institutions.find(({ id }) => id === subjectId)
}

/** An invitation that somebody could have given, whoever of its colleagues did; undefined for all others. */
export async function findGivenInvitation(
  db: Db,
  viewer: Viewer,
  id: string,
): Promise<(Invitation & { institution: Institution }) | undefined> {
  const invitation = await findInvitation(db, id)
  const institution = invitation && givenInstitution(await givingOf(db, viewer), invitation)
  return institution && { ...invitation, institution }
}
