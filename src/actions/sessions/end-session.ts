import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { deleteSession } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import type { Presence } from './find-presence.ts'

/** Somebody goes. Nothing happens where nobody is there. */
export const endSession =
  (deps: Deps) =>
  async ({ viewer, session }: Presence): Promise<void> => {
    if (!session) return
    await inTransaction(deps.db, async (trx) => {
      if (!(await deleteSession(trx, session.id))) return
      await appendAudit(trx, {
        at: deps.now(),
        actor: session.accountId,
        role: viewer.role,
        action: 'session.end',
        subject: session.accountId,
        details: {},
      })
    })
  }
