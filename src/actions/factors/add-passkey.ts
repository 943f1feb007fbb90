import { refuse, type Result } from '../../domain/result.ts'
import { inTransaction } from '../../store/db.ts'
import { findPasskey, insertPasskey } from '../../store/passkeys.ts'
import { takeChallenge } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import type { Presence } from '../sessions/find-presence.ts'
import { mayAddFactor } from './may-add-factor.ts'
import { type ProofRefusal, prove } from './prove.ts'
import { tellFactorChange } from './tell-factor-change.ts'
import { checkRegistration } from './webauthn.ts'

/** A passkey becomes the account's own; making it also counts as shown. */
export const addPasskey =
  (deps: Deps) =>
  async (
    presence: Presence,
    { answer, name, site }: { answer: string; name: string; site: string },
  ): Promise<Result<{ token: string }, ProofRefusal>> => {
    const session = mayAddFactor(presence, deps.now())
    if (!session) return refuse({ kind: 'not-found' })
    const made = await checkRegistration(site, answer)
    return inTransaction(deps.db, async (trx) => {
      const right =
        made !== undefined &&
        (await takeChallenge(trx, session.token, made.challenge, deps.now())) &&
        (await findPasskey(trx, made.credentialId)) === undefined
      const proved = await prove(trx, deps, session, right ? { factor: 'passkey' } : undefined)
      if (!proved.ok || made === undefined) return proved
      const { credentialId, publicKey, counter, transports } = made
      await insertPasskey(trx, {
        id: deps.newId(),
        accountId: session.accountId,
        credentialId,
        publicKey,
        counter,
        transports,
        name,
        madeAt: deps.now(),
        lastUsedAt: null,
        regressedAt: null,
      })
      await tellFactorChange(trx, deps, session, { what: 'passkey', change: 'added' })
      return proved
    })
  }
