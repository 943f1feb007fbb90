import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { deleteExpiredEmailChanges } from '../../store/email-changes.ts'
import type { Deps } from '../deps.ts'

/** Deletes the new addresses that nobody has confirmed as long as their links were good. */
export const purgeEmailChanges = (deps: Deps) => (): Promise<void> =>
  inTransaction(deps.db, async (trx) => {
    const at = deps.now()
    const count = await deleteExpiredEmailChanges(trx, at)
    if (count === 0) return
    const entry = { at, actor: 'clock', role: 'clock', action: 'emailChange.purge', subject: 'emailChange' }
    await appendAudit(trx, { ...entry, details: { count } })
  })
