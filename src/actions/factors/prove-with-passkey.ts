import type { Result } from '../../domain/result.ts'
import { inTransaction } from '../../store/db.ts'
import { findPasskey } from '../../store/passkeys.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../sessions/find-presence.ts'
import { type ProofRefusal, prove } from './prove.ts'
import { usePasskey } from './use-passkey.ts'
import { checkAuthentication, credentialIdOf } from './webauthn.ts'

/** A passkey, at the sign-in after the password and when a fresh proof is asked for. */
export const proveWithPasskey =
  (deps: Deps) =>
  async (
    session: SignedIn,
    { answer, site }: { answer: string; site: string },
  ): Promise<Result<{ token: string }, ProofRefusal>> => {
    const found = await findPasskey(deps.db, credentialIdOf(answer) ?? '')
    const passkey = found?.accountId === session.accountId ? found : undefined
    const signed = passkey && (await checkAuthentication(site, answer, passkey))
    return inTransaction(deps.db, async (trx) => {
      const right = passkey && (await usePasskey(trx, deps, { token: session.token, passkey, signed }))
      return prove(trx, deps, session, right ? { factor: 'passkey' } : undefined)
    })
  }
