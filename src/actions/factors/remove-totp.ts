import { deleteTotp } from '../../store/totp-factors.ts'
import type { Deps } from '../deps.ts'
import type { Presence } from '../sessions/find-presence.ts'
import { removeFactor } from './remove-factor.ts'

/** The app goes. */
export const removeTotp = (deps: Deps) => (presence: Presence) =>
  removeFactor(deps, presence, 'totp', (trx, { accountId }) => deleteTotp(trx, accountId))
