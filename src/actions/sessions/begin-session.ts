import { missingOf, sessionEnd } from '../../domain/session.ts'
import { type Account, hasFactor } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Trx } from '../../store/db.ts'
import { findDevice } from '../../store/devices.ts'
import { insertSession, type Session } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import { sendCode } from '../devices/device-code.ts'

/** The browser that somebody comes with: what kind it is, and what its owner may have left in it. */
export type Browser = {
  label: string
  /** What its session cookie holds, also before anybody has signed in. */
  token: string | undefined
  deviceToken: string | undefined
}

/**
 * A new session with a new token for whoever has just proved to be this account: nothing that was in the browser before is worth
 * anything afterwards. The token is for the cookie; the database keeps its hash.
 */
export async function beginSession(
  trx: Trx,
  deps: Deps,
  account: Account,
  { browser, factor }: { browser: Browser; factor: Session['factor'] },
): Promise<string> {
  const now = deps.now()
  const roles = account.roles.map(({ role }) => role)
  // A password alone proves what there is to prove only where nothing more was set up. When a company's provider last asked its
  // people for anything, nobody here knows.
  const has = await hasFactor(trx, account.id)
  const proved = factor !== 'company' && (factor !== 'none' || !has)
  const { deviceToken } = browser
  const deviceId = deviceToken === undefined ? undefined : await findDevice(trx, account.id, deviceToken)
  const times = { madeAt: now, lastSeenAt: now }
  const [token, id] = [deps.newToken(), deps.newToken()]
  await insertSession(trx, token, {
    ...times,
    id,
    accountId: account.id,
    role: null,
    expiresAt: sessionEnd(times, roles),
    factor,
    provedAt: proved ? now : null,
    failures: 0,
    deviceId: deviceId ?? null,
    label: browser.label,
  })
  await appendAudit(trx, {
    at: now,
    actor: account.id,
    role: roles[0],
    action: 'session.begin',
    subject: account.id,
    details: { factor },
  })
  const { asksDeviceCode } = account
  const missing = missingOf({ factor, knownDevice: deviceId !== undefined }, { roles, hasFactor: has, asksDeviceCode })
  if (missing === 'device-code') await sendCode(trx, deps, id, { ...account, accountId: account.id })
  return token
}
