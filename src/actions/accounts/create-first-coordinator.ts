import { ok, refuse, type Result } from '../../domain/result.ts'
import { insertAccount } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { insertConsortium } from '../../store/consortia.ts'
import { claimInstallation, isEmptyNetwork } from '../../store/network/installation.ts'
import type { Deps } from '../deps.ts'
import { operator } from './operator.ts'

export type FirstCoordinator = { email: string; name: string; consortium: string; region: string }

/**
 * The operator of an empty installation makes the one account that nobody could invite. Its password is random, shown once and
 * meant to be changed; the second factor is set up at the first sign-in.
 */
export const createFirstCoordinator =
  (deps: Deps) =>
  async (input: FirstCoordinator): Promise<Result<{ password: string }, { kind: 'database-not-empty' }>> => {
    const password = deps.newToken()
    const passwordHash = await deps.hashPassword(password)
    return inTransaction(deps.db, async (trx) => {
      if (!(await isEmptyNetwork(trx))) return refuse({ kind: 'database-not-empty' })
      await claimInstallation(trx, { name: input.consortium, demo: false })
      const [consortiumId, accountId] = [deps.newId(), deps.newId()]
      await insertConsortium(trx, { id: consortiumId, name: input.consortium, region: input.region })
      const roles = [{ role: 'coordinator' as const, subjectId: consortiumId }]
      await insertAccount(trx, { id: accountId, email: input.email, name: input.name, passwordHash, roles })
      const details = { role: 'coordinator', of: consortiumId }
      await appendAudit(trx, { ...operator, at: deps.now(), action: 'account.create', subject: accountId, details })
      return ok({ password })
    })
  }
