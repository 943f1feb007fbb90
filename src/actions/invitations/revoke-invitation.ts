import { ok, refuse, type Result } from '../../domain/result.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { saveRevoked } from '../../store/invitations.ts'
import type { Deps } from '../deps.ts'
import { findGivenInvitation } from '../giving.ts'
import { once } from '../once.ts'
import type { InvitationActRefusal } from './reissue-invitation.ts'

/** Takes an invitation back that nobody has accepted yet. */
export const revokeInvitation =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { key, invitationId }: { invitationId: string; key: string },
  ): Promise<Result<null, InvitationActRefusal>> => {
    const { accountId } = viewer
    if (accountId === null || scopeOf(viewer, 'invitation.give').kind === 'nowhere')
      return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'revoke-invitation', content: { invitationId } }
    return once<null, InvitationActRefusal>(deps, act, async (trx) => {
      const invitation = await findGivenInvitation(trx, viewer, invitationId)
      if (!invitation) return refuse({ kind: 'not-found' })
      const at = deps.now()
      if (!(await saveRevoked(trx, invitation.id, at))) return refuse({ kind: 'invitation-not-open' })
      const { role, subjectId } = invitation
      const entry = { at, actor: accountId, role: viewer.role, action: 'invitation.revoke', subject: invitation.id }
      await appendAudit(trx, { ...entry, details: { role, for: subjectId } })
      return ok(null)
    })
  }
