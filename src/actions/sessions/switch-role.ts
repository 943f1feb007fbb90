import { ok, refuse, type Result } from '../../domain/result.ts'
import { may } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { renewSession } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import type { Presence } from './find-presence.ts'

/** One role at a time, so that what somebody sees and does is always seen and done for something. */
export const switchRole =
  (deps: Deps) =>
  async ({ viewer, session }: Presence, wanted: string): Promise<Result<{ token: string }, { kind: 'not-found' }>> => {
    const role = session?.roles.find((held) => held === wanted)
    if (!session || !role || !may(viewer, 'account.view', { accountIds: [session.accountId] }))
      return refuse({ kind: 'not-found' })
    const token = deps.newToken()
    return inTransaction(deps.db, async (trx) => {
      const renewed = await renewSession(trx, { from: session.token, to: token }, { role })
      if (!renewed) return refuse({ kind: 'not-found' })
      await appendAudit(trx, {
        at: deps.now(),
        actor: session.accountId,
        role,
        action: 'session.switch-role',
        subject: session.accountId,
        details: { from: viewer.role },
      })
      return ok({ token })
    })
  }
