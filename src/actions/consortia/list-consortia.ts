import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { type ConsortiumRow, listConsortia as readConsortia } from '../../store/reads/consortium-overview.ts'
import type { Deps } from '../deps.ts'
import { type WaitingAct, waitingFor } from './waiting-for.ts'

export const listConsortia =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<(ConsortiumRow & { waiting: WaitingAct[] })[]> => {
    const consortia = await readConsortia(deps.db, scopeOf(viewer, 'consortium.view'))
    return Promise.all(
      consortia.map(async (consortium) => ({ ...consortium, waiting: await waitingFor(deps, viewer, consortium) })),
    )
  }
