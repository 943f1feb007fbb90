import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { requeueStuckMails } from '../../store/outbox.ts'
import { type Outbox, readOutbox } from '../../store/reads/outbox.ts'
import type { Deps } from '../deps.ts'

/** The outbox for whoever operates the installation, from the machine itself. `retry` has all that is stuck tried again. */
export const operateOutbox =
  (deps: Deps) =>
  async ({ retry }: { retry: boolean }): Promise<Outbox & { retried: number }> => {
    const retried = retry ? await retryAll(deps) : 0
    return { retried, ...(await readOutbox(deps.db)) }
  }

const retryAll = (deps: Deps): Promise<number> =>
  inTransaction(deps.db, async (trx) => {
    const at = deps.now()
    const mails = await requeueStuckMails(trx, undefined, at)
    const entry = { at, actor: 'operator', role: 'operator', action: 'outbox.retry', subject: 'outbox' }
    if (mails > 0) await appendAudit(trx, { ...entry, details: { mails } })
    return mails
  })
