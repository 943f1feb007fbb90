import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { saveDeletionRequest } from '../../store/deletion-requests.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

/** Somebody wants its data gone (DSGVO Art. 17); the purge carries it out after the days to think again. */
export const requestDeletion =
  (deps: Deps) =>
  async (viewer: Viewer, { key }: { key: string }): Promise<Result<null, OnceRefusal | { kind: 'not-found' }>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'request-deletion', content: {} }
    return once(deps, act, async (trx): Promise<Result<null, { kind: 'not-found' }>> => {
      if (!may(viewer, 'ownData.delete', { accountIds: [accountId] })) return refuse({ kind: 'not-found' })
      const at = deps.now()
      await saveDeletionRequest(trx, accountId, at)
      const entry = { at, actor: accountId, role: viewer.role, subject: accountId, details: {} }
      await appendAudit(trx, { ...entry, action: 'deletion.request' })
      return ok(null)
    })
  }
