import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { findEmailChangeByToken } from '../../store/email-changes.ts'
import type { Deps } from '../deps.ts'

export type EmailChangeRefusal = { kind: 'email-change-over' } | { kind: 'email-change-of-another' }

/** To which address a link would change. Looking changes nothing, and only its own account sees it. */
export const showEmailChange =
  (deps: Deps) =>
  async (viewer: Viewer, token: string): Promise<Result<{ email: string }, EmailChangeRefusal>> => {
    const found = await findEmailChangeByToken(deps.db, token, deps.now())
    if (!found) return refuse({ kind: 'email-change-over' })
    if (!may(viewer, 'account.view', { accountIds: [found.accountId] }))
      return refuse({ kind: 'email-change-of-another' })
    return ok({ email: found.email })
  }
