import type { Instant } from '../../domain/day.ts'
import { refuse, ok, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { findAccount } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { type OwnData, readOwnData } from '../../store/reads/own-data.ts'
import type { Deps } from '../deps.ts'
import { listFamilyRequests } from '../families/list-family-requests.ts'
import { type PlaceRequestView, showPlaceRequest } from '../families/show-place-request.ts'

/** Where a request stands and why, as its own page tells it: nothing before two persons have released it. */
export type OwnResult = { request: string; child: string | null } & Pick<
  PlaceRequestView,
  'state' | 'result' | 'looks'
> & {
    wishes: Pick<PlaceRequestView['wishes'][number], 'rank' | 'kita' | 'reason'>[]
  }

export type OwnDataView = OwnData & { madeAt: Instant; results: OwnResult[] }

/** Everything that is kept of the person who asks (DSGVO Art. 15 and 20). That it was fetched is in the trail. */
export const showOwnData =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<Result<OwnDataView, { kind: 'not-found' }>> => {
    const { accountId } = viewer
    const account = accountId === null ? undefined : await findAccount(deps.db, accountId)
    if (!account || !may(viewer, 'ownData.export', { accountIds: [account.id] })) return refuse({ kind: 'not-found' })
    // Whoever is here as HR is the same person at home.
    const familyIds = account.roles.filter(({ role }) => role === 'parent').map(({ subjectId }) => subjectId)
    const asParent: Viewer = { ...viewer, role: 'parent', subjects: familyIds }
    const madeAt = deps.now()
    await inTransaction(deps.db, (trx) =>
      appendAudit(trx, {
        at: madeAt,
        actor: account.id,
        role: viewer.role,
        action: 'ownData.export',
        subject: account.id,
        details: {},
      }),
    )
    const data = await readOwnData(deps.db, deps.keyring, { accountId: account.id, familyIds })
    return ok({ ...data, madeAt, results: await resultsOf(deps, asParent) })
  }

async function resultsOf(deps: Deps, asParent: Viewer): Promise<OwnResult[]> {
  const results: OwnResult[] = []
  for (const { id, childName } of await listFamilyRequests(deps)(asParent)) {
    const shown = await showPlaceRequest(deps)(asParent, { requestId: id, withChanges: false })
    if (!shown.ok) continue
    const { state, result, looks, wishes } = shown.value
    results.push({
      request: id,
      child: childName,
      state,
      result,
      looks,
      wishes: wishes.map(({ rank, kita, reason }) => ({ rank, kita, reason })),
    })
  }
  return results
}
