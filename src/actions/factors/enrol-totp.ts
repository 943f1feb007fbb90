import { refuse, type Result } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { queueMail } from '../../store/outbox.ts'
import { saveTotp } from '../../store/totp-factors.ts'
import type { Deps } from '../deps.ts'
import type { Presence } from '../sessions/find-presence.ts'
import { mayAddFactor } from './may-add-factor.ts'
import { openedAt, preparedPlace } from './prepare-totp.ts'
import { type ProofRefusal, prove } from './prove.ts'
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
    const { accountId, name, email } = session
    const step = stepOfCode({ secret, lastStep: 0 }, input.code, at)
    return inTransaction(deps.db, async (trx) => {
      const proved = await prove(trx, deps, session, step === undefined ? undefined : { factor: 'totp' })
      if (!proved.ok || step === undefined) return proved
      const replaced = await saveTotp(trx, deps.keyring, { accountId, secret, madeAt: at, lastStep: step })
      await appendAudit(trx, {
        at,
        actor: accountId,
        role: session.roles[0],
        action: 'factor.add',
        subject: accountId,
        details: { what: 'totp', replaced },
      })
      const values = { name, what: 'totp', change: 'added', at } as const
      await queueMail(trx, deps.keyring, {
        id: deps.newId(),
        accountId,
        mail: { kind: 'factor-changed', to: email, values },
        at,
      })
      return proved
    })
  }
