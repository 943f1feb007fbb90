import { ok, refuse, type Result } from '../../domain/result.ts'
import { disableAccount as disable, findAccountByEmail } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { endSessionsOf } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import { operator } from './operator.ts'

/** From now on nobody comes in with this account, and whoever is in is out. A second time changes nothing. */
export const disableAccountAsOperator =
  (deps: Deps) =>
  async (email: string): Promise<Result<null, { kind: 'no-such-account' }>> =>
    inTransaction(deps.db, async (trx) => {
      const account = await findAccountByEmail(trx, email)
      if (!account) return refuse({ kind: 'no-such-account' })
      if (account.disabled) return ok(null)
      const at = deps.now()
      await disable(trx, account.id, at)
      const details = { sessions: await endSessionsOf(trx, account.id) }
      await appendAudit(trx, { ...operator, at, action: 'account.disable', subject: account.id, details })
      return ok(null)
    })
