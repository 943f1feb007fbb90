import { deletePasskey } from '../../store/passkeys.ts'
import type { Deps } from '../deps.ts'
import type { Presence } from '../sessions/find-presence.ts'
import { removeFactor } from './remove-factor.ts'

/** One passkey goes. */
export const removePasskey = (deps: Deps) => (presence: Presence, passkeyId: string) =>
  removeFactor(deps, presence, 'passkey', (trx, { accountId }) => deletePasskey(trx, accountId, passkeyId))
