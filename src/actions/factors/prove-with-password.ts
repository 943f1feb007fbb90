import { refuse, type Result } from '../../domain/result.ts'
import { findAccount } from '../../store/accounts.ts'
import { inTransaction } from '../../store/db.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../sessions/find-presence.ts'
import { type ProofRefusal, prove } from './prove.ts'

/** A fresh proof of somebody who has no second factor: the password again. Whoever has one shows that. */
export const proveWithPassword =
  (deps: Deps) =>
  async (session: SignedIn, password: string): Promise<Result<{ token: string }, ProofRefusal>> => {
    const account = await findAccount(deps.db, session.accountId)
    if (!account || session.hasFactor || session.missing !== null) return refuse({ kind: 'not-found' })
    const right = await deps.verifyPassword(account.passwordHash, password)
    return inTransaction(deps.db, (trx) => prove(trx, deps, session, right ? { factor: session.factor } : undefined))
  }
