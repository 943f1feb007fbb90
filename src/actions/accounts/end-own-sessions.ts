import { ok, refuse, type Result } from '../../domain/result.ts'
import { may } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { deleteSession, endSessionsOf, listSessionsOf } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import type { Presence } from '../sessions/find-presence.ts'

/** Signs out one other device of one's own, or all of them. One that is not there, or not one's own, is not found. */
export const endOwnSessions =
  (deps: Deps) =>
  async (
    { viewer, session }: Presence,
    which: { id: string } | 'others',
  ): Promise<Result<null, { kind: 'not-found' }>> => {
    if (!session || !may(viewer, 'account.view', { accountIds: [session.accountId] }))
      return refuse({ kind: 'not-found' })
    const { accountId } = session
    return inTransaction(deps.db, async (trx): Promise<Result<null, { kind: 'not-found' }>> => {
      const own = await listSessionsOf(trx, accountId)
      const one = which === 'others' ? undefined : own.find(({ id }) => id === which.id && id !== session.id)
      if (which !== 'others' && !one) return refuse({ kind: 'not-found' })
      const ended = which === 'others' ? await endSessionsOf(trx, accountId, session.id) : 0
      const gone = one !== undefined && (await deleteSession(trx, one.id)) ? 1 : ended
      if (gone > 0) {
        await appendAudit(trx, {
          at: deps.now(),
          actor: accountId,
          role: viewer.role,
          action: 'session.end-others',
          subject: accountId,
          details: { sessions: gone },
        })
      }
      return ok(null)
    })
  }
