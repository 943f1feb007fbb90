import { type CoarseState, coarseStateOf } from '../../domain/place-request.ts'
import { resultsAreOut } from '../../domain/rounds-of-year.ts'
import { scopeOf, type Viewer } from '../../policy/scope.ts'
import { type FamilyRequestRow, listFamilyRequests as readRequests } from '../../store/reads/family-requests.ts'
import { listRounds } from '../../store/rounds-of-year.ts'
import type { Deps } from '../deps.ts'

export type FamilyRequest = Pick<
  FamilyRequestRow,
  'id' | 'childName' | 'consortium' | 'kitaYear' | 'startMonth' | 'hours'
> & { state: CoarseState }

/** A family's own requests with their coarse state. */
export const listFamilyRequests =
  (deps: Deps) =>
  async (viewer: Viewer): Promise<FamilyRequest[]> => {
    const requests = await readRequests(deps.db, scopeOf(viewer, 'placeRequest.view'))
    const rounds = await listRounds(deps.db, [...new Set(requests.map(({ consortiumId }) => consortiumId))])
    return requests.map(({ id, childName, consortiumId, consortium, kitaYear, startMonth, hours, state }) => {
      const ofYear = rounds.filter((round) => round.consortiumId === consortiumId && round.kitaYear === kitaYear)
      return {
        id,
        childName,
        consortium,
        kitaYear,
        startMonth,
        hours,
        state: coarseStateOf(state, resultsAreOut(ofYear)),
      }
    })
  }
