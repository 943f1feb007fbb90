import { expiryOf } from '../../domain/coming-in.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import type { GivenRole } from '../../policy/grants.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { insertInvitation } from '../../store/invitations.ts'
import { queueMail } from '../../store/outbox.ts'
import type { Deps } from '../deps.ts'
import { givenInstitution, givingOf } from '../giving.ts'
import { once, type OnceRefusal } from '../once.ts'

export type GiveInvitation = { role: GivenRole; subjectId: string; email: string }

/** Invites somebody to a role; the link goes to its address alone. */
export const giveInvitation =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { key, ...input }: GiveInvitation & { key: string },
  ): Promise<Result<{ invitationId: string }, OnceRefusal | { kind: 'not-found' }>> => {
    const { accountId } = viewer
    if (accountId === null || scopeOf(viewer, 'invitation.give').kind === 'nowhere')
      return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'give-invitation', content: input }
    return once<{ invitationId: string }, { kind: 'not-found' }>(deps, act, async (trx) => {
      const institution = givenInstitution(await givingOf(trx, viewer), input)
      if (!institution) return refuse({ kind: 'not-found' })
      const at = deps.now()
      const until = expiryOf('invitation', at)
      const id = deps.newId()
      const token = deps.newToken()
      const { role, subjectId, email: to } = input
      await insertInvitation(trx, { id, role, subjectId, email: to, expiresAt: until, token, givenBy: accountId, at })
      const values = { invitedBy: viewer.name, role, for: institution.name, token, until }
      await queueMail(trx, deps.keyring, {
        id: deps.newId(),
        accountId: null,
        mail: { kind: 'invitation', to, values },
        at,
      })
      await appendAudit(trx, {
        at,
        actor: accountId,
        role: viewer.role,
        action: 'invitation.give',
        subject: id,
        details: { role, for: subjectId },
      })
      return ok({ invitationId: id })
    })
  }
