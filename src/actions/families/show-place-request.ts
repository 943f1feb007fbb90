import { kilometresBetween } from '../../domain/distance.ts'
import { explanationOfWish, type WishReason } from '../../domain/explanation.ts'
import { type CoarseState, coarseStateOf } from '../../domain/place-request.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { resultsAreOut } from '../../domain/rounds-of-year.ts'
import { may, scopeOf, type Viewer } from '../../policy/scope.ts'
import {
  type FamilyRequestRow,
  findReleasedExplanation,
  listFamilyRequests,
  listLooks,
  listRequestAnswers,
  listRequestEmployers,
  listRequestWishes,
  type LookRow,
  type ReleasedExplanation,
  type RequestAnswerRow,
  type RequestEmployerRow,
  type RequestWishRow,
} from '../../store/reads/family-requests.ts'
import { listRoundsOfYear, type RoundOfYear } from '../../store/rounds-of-year.ts'
import type { Deps } from '../deps.ts'

/** `reason` only once two persons have released the result. */
export type WishView = RequestWishRow & { kilometresFromHome: number; reason: WishReason | null }

export type PlaceRequestView = Omit<FamilyRequestRow, 'state' | 'home' | 'familyId'> & {
  state: CoarseState
  rounds: RoundOfYear[]
  wishes: WishView[]
  employers: RequestEmployerRow[]
  answers: RequestAnswerRow[]
  /** The points as they were frozen, and since when the result is known; null before the release. */
  result: Pick<ReleasedExplanation, 'approvedAt' | 'score' | 'trace'> | null
  looks: LookRow[]
}

/** One request as its family reads it: everything it said itself, and after the release why it got what it got. */
export const showPlaceRequest =
  (deps: Deps) =>
  async (viewer: Viewer, requestId: string): Promise<Result<PlaceRequestView, { kind: 'not-found' }>> => {
    const { db } = deps
    const scope = scopeOf(viewer, 'placeRequest.view')
    const [found] = await listFamilyRequests(db, scope, requestId)
    if (!found || !may(viewer, 'placeRequest.view', found)) return refuse({ kind: 'not-found' })
    const { state, home, familyId: _, ...request } = found

    const rounds = await listRoundsOfYear(db, request.consortiumId, request.kitaYear)
    const out = resultsAreOut(rounds)
    const explained = out ? await findReleasedExplanation(db, scope, requestId) : undefined
    const wishes = await listRequestWishes(db, scope, requestId)
    return ok({
      ...request,
      state: coarseStateOf(state, out),
      rounds,
      wishes: wishes.map((wish) => ({
        ...wish,
        kilometresFromHome: kilometresBetween(home, wish),
        reason: explained
          ? explanationOfWish(
              explained.wishes.find(({ program }) => program === wish.placeClassId),
              explained.held.get(wish.placeClassId) ?? 0,
            )
          : null,
      })),
      employers: await listRequestEmployers(db, scope, requestId),
      answers: await listRequestAnswers(db, scope, requestId),
      result: explained ? { approvedAt: explained.approvedAt, score: explained.score, trace: explained.trace } : null,
      looks: request.ticket === null ? [] : await listLooks(db, request.ticket),
    })
  }
