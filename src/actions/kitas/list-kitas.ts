import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { type KitaHead, listKitas as readKitas } from '../../store/reads/kita-overview.ts'
import type { Deps } from '../deps.ts'

/** The Kitas that somebody runs. */
export const listKitas =
  (deps: Deps) =>
  (viewer: Viewer): Promise<KitaHead[]> =>
    readKitas(deps.db, scopeOf(viewer, 'placeClass.view'))
