import { appendAudit } from '../../store/audit.ts'
import type { Trx } from '../../store/db.ts'
import { noteRegression, notePasskeyUse, type Passkey } from '../../store/passkeys.ts'
import { takeChallenge } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import type { checkAuthentication } from './webauthn.ts'

/**
 * Whether a checked signature counts: its challenge was given to this browser and is used up with it, and the authenticator's
 * counter went on. One that went back is the sign of a copy (WebAuthn, 6.1.1): it is noted, and refused.
 */
export async function usePasskey(
  trx: Trx,
  deps: Deps,
  {
    token,
    passkey,
    signed,
  }: { token: string; passkey: Passkey; signed: Awaited<ReturnType<typeof checkAuthentication>> },
): Promise<boolean> {
  const at = deps.now()
  if (!signed || !(await takeChallenge(trx, token, signed.challenge, at))) return false
  const counts = signed.counter > 0 || passkey.counter > 0
  if (counts && signed.counter <= passkey.counter) {
    await noteRegression(trx, passkey.id, at)
    await appendAudit(trx, {
      at,
      actor: passkey.accountId,
      role: 'visitor',
      action: 'factor.counter-regressed',
      subject: passkey.accountId,
      details: { what: 'passkey' },
    })
    return false
  }
  await notePasskeyUse(trx, passkey.id, signed.counter, at)
  return true
}
