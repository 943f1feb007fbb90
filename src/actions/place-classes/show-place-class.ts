import type { RoundState } from '../../domain/round.ts'
import { stateOfYear, takesInput } from '../../domain/rounds-of-year.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { findPlaceClass, listReserves, type PlaceClassOfKita } from '../../store/place-classes.ts'
import { listRoundsOfYear } from '../../store/rounds-of-year.ts'
import type { Deps } from '../deps.ts'

export type PlaceClassState = PlaceClassOfKita & {
  reserves: { company: string; places: number }[]
  takesInput: boolean
  yearState: RoundState | 'none'
}

/** One place class before its vacancies are changed. */
export const showPlaceClass =
  (deps: Deps) =>
  async (viewer: Viewer, placeClassId: string): Promise<Result<PlaceClassState, { kind: 'not-found' }>> => {
    const placeClass = await findPlaceClass(deps.db, placeClassId)
    if (!placeClass || !may(viewer, 'placeClass.declare', { kitaId: placeClass.kitaId }))
      return refuse({ kind: 'not-found' })
    const rounds = await listRoundsOfYear(deps.db, placeClass.consortiumId, placeClass.kitaYear)
    const reserves = await listReserves(deps.db, [placeClassId])
    return ok({
      ...placeClass,
      reserves: reserves.map(({ company, places }) => ({ company, places })),
      takesInput: takesInput(rounds),
      yearState: stateOfYear(rounds),
    })
  }
