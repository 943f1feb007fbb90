import { displayNameOf } from '../../domain/coming-in.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { giveRole, insertAccount, insertFamily, rememberEmployer } from '../../store/new-accounts.ts'
import { findRegistrationByToken, saveRegistrationConfirmed, saveRegistrationIdle } from '../../store/registrations.ts'
import type { Deps } from '../deps.ts'

/**
 * Whoever has the link owns the address: the registration becomes an account with an empty family. Sent again, it says the same
 * and does nothing; of several registrations of one address the first that is confirmed is the account.
 */
export const confirmAddress =
  (deps: Deps) =>
  (token: string): Promise<Result<undefined, { kind: 'link-expired' }>> =>
    inTransaction(deps.db, async (trx) => {
      const at = deps.now()
      const found = await findRegistrationByToken(trx, token, at)
      if (!found) return refuse({ kind: 'link-expired' })
      const { id, typed, companyId } = found
      if (!typed || !(await saveRegistrationConfirmed(trx, id))) return ok(undefined)

      const accountId = deps.newId()
      const { email, passwordHash } = typed
      if (!(await insertAccount(trx, { id: accountId, email, name: displayNameOf(typed), passwordHash }))) {
        await saveRegistrationIdle(trx, id)
        return ok(undefined)
      }
      const familyId = deps.newId()
      await insertFamily(trx, { ...typed, id: familyId, guardianId: deps.newId(), accountId })
      await giveRole(trx, { accountId, role: 'parent', subjectId: familyId, at })
      await rememberEmployer(trx, { accountId, companyId, at })
      await appendAudit(trx, {
        at,
        actor: accountId,
        role: 'parent',
        action: 'account.open',
        subject: accountId,
        details: { registration: id, code: found.codeId, family: familyId },
      })
      return ok(undefined)
    })
