import { ok, refuse, type Result } from '../../domain/result.ts'
import type { Deps } from '../deps.ts'
import type { Presence } from '../sessions/find-presence.ts'
import { mayAddFactor } from './may-add-factor.ts'
import { secretOf, totpUri } from './totp.ts'

/** What an app is given; `sealed` goes with the form and comes back with the first code, so nothing is kept until that is right. */
export type PreparedTotp = { secret: string; uri: string; sealed: string }

/** A new secret, or the one of a form that came back. */
export const prepareTotp =
  (deps: Deps) =>
  (presence: Presence, sealed?: string): Result<PreparedTotp, { kind: 'not-found' }> => {
    const session = mayAddFactor(presence, deps.now())
    if (!session) return refuse({ kind: 'not-found' })
    const place = preparedPlace(session.id)
    const secret = (sealed !== undefined && openedAt(deps, place, sealed)) || secretOf(deps.newToken())
    const uri = totpUri(secret, session.email)
    return ok({ secret, uri, sealed: deps.keyring.seal(place, secret) })
  }

export const preparedPlace = (sessionId: string) => `prepared-totp/${sessionId}`

/** Undefined where it was not sealed for this session. */
export function openedAt({ keyring }: Deps, place: string, sealed: string): string | undefined {
  try {
    return keyring.open(place, sealed)
  } catch {
    return undefined
  }
}
