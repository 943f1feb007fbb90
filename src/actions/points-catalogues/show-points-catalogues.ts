import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import {
  type ComputedRound,
  findNewestComputedRound,
  listPreviews,
  type PreviewRow,
} from '../../store/catalogue-previews.ts'
import { type DatedCatalogue, kitaNames, listCatalogues } from '../../store/points-catalogues.ts'
import type { Deps } from '../deps.ts'

export type PointsCataloguesView = {
  consortiumId: string
  catalogues: DatedCatalogue[]
  kitas: Map<string, string>
  /** What other points can be tried on; undefined before the first round was computed. */
  computed: ComputedRound | undefined
  /** What has been tried already, the newest first: each of them stands in the trail. */
  previews: PreviewRow[]
}

/** By which criteria and points a consortium allocates, and whether other points can be tried. */
export const showPointsCatalogues =
  (deps: Deps) =>
  async (viewer: Viewer, consortiumId: string): Promise<Result<PointsCataloguesView, { kind: 'not-found' }>> => {
    if (!may(viewer, 'pointsCatalogue.view', { consortiumId })) return refuse({ kind: 'not-found' })
    return ok({
      consortiumId,
      catalogues: await listCatalogues(deps.db, consortiumId),
      kitas: await kitaNames(deps.db, consortiumId),
      computed: await findNewestComputedRound(deps.db, consortiumId),
      previews: may(viewer, 'pointsCatalogue.preview', { consortiumId })
        ? await listPreviews(deps.db, consortiumId)
        : [],
    })
  }
