import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { type ConsortiumRow, listConsortia as readConsortia } from '../../store/reads/consortium-overview.ts'
import type { Deps } from '../deps.ts'

export const listConsortia =
  (deps: Deps) =>
  (viewer: Viewer): Promise<ConsortiumRow[]> =>
    readConsortia(deps.db, scopeOf(viewer, 'consortium.view'))
