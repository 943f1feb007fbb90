import { refuse, type Result } from '../../domain/result.ts'
import { inTransaction } from '../../store/db.ts'
import { saveTotp } from '../../store/totp-factors.ts'
import type { Deps } from '../deps.ts'
import type { Presence } from '../sessions/find-presence.ts'
import { mayAddFactor } from './may-add-factor.ts'
import { openedAt, preparedPlace } from './prepare-totp.ts'
import { type ProofRefusal, prove } from './prove.ts'
import { tellFactorChange } from './tell-factor-change.ts'
import { stepOfCode } from './totp.ts'

/** An app becomes the account's own with its first code, which also counts as shown. A former one no longer does. */
export const enrolTotp =
  (deps: Deps) =>
  async (
    presence: Presence,
    input: { sealed: string; code: string },
  ): Promise<Result<{ token: string }, ProofRefusal>> => {
    const session = mayAddFactor(presence, deps.now())
    const secret = session && openedAt(deps, preparedPlace(session.id), input.sealed)
    if (!session || secret === undefined) return refuse({ kind: 'not-found' })
    const at = deps.now()
    const step = stepOfCode({ secret, lastStep: 0 }, input.code, at)
    return inTransaction(deps.db, async (trx) => {
      const proved = await prove(trx, deps, session, step === undefined ? undefined : { factor: 'totp' })
      if (!proved.ok || step === undefined) return proved
      await saveTotp(trx, deps.keyring, { accountId: session.accountId, secret, madeAt: at, lastStep: step })
      await tellFactorChange(trx, deps, session, { what: 'totp', change: 'added' })
      return proved
    })
  }
