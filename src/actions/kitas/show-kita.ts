import type { RoundState } from '../../domain/round.ts'
import { stateOfYear, takesInput, yearInView } from '../../domain/rounds-of-year.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, scopeOf, type Viewer } from '../../policy/scope.ts'
import { readerOf } from '../../policy/visible.ts'
import { listReserves } from '../../store/place-classes.ts'
import {
  type GroupRow,
  type KitaHead,
  listGroups,
  listKitas,
  listPlaceClasses,
  listProposedChildren,
  type PlaceClassRow,
  type ProposedChild,
} from '../../store/reads/kita-overview.ts'
import { listRounds } from '../../store/rounds-of-year.ts'
import type { Deps } from '../deps.ts'

export type PlaceClassView = PlaceClassRow & {
  reserves: { company: string; places: number }[]
  proposed: number
}
export type KitaView = KitaHead & {
  kitaYear: number
  yearState: RoundState | 'none'
  mayDeclare: boolean
  groups: GroupRow[]
  placeClasses: PlaceClassView[]
  proposals: ProposedChild[]
}

/** A Kita as its management reads it: places, reserves, and once an outcome is computed, who is proposed. */
export const showKita =
  (deps: Deps) =>
  async (viewer: Viewer, kitaId: string): Promise<Result<KitaView, { kind: 'not-found' }>> => {
    const kita = (await listKitas(deps.db, scopeOf(viewer, 'placeClass.view'))).find(({ id }) => id === kitaId)
    if (!kita || !may(viewer, 'placeClass.view', { kitaId, providerId: kita.providerId }))
      return refuse({ kind: 'not-found' })
    const rounds = await listRounds(deps.db, [kita.consortiumId])
    const kitaYear = yearInView(rounds, deps.now())
    const ofYear = rounds.filter((round) => round.kitaYear === kitaYear)

    const placeClasses = await listPlaceClasses(deps.db, kitaId, kitaYear)
    const reserves = await listReserves(
      deps.db,
      placeClasses.map(({ id }) => id),
    )
    const proposals = await listProposedChildren(deps.db, readerOf(viewer.role), scopeOf(viewer, 'proposal.view'), {
      kitaId,
      kitaYear,
    })
    return ok({
      ...kita,
      kitaYear,
      yearState: stateOfYear(ofYear),
      mayDeclare: takesInput(ofYear) && may(viewer, 'placeClass.declare', { kitaId }),
      groups: await listGroups(deps.db, kitaId),
      placeClasses: placeClasses.map((placeClass) => ({
        ...placeClass,
        reserves: reserves
          .filter(({ placeClassId }) => placeClassId === placeClass.id)
          .map(({ company, places }) => ({ company, places })),
        proposed: proposals.filter(({ placeClassId }) => placeClassId === placeClass.id).length,
      })),
      proposals,
    })
  }
