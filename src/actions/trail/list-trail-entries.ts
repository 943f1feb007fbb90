import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, scopeOf, type Viewer } from '../../policy/scope.ts'
import type { ChainedEntry } from '../../engine/trail/entry.ts'
import { listTrailEntries as readEntries, type TrailFilter } from '../../store/reads/trail-entries.ts'
import type { Deps } from '../deps.ts'

/** The trail about one consortium, the latest first. */
export const listTrailEntries =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { consortiumId, ...filter }: TrailFilter & { consortiumId: string },
  ): Promise<Result<ChainedEntry[], { kind: 'not-found' }>> => {
    if (!may(viewer, 'trail.view', { consortiumId })) return refuse({ kind: 'not-found' })
    const { kind } = scopeOf(viewer, 'trail.view')
    if (kind !== 'consortium') return refuse({ kind: 'not-found' })
    return ok(await readEntries(deps.db, { kind, ids: [consortiumId] }, filter))
  }
