import { ok, refuse, type Result } from '../../domain/result.ts'
import { findAccount } from '../../store/accounts.ts'
import { findResetByToken } from '../../store/password-resets.ts'
import type { Deps } from '../deps.ts'

/** Whose password a link may set. Looking changes nothing. */
export const showPasswordReset =
  (deps: Deps) =>
  async (token: string): Promise<Result<{ email: string }, { kind: 'link-expired' }>> => {
    const reset = await findResetByToken(deps.db, token, deps.now())
    const account = reset && (await findAccount(deps.db, reset.accountId))
    return account ? ok({ email: account.email }) : refuse({ kind: 'link-expired' })
  }
