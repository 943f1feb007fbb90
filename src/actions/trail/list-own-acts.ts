import type { ChainedEntry } from '../../engine/trail/entry.ts'
import type { Role } from '../../policy/policy.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { readerOf } from '../../policy/visible.ts'
import { sightsOf } from '../../policy/visible-fields.ts'
import { listOwnEntries, type TrailFilter } from '../../store/reads/trail-entries.ts'
import type { Deps } from '../deps.ts'

/** What the viewer itself has done in its present role, the latest first. */
export const listOwnActs =
  (deps: Deps) =>
  async (viewer: Viewer, filter: TrailFilter): Promise<ChainedEntry[]> => {
    const { accountId, role } = viewer
    if (accountId === null || scopeOf(viewer, 'trail.viewOwn').kind === 'nowhere') return []
    const entries = await listOwnEntries(deps.db, { actor: accountId, role }, filter)
    return ticketsTold(role) ? entries : entries.map(withoutTicket)
  }

const ticketsTold = (role: Role) => sightsOf(readerOf(role), 'ticket-and-lot').length > 0

/** Whoever looked at a child by its case number does not learn its ticket from having looked. */
function withoutTicket(entry: ChainedEntry): ChainedEntry {
  return entry.action.startsWith('child.') ? { ...entry, subject: '' } : entry
}
