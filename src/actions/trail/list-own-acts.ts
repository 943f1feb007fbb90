import type { ChainedEntry } from '../../engine/trail/entry.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { listOwnEntries, type TrailFilter } from '../../store/reads/trail-entries.ts'
import type { Deps } from '../deps.ts'

/** What the viewer itself has done in its present role, the latest first. */
export const listOwnActs =
  (deps: Deps) =>
  async (viewer: Viewer, filter: TrailFilter): Promise<ChainedEntry[]> => {
    const { accountId, role } = viewer
    if (accountId === null || scopeOf(viewer, 'trail.viewOwn').kind === 'nowhere') return []
    return listOwnEntries(deps.db, { actor: accountId, role }, filter)
  }
