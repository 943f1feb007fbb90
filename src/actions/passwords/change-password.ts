import { normalisedPassword, type PasswordRefusal } from '../../domain/password.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { findAccount } from '../../store/accounts.ts'
import { inTransaction } from '../../store/db.ts'
import { admit, giveBack, type TooManyAttempts } from '../admit.ts'
import { chosenPassword } from '../chosen-password.ts'
import type { Deps } from '../deps.ts'
import { setPassword } from '../set-password.ts'

export type ChangePasswordRefusal =
  | PasswordRefusal
  | TooManyAttempts
  | { kind: 'not-found' }
  | { kind: 'old-password-wrong' }
  | { kind: 'changed-meanwhile' }

/** Somebody who knows the old password sets a new one, and signs in anew with it everywhere. */
export const changePassword =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    input: { oldPassword: string; password: string; network: string },
  ): Promise<Result<undefined, ChangePasswordRefusal>> => {
    if (viewer.accountId === null || scopeOf(viewer, 'password.change').kind === 'nowhere')
      return refuse({ kind: 'not-found' })
    const account = await findAccount(deps.db, viewer.accountId)
    if (!account) return refuse({ kind: 'not-found' })
    // A borrowed session is no reason to guess on without end.
    const { network } = input
    const attempt = { act: 'change-password', account: account.id, network, knownDevice: false } as const
    const admitted = await admit(deps, attempt)
    if (!admitted.ok) return admitted
    if (!(await deps.verifyPassword(account.passwordHash, normalisedPassword(input.oldPassword))))
      return refuse({ kind: 'old-password-wrong' })
    await giveBack(deps, admitted.value)
    const passwordHash = await chosenPassword(deps, input.password, account)
    if (!passwordHash.ok) return passwordHash
    return inTransaction(deps.db, async (trx): Promise<Result<undefined, ChangePasswordRefusal>> => {
      const now = await findAccount(trx, account.id)
      // Who has set another one by a link meanwhile keeps that one.
      if (now?.passwordHash !== account.passwordHash) return refuse({ kind: 'changed-meanwhile' })
      await setPassword(trx, deps, account, { passwordHash: passwordHash.value, action: 'password.change' })
      return ok(undefined)
    })
  }
