import { may, scopeOf, type Viewer } from '../../policy/scope.ts'
import type { Deps } from '../deps.ts'
import { holdersOf, type RoleHolderView } from '../holders.ts'

/** The people within one's reach, with the role that each holds; and whether their accounts may be disabled. */
export const listRoleHolders =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<{ holders: RoleHolderView[]; mayDisable: boolean }> => {
    if (scopeOf(viewer, 'roleHolder.view').kind === 'nowhere') return { holders: [], mayDisable: false }
    const [consortiumId] = viewer.subjects
    return {
      holders: await holdersOf(deps.db, viewer),
      mayDisable: consortiumId !== undefined && may(viewer, 'account.disable', { consortiumId }),
    }
  }
