import { ok, refuse, type Result } from '../../domain/result.ts'
import type { Instant } from '../../domain/day.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { findDeletionRequest } from '../../store/deletion-requests.ts'
import type { Deps } from '../deps.ts'
import { type DeletionOutlook, deletionOutlook } from './deletion-outlook.ts'

export type DeletionView = DeletionOutlook & { requestedAt: Instant | null }

/** What would go and when; with a request that is open, what will. */
export const showDeletion =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<Result<DeletionView, { kind: 'not-found' }>> => {
    const { accountId } = viewer
    if (accountId === null || !may(viewer, 'ownData.delete', { accountIds: [accountId] }))
      return refuse({ kind: 'not-found' })
    const open = await findDeletionRequest(deps.db, accountId)
    const outlook = await deletionOutlook(deps.db, accountId, open?.requestedAt ?? deps.now())
    return ok({ ...outlook, requestedAt: open?.requestedAt ?? null })
  }
