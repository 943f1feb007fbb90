import type { Result } from '../../domain/result.ts'
import { inTransaction } from '../../store/db.ts'
import { findTotp, takeStep } from '../../store/totp-factors.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../sessions/find-presence.ts'
import { type ProofRefusal, prove } from './prove.ts'
import { stepOfCode } from './totp.ts'

/** The code of an app, at the sign-in and when a fresh proof is asked for. Each is good once. */
export const proveWithTotp =
  (deps: Deps) =>
  (session: SignedIn, code: string): Promise<Result<{ token: string }, ProofRefusal>> =>
    inTransaction(deps.db, async (trx) => {
      const factor = await findTotp(trx, deps.keyring, session.accountId)
      const step = factor && stepOfCode(factor, code, deps.now())
      const right = factor && step !== undefined && (await takeStep(trx, session.accountId, step))
      return prove(trx, deps, session, right ? { factor: 'totp' } : undefined)
    })
