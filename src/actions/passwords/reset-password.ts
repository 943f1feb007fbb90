import type { PasswordRefusal } from '../../domain/password.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { findAccount } from '../../store/accounts.ts'
import { inTransaction } from '../../store/db.ts'
import { findResetByToken, useReset } from '../../store/password-resets.ts'
import { chosenPassword } from '../chosen-password.ts'
import type { Deps } from '../deps.ts'
import { setPassword } from '../set-password.ts'

/** Sets a password by a link, once. It opens nothing by itself: the person signs in afterwards, with its second factor. */
export const resetPassword =
  (deps: Deps) =>
  async ({
    token,
    password,
  }: {
    token: string
    password: string
  }): Promise<Result<undefined, PasswordRefusal | { kind: 'link-expired' }>> => {
    const found = await findResetByToken(deps.db, token, deps.now())
    const account = found && (await findAccount(deps.db, found.accountId))
    if (!found || !account) return refuse({ kind: 'link-expired' })
    const passwordHash = await chosenPassword(deps, password, account)
    if (!passwordHash.ok) return passwordHash
    return inTransaction(deps.db, async (trx) => {
      if (!(await useReset(trx, found))) return refuse({ kind: 'link-expired' })
      await setPassword(trx, deps, account, { passwordHash: passwordHash.value, action: 'password.reset' })
      return ok(undefined)
    })
  }
