import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { withdrawDeletionRequest } from '../../store/deletion-requests.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

type WithdrawDeletionRefusal = { kind: 'not-found' } | { kind: 'changed-meanwhile' }

/** Somebody has thought again, in time. */
export const withdrawDeletion =
  (deps: Deps) =>
  async (viewer: Viewer, { key }: { key: string }): Promise<Result<null, OnceRefusal | WithdrawDeletionRefusal>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'withdraw-deletion', content: {} }
    return once(deps, act, async (trx): Promise<Result<null, WithdrawDeletionRefusal>> => {
      const own = may(viewer, 'ownData.delete', { accountIds: [accountId] })
      if (!own) return refuse({ kind: 'not-found' })
      if (!(await withdrawDeletionRequest(trx, accountId))) return refuse({ kind: 'changed-meanwhile' })
      const entry = { at: deps.now(), actor: accountId, role: viewer.role, subject: accountId, details: {} }
      await appendAudit(trx, { ...entry, action: 'deletion.withdraw' })
      return ok(null)
    })
  }
