import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { type FamilyLookRow, listFamilyLooks as readLooks } from '../../store/reads/family-looks.ts'
import type { Deps } from '../deps.ts'

/** Who has looked at a family's data: the role and for whom, never the person's own name. */
export const listFamilyLooks =
  (deps: Deps) =>
  (viewer: Viewer): Promise<FamilyLookRow[]> =>
    readLooks(deps.db, scopeOf(viewer, 'familyLook.view'))
