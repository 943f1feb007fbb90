import { ok, refuse, type Result } from '../../domain/result.ts'
import { inTransaction } from '../../store/db.ts'
import { deviceCodeUntil } from '../../store/devices.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../sessions/find-presence.ts'
import { goodFor, sendCode } from './device-code.ts'

const pause = 60_000

/** Another code, where the first has not come: at most one a minute, so that nobody's mailbox is filled. */
export const sendDeviceCode =
  (deps: Deps) =>
  async (session: SignedIn): Promise<Result<null, { kind: 'not-found' }>> => {
    if (session.missing !== 'device-code') return refuse({ kind: 'not-found' })
    return inTransaction(deps.db, async (trx) => {
      const until = await deviceCodeUntil(trx, session.id)
      const sentAt = until === undefined ? 0 : Date.parse(until) - goodFor
      if (Date.parse(deps.now()) - sentAt >= pause) await sendCode(trx, deps, session.id, session)
      return ok(null)
    })
  }
