import { ok, refuse, type Result } from '../../domain/result.ts'
import { may } from '../../policy/scope.ts'
import { setAsksDeviceCode } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { forgetDevices, insertDevice } from '../../store/devices.ts'
import { renewSession } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import type { Browser } from '../sessions/begin-session.ts'
import type { Presence } from '../sessions/find-presence.ts'

/** Switches the code for new devices on or off. The browser in which somebody switches it on is known from then on. */
export const askDeviceCodes =
  (deps: Deps) =>
  async (
    { viewer, session }: Presence,
    { on, browser }: { on: boolean; browser: Browser },
  ): Promise<Result<{ token: string; deviceToken: string }, { kind: 'not-found' }>> => {
    if (!session || !may(viewer, 'account.secure', { accountIds: [session.accountId] }))
      return refuse({ kind: 'not-found' })
    const { accountId } = session
    return inTransaction(deps.db, async (trx) => {
      const at = deps.now()
      const [token, deviceId, deviceToken] = [deps.newToken(), deps.newToken(), deps.newToken()]
      await setAsksDeviceCode(trx, accountId, on)
      await forgetDevices(trx, accountId)
      if (on) await insertDevice(trx, deviceToken, { id: deviceId, accountId, label: browser.label, madeAt: at })
      const renewed = await renewSession(trx, { from: session.token, to: token }, on ? { deviceId } : {})
      if (!renewed) return refuse({ kind: 'not-found' })
      const entry = { at, actor: accountId, role: viewer.role, subject: accountId }
      await appendAudit(trx, { ...entry, action: 'account.ask-device-codes', details: { on } })
      return ok({ token, deviceToken })
    })
  }
