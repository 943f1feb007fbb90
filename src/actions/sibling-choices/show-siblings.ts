import { ageBandOf } from '../../domain/place-class.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { resultsAreOut, takesInput } from '../../domain/rounds-of-year.ts'
import { chooseSiblings, type SiblingChoice, takesPart } from '../../domain/sibling-choice.ts'
import { type ApplyingSibling, commonKitas } from '../../domain/sibling-options.ts'
import { may, scopeOf, type Viewer } from '../../policy/scope.ts'
import { listFamilyRequests } from '../../store/reads/family-requests.ts'
import {
  listReleasedKitas,
  listSiblingRequests,
  listSiblingWishes,
  type SiblingRequestRow,
  type SiblingWishRow,
} from '../../store/reads/sibling-requests.ts'
import { listRoundsOfYear } from '../../store/rounds-of-year.ts'
import { findSiblingChoice } from '../../store/sibling-choices.ts'
import type { Deps } from '../deps.ts'

/** `place` only once two persons have released the result: the Kita, null without a place; undefined before. */
export type SiblingView = {
  childName: string | null
  takesPart: boolean
  place: { id: string; name: string } | null | undefined
}

export type SiblingsView = {
  choice: SiblingChoice
  /** Of the choice, so that the parents do not overwrite each other. */
  version: number
  /** Until the freeze, for at least two children. */
  changeable: boolean
  children: SiblingView[]
  /** Names of the Kitas at which every child that takes part has a wish that fits it. */
  commonKitas: string[]
}

/**
 * The children of a family who apply beside the one of this request, and what it has chosen for them; null for an only one.
 */
export const showSiblings =
  (deps: Deps) =>
  async (viewer: Viewer, requestId: string): Promise<Result<SiblingsView | null, { kind: 'not-found' }>> => {
    const { db } = deps
    const scope = scopeOf(viewer, 'placeRequest.view')
    const [request] = await listFamilyRequests(db, scope, requestId)
    if (!request || !may(viewer, 'placeRequest.view', request)) return refuse({ kind: 'not-found' })
    const siblings = await listSiblingRequests(db, scope, request)
    if (siblings.length < 2) return ok(null)

    const rounds = await listRoundsOfYear(db, request.consortiumId, request.kitaYear)
    const { choice, version } = await findSiblingChoice(db, request)
    const applying = siblings.filter(({ state }) => takesPart(state))
    const ids = applying.map(({ id }) => id)
    const wishes = await listSiblingWishes(db, scope, ids)
    const places = resultsAreOut(rounds) ? await listReleasedKitas(db, scope, ids) : new Map<string, null>()
    const kitas = new Map(wishes.map(({ kitaId, kita }) => [kitaId, kita]))
    const situation = { takesInput: takesInput(rounds), states: siblings.map(({ state }) => state) }
    return ok({
      choice,
      version,
      changeable: chooseSiblings(choice, situation).ok,
      children: siblings.map(({ id, childName, state }) => ({
        childName,
        takesPart: takesPart(state),
        place: places.get(id),
      })),
      commonKitas: commonKitas(applying.map((sibling) => applyingSibling(sibling, wishes))).map(
        (id) => kitas.get(id) ?? id,
      ),
    })
  }

function applyingSibling({ id, ticket, birthDate }: SiblingRequestRow, wishes: SiblingWishRow[]): ApplyingSibling {
  return {
    ticket: ticket ?? id,
    wishes: wishes.filter(
      ({ requestId, startMonth, ageBand }) =>
        requestId === id && birthDate !== null && ageBandOf(birthDate, startMonth) === ageBand,
    ),
  }
}
