import { type InvitationState, stateOfInvitation } from '../../domain/invitation.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { institutionOf } from '../../policy/grants.ts'
import { findAccountByEmail } from '../../store/accounts.ts'
import { findInvitationByToken, type Invitation } from '../../store/invitations.ts'
import { listInstitutions } from '../../store/institutions.ts'
import type { Deps } from '../deps.ts'

export type InvitationShown = Pick<Invitation, 'role' | 'email' | 'givenBy' | 'expiresAt'> & {
  for: string
  state: InvitationState
  /** The account of the invited address. Whoever reads this has got a mail there. */
  accountId: string | null
  /** The account gets a family, which has a name. */
  newFamily: boolean
}

/** What somebody is invited to who has the link. Looking changes nothing. */
export const showInvitation =
  (deps: Deps) =>
  async (token: string): Promise<Result<InvitationShown, { kind: 'link-expired' }>> => {
    const found = await findInvitationByToken(deps.db, token)
    if (!found) return refuse({ kind: 'link-expired' })
    const institutions = await listInstitutions(deps.db, institutionOf[found.role], { kind: 'everywhere' })
    const account = await findAccountByEmail(deps.db, found.email)
    const { role, email, givenBy, expiresAt } = found
    return ok({
      role,
      email,
      givenBy,
      expiresAt,
      for: institutions.find(({ id }) => id === found.subjectId)?.name ?? '',
      state: stateOfInvitation(found, deps.now()),
      accountId: account?.id ?? null,
      newFamily: role === 'parent' && !account?.roles.some((held) => held.role === 'parent'),
    })
  }
