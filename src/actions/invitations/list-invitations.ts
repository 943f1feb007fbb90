import { type InvitationState, stateOfInvitation } from '../../domain/invitation.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { type Invitation, listInvitations as listOf } from '../../store/invitations.ts'
import type { Deps } from '../deps.ts'
import { type Giving, givingOf } from '../giving.ts'

export type InvitationView = Invitation & { for: string; state: InvitationState }

/** The invitations within one's own reach, whoever gave them, and what may be given. */
export const listInvitations =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<{ giving: Giving[]; invitations: InvitationView[] }> => {
    if (scopeOf(viewer, 'invitation.view').kind === 'nowhere') return { giving: [], invitations: [] }
    const giving = await givingOf(deps.db, viewer)
    const reach = giving.map(({ role, institutions }) => ({ role, subjectIds: institutions.map(({ id }) => id) }))
    const names = new Map(giving.flatMap(({ institutions }) => institutions.map(({ id, name }) => [id, name])))
    const invitations = await listOf(deps.db, reach)
    return {
      giving,
      invitations: invitations.map((invitation) => ({
        ...invitation,
        for: names.get(invitation.subjectId) ?? '',
        state: stateOfInvitation(invitation, deps.now()),
      })),
    }
  }
