import { ok, refuse, type Result } from '../../domain/result.ts'
import { inTransaction } from '../../store/db.ts'
import { insertDevice, takeDeviceCode } from '../../store/devices.ts'
import type { Deps } from '../deps.ts'
import { type ProofRefusal, prove } from '../factors/prove.ts'
import type { Browser } from '../sessions/begin-session.ts'
import type { SignedIn } from '../sessions/find-presence.ts'
import { digestOf } from './device-code.ts'

/** The code from the mail lets in, and from then on this browser is known. */
export const proveWithDeviceCode =
  (deps: Deps) =>
  async (
    session: SignedIn,
    { code, browser }: { code: string; browser: Browser },
  ): Promise<Result<{ token: string; deviceToken: string }, ProofRefusal>> => {
    if (session.missing !== 'device-code') return refuse({ kind: 'not-found' })
    const { accountId } = session
    return inTransaction(deps.db, async (trx) => {
      const at = deps.now()
      const right = await takeDeviceCode(trx, session.id, digestOf(deps, session.id, code), at)
      if (!right) return prove(trx, deps, session, undefined) as Promise<Result<never, ProofRefusal>>
      const [deviceId, deviceToken] = [deps.newToken(), deps.newToken()]
      await insertDevice(trx, deviceToken, { id: deviceId, accountId, label: browser.label, madeAt: at })
      const proved = await prove(trx, deps, session, { factor: 'email', deviceId })
      return proved.ok ? ok({ token: proved.value.token, deviceToken }) : proved
    })
  }
