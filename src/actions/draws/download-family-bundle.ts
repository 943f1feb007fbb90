import type { FamilyBundle } from '../../engine/draw/bundles.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { findReleasedComputationOf } from '../../store/reads/public-draws.ts'
import type { Deps } from '../deps.ts'
import { publishedDraw } from './published.ts'

/** What a family may check of its own child's place in a released round. */
export const downloadFamilyBundle =
  (deps: Deps) =>
  async (viewer: Viewer, requestId: string): Promise<Result<FamilyBundle, { kind: 'not-found' }>> => {
    const released = await findReleasedComputationOf(deps.db, requestId)
    if (!released || !may(viewer, 'draw.family', released)) return refuse({ kind: 'not-found' })
    const published = await publishedDraw(deps.db, released.computationId)
    const bundle = published?.familyBundleOf(released.ticket)
    return bundle ? ok(bundle) : refuse({ kind: 'not-found' })
  }
