import { ok, refuse, type Result } from '../../domain/result.ts'
import { may } from '../../policy/scope.ts'
import { inTransaction } from '../../store/db.ts'
import { replaceRecoveryCodes } from '../../store/recovery-codes.ts'
import type { Deps } from '../deps.ts'
import type { Presence } from '../sessions/find-presence.ts'
import { normalisedCode, recoveryCodeOf } from './recovery-codes.ts'
import { tellFactorChange } from './tell-factor-change.ts'

const howMany = 10

/** Ten new ones, seen here and never again; the former ones are worth nothing from then on. */
export const makeRecoveryCodes =
  (deps: Deps) =>
  async ({
    viewer,
    session,
  }: Presence): Promise<Result<{ codes: string[] }, { kind: 'not-found' } | { kind: 'changed-meanwhile' }>> => {
    if (!session || !may(viewer, 'account.secure', { accountIds: [session.accountId] }))
      return refuse({ kind: 'not-found' })
    if (!session.hasFactor) return refuse({ kind: 'changed-meanwhile' })
    const { accountId } = session
    const codes = Array.from({ length: howMany }, () => recoveryCodeOf(deps.newToken()))
    await inTransaction(deps.db, async (trx) => {
      await replaceRecoveryCodes(
        trx,
        accountId,
        codes.map((code) => digestOf(deps, accountId, code)),
      )
      await tellFactorChange(trx, deps, session, { what: 'recovery-codes', change: 'added' })
    })
    return ok({ codes })
  }

export function digestOf({ keyring }: Deps, accountId: string, code: string): string {
  return keyring.digest(`recovery-code/${accountId}`, normalisedCode(code))
}
