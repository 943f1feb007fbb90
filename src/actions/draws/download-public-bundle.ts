import type { PublicBundle } from '../../engine/draw/bundles.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { listPublicDraws } from '../../store/reads/public-draws.ts'
import type { Deps } from '../deps.ts'
import { publishedDraw } from './published.ts'

/** What everybody may check of a released round. */
export const downloadPublicBundle =
  (deps: Deps) =>
  async (viewer: Viewer, roundId: string): Promise<Result<PublicBundle, { kind: 'not-found' }>> => {
    if (!may(viewer, 'draw.view', {})) return refuse({ kind: 'not-found' })
    const [row] = await listPublicDraws(deps.db, roundId)
    const published = row?.release && (await publishedDraw(deps.db, row.release.computationId))
    return published ? ok(published.publicBundle) : refuse({ kind: 'not-found' })
  }
