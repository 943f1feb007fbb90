import { expiryOf } from '../../domain/coming-in.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { saveNewLink } from '../../store/invitations.ts'
import { queueMail } from '../../store/outbox.ts'
import type { Deps } from '../deps.ts'
import { findGivenInvitation } from '../giving.ts'
import { once, type OnceRefusal } from '../once.ts'

export type InvitationActRefusal = OnceRefusal | { kind: 'not-found' } | { kind: 'invitation-not-open' }

/** Sends an invitation again, with a new link and a new end; the old link opens nothing any more. */
export const reissueInvitation =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { key, invitationId }: { invitationId: string; key: string },
  ): Promise<Result<null, InvitationActRefusal>> => {
    const { accountId } = viewer
    if (accountId === null || scopeOf(viewer, 'invitation.give').kind === 'nowhere')
      return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'reissue-invitation', content: { invitationId } }
    return once<null, InvitationActRefusal>(deps, act, async (trx) => {
      const invitation = await findGivenInvitation(trx, viewer, invitationId)
      if (!invitation) return refuse({ kind: 'not-found' })
      const at = deps.now()
      const until = expiryOf('invitation', at)
      const token = deps.newToken()
      if (!(await saveNewLink(trx, invitation.id, { token, expiresAt: until })))
        return refuse({ kind: 'invitation-not-open' })
      const { role, email: to } = invitation
      const values = { invitedBy: viewer.name, role, for: invitation.institution.name, token, until }
      await queueMail(trx, deps.keyring, {
        id: deps.newId(),
        accountId: null,
        mail: { kind: 'invitation', to, values },
        at,
      })
      const entry = { at, actor: accountId, role: viewer.role, action: 'invitation.reissue', subject: invitation.id }
      await appendAudit(trx, { ...entry, details: { role, for: invitation.subjectId } })
      return ok(null)
    })
  }
