import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { deleteEmailChangeOf } from '../../store/email-changes.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

type WithdrawEmailChangeRefusal = { kind: 'not-found' } | { kind: 'changed-meanwhile' }

/** The account keeps its address, and the link ends. Asks for no fresh proof: it only takes away what needed one. */
export const withdrawEmailChange =
  (deps: Deps) =>
  async (viewer: Viewer, { key }: { key: string }): Promise<Result<null, OnceRefusal | WithdrawEmailChangeRefusal>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'withdraw-email-change', content: {} }
    return once(deps, act, async (trx): Promise<Result<null, WithdrawEmailChangeRefusal>> => {
      if (!may(viewer, 'account.view', { accountIds: [accountId] })) return refuse({ kind: 'not-found' })
      if (!(await deleteEmailChangeOf(trx, accountId))) return refuse({ kind: 'changed-meanwhile' })
      const entry = { at: deps.now(), actor: accountId, role: viewer.role, subject: accountId, details: {} }
      await appendAudit(trx, { ...entry, action: 'emailChange.withdraw' })
      return ok(null)
    })
  }
