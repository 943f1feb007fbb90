import { may, type Viewer } from '../../policy/scope.ts'
import { listPublicDraws, type PublicDrawRow } from '../../store/reads/public-draws.ts'
import type { Deps } from '../deps.ts'

/** All frozen rounds, for whoever wants to check one. */
export const listDraws =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<PublicDrawRow[]> =>
    may(viewer, 'draw.view', {}) ? listPublicDraws(deps.db) : []
