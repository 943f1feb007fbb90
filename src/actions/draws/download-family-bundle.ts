import type { FamilyBundle } from '../../engine/draw/bundles.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, scopeOf, type Viewer } from '../../policy/scope.ts'
import { findGuardianReader } from '../../store/guardians.ts'
import { listRequestEmployers } from '../../store/reads/family-requests.ts'
import { findReleasedComputationOf } from '../../store/reads/public-draws.ts'
import type { Deps } from '../deps.ts'
import { publishedDraw } from './published.ts'

/** What a family may check of its own child's place in a released round. */
export const downloadFamilyBundle =
  (deps: Deps) =>
  async (viewer: Viewer, requestId: string): Promise<Result<FamilyBundle, { kind: 'not-found' }>> => {
    const released = await findReleasedComputationOf(deps.db, requestId)
    if (!released || !may(viewer, 'draw.family', released)) return refuse({ kind: 'not-found' })
    const { accountId } = viewer
    const { familyId } = released
    if (accountId === null || familyId === null) return refuse({ kind: 'not-found' })
    // The file says for which companies the child counted: it is no way around what the other guardian is told of them.
    const reader = await findGuardianReader(deps.db, accountId, familyId)
    const employers = await listRequestEmployers(deps.db, reader, scopeOf(viewer, 'draw.family'), requestId)
    if (employers.some(({ company }) => company === null)) return refuse({ kind: 'not-found' })
    const published = await publishedDraw(deps.db, released.computationId)
    const bundle = published?.familyBundleOf(released.ticket)
    return bundle ? ok(bundle) : refuse({ kind: 'not-found' })
  }
