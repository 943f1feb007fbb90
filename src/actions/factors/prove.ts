import { ok, refuse, type Result } from '../../domain/result.ts'
import { type Factor, mostFailures } from '../../domain/session.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Trx } from '../../store/db.ts'
import { countFailure, deleteSession, renewSession } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../sessions/find-presence.ts'

export type ProofRefusal = { kind: 'wrong-code' } | { kind: 'too-many-codes' } | { kind: 'not-found' }

/**
 * What follows a right or a wrong code, whatever it was. A right one gives the session another token and the next minutes for what
 * needs a fresh proof; after too many wrong ones it ends. To be called in the transaction in which the code is used up.
 */
export async function prove(
  trx: Trx,
  deps: Deps,
  session: SignedIn,
  right: { factor: Factor; deviceId?: string } | undefined,
): Promise<Result<{ token: string }, ProofRefusal>> {
  const at = deps.now()
  const entry = { at, actor: session.accountId, role: session.roles[0], subject: session.accountId }
  if (right === undefined) {
    const failures = await countFailure(trx, session.id)
    await appendAudit(trx, { ...entry, action: 'session.wrong-code', details: {} })
    if (failures < mostFailures) return refuse({ kind: 'wrong-code' })
    await deleteSession(trx, session.id)
    return refuse({ kind: 'too-many-codes' })
  }
  const token = deps.newToken()
  const renewed = await renewSession(trx, { from: session.token, to: token }, { ...right, provedAt: at, failures: 0 })
  if (!renewed) return refuse({ kind: 'not-found' })
  await appendAudit(trx, { ...entry, action: 'session.prove', details: { factor: right.factor } })
  return ok({ token })
}
