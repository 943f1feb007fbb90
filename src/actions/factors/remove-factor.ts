import { ok, refuse, type Result } from '../../domain/result.ts'
import { isStaff } from '../../domain/session.ts'
import { may } from '../../policy/scope.ts'
import { hasFactor, lockAccount } from '../../store/accounts.ts'
import { inTransaction, type Trx } from '../../store/db.ts'
import { replaceRecoveryCodes } from '../../store/recovery-codes.ts'
import type { Deps } from '../deps.ts'
import type { Presence, SignedIn } from '../sessions/find-presence.ts'
import { tellFactorChange } from './tell-factor-change.ts'

export type RemovalRefusal = { kind: 'not-found' } | { kind: 'changed-meanwhile' } | { kind: 'last-factor' }

/**
 * Takes a factor away. Staff keeps at least one; whoever has none any more has no use for recovery codes either.
 *
 * @param remove whether there was one
 */
export async function removeFactor(
  deps: Deps,
  { viewer, session }: Presence,
  what: 'totp' | 'passkey',
  remove: (trx: Trx, session: SignedIn) => Promise<boolean>,
): Promise<Result<null, RemovalRefusal>> {
  if (!session || !may(viewer, 'account.secure', { accountIds: [session.accountId] }))
    return refuse({ kind: 'not-found' })
  const { accountId, roles } = session
  return inTransaction(deps.db, async (trx): Promise<Result<null, RemovalRefusal>> => {
    await lockAccount(trx, accountId)
    // A passkey is named by its id; an app is not, so that its absence is a matter of state.
    if (!(await remove(trx, session))) return refuse({ kind: what === 'passkey' ? 'not-found' : 'changed-meanwhile' })
    const isLast = !(await hasFactor(trx, accountId))
    if (isLast && isStaff(roles)) throw new LastFactor()
    if (isLast) await replaceRecoveryCodes(trx, accountId, [])
    await tellFactorChange(trx, deps, session, { what, change: 'removed' })
    return ok(null)
  }).catch((error: unknown) => {
    if (error instanceof LastFactor) return refuse({ kind: 'last-factor' as const })
    throw error
  })
}

/** Rolls the removal back. */
class LastFactor extends Error {}
