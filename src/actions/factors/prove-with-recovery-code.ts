import { refuse, type Result } from '../../domain/result.ts'
import { inTransaction } from '../../store/db.ts'
import { takeRecoveryCode } from '../../store/recovery-codes.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../sessions/find-presence.ts'
import { digestOf } from './make-recovery-codes.ts'
import { type ProofRefusal, prove } from './prove.ts'

/** For whoever has lost app and passkey: each code stands in for them once. */
export const proveWithRecoveryCode =
  (deps: Deps) =>
  async (session: SignedIn, code: string): Promise<Result<{ token: string }, ProofRefusal>> => {
    if (!session.hasFactor) return refuse({ kind: 'not-found' })
    const { accountId } = session
    return inTransaction(deps.db, async (trx) => {
      const right = await takeRecoveryCode(trx, accountId, digestOf(deps, accountId, code), deps.now())
      return prove(trx, deps, session, right ? { factor: 'recovery' } : undefined)
    })
  }
