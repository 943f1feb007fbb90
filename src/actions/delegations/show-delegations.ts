import { scopeOf, type Viewer } from '../../policy/scope.ts'
import {
  type DelegationRow,
  type HeldSubject,
  listDelegations,
  listHeldSubjects,
  listStandIns,
  type StandIn,
} from '../../store/reads/delegations.ts'
import type { Deps } from '../deps.ts'

export type DelegationsView = {
  delegations: DelegationRow[]
  /** What the viewer holds itself in its present role, with who may stand in for it. */
  offers: (HeldSubject & { standIns: StandIn[] })[]
}

/** Who stands in for whom, as far as it concerns the viewer; a coordinator sees its whole consortium. */
export const showDelegations =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<DelegationsView> => {
    const { accountId } = viewer
    if (accountId === null) return { delegations: [], offers: [] }
    const held = await listHeldSubjects(deps.db, accountId)
    const offers: DelegationsView['offers'] = []
    for (const one of held.filter(({ role }) => role === viewer.role)) {
      offers.push({ ...one, standIns: await listStandIns(deps.db, one, accountId) })
    }
    return {
      delegations: await listDelegations(deps.db, accountId, scopeOf(viewer, 'delegation.end'), deps.now()),
      offers,
    }
  }
