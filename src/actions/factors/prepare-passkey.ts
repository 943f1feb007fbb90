import { ok, refuse, type Result } from '../../domain/result.ts'
import { inTransaction } from '../../store/db.ts'
import { listPasskeys } from '../../store/passkeys.ts'
import { insertSession, saveChallenge } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import type { Browser } from '../sessions/begin-session.ts'
import type { Presence } from '../sessions/find-presence.ts'
import { mayAddFactor } from './may-add-factor.ts'
import { authenticationTask, type PasskeyTask, registrationTask } from './webauthn.ts'

export type PasskeyPurpose = 'add' | 'prove' | 'sign-in'

/** How long a visitor has for finger, face or PIN. */
const patience = 5 * 60_000

/** What a passkey is to sign: for a new one, for a proof, or by whoever it may be at the door. Each is answered once. */
export const preparePasskey =
  (deps: Deps) =>
  async (
    { presence, browser, site }: { presence: Presence; browser: Browser; site: string },
    purpose: PasskeyPurpose,
  ): Promise<Result<PasskeyTask, { kind: 'not-found' }>> => {
    const challenge = deps.newToken()
    const { session } = presence
    if (purpose === 'sign-in') {
      if (session || browser.token === undefined) return refuse({ kind: 'not-found' })
      await keepForVisitor(deps, browser.token, browser.label, challenge)
      return ok(await authenticationTask(site, { challenge, known: [] }))
    }
    const owner = purpose === 'add' ? mayAddFactor(presence, deps.now()) : session
    if (!owner) return refuse({ kind: 'not-found' })
    const known = await listPasskeys(deps.db, owner.accountId)
    if (purpose === 'prove' && known.length === 0) return refuse({ kind: 'not-found' })
    await inTransaction(deps.db, (trx) => saveChallenge(trx, owner.token, challenge))
    const { accountId: id, email, name } = owner
    return ok(
      purpose === 'add'
        ? await registrationTask(site, { id, email, name }, { challenge, known })
        : await authenticationTask(site, { challenge, known }),
    )
  }

/** Nobody is signed in yet, so there is no session to keep it in: one without an account, for a few minutes. */
async function keepForVisitor(deps: Deps, token: string, label: string, challenge: string): Promise<void> {
  const now = deps.now()
  await inTransaction(deps.db, async (trx) => {
    if (await saveChallenge(trx, token, challenge)) return
    await insertSession(trx, token, {
      id: deps.newToken(),
      accountId: null,
      role: null,
      madeAt: now,
      lastSeenAt: now,
      expiresAt: new Date(Date.parse(now) + patience).toISOString(),
      factor: 'none',
      provedAt: null,
      failures: 0,
      deviceId: null,
      label,
    })
    await saveChallenge(trx, token, challenge)
  })
}
