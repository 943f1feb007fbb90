import { appendAudit } from '../../store/audit.ts'
import { returnUse } from '../../store/company-codes.ts'
import { inTransaction } from '../../store/db.ts'
import { deleteExpiredResets } from '../../store/password-resets.ts'
import { deleteRegistration, listExpiredRegistrations } from '../../store/registrations.ts'
import type { Deps } from '../deps.ts'

/** Deletes what was never confirmed in its seven days, gives its code's use back, and forgets links that are past. */
export const purgeRegistrations = (deps: Deps) => async (): Promise<void> => {
  const at = deps.now()
  for (const id of await listExpiredRegistrations(deps.db, at)) {
    await inTransaction(deps.db, async (trx) => {
      const deleted = await deleteRegistration(trx, id)
      if (!deleted) return
      if (deleted.unusedCodeId !== null) await returnUse(trx, deleted.unusedCodeId)
      await appendAudit(trx, {
        at,
        actor: 'clock',
        role: 'clock',
        action: 'registration.purge',
        subject: id,
        details: { returned: deleted.unusedCodeId !== null },
      })
    })
  }
  await deleteExpiredResets(deps.db, at)
}
