import { may, type Viewer } from '../../policy/scope.ts'
import { findPlaceClassName } from '../../store/reads/round-outcome.ts'
import { findRound } from '../../store/rounds.ts'
import type { Deps } from '../deps.ts'

/** The words of a refused freeze need the name behind the id. */
export const namePlaceClass =
  (deps: Deps) => async (viewer: Viewer, input: { roundId: string; placeClassId: string }) => {
    const round = await findRound(deps.db, input.roundId)
    if (!round || !may(viewer, 'round.view', round)) return undefined
    return findPlaceClassName(deps.db, input.placeClassId)
  }
