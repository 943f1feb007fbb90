import { kilometresBetween } from '../../domain/distance.ts'
import {
  changesToldOf,
  explanationOfWish,
  reasonWithoutPart,
  type ToldChange,
  type WishReason,
} from '../../domain/explanation.ts'
import type { Day } from '../../domain/day.ts'
import { ageBandOf } from '../../domain/place-class.ts'
import { type CoarseState, coarseStateOf } from '../../domain/place-request.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { resultsAreOut } from '../../domain/rounds-of-year.ts'
import { may, scopeOf, type Viewer } from '../../policy/scope.ts'
import { loadFrozenProblem } from '../../store/computations.ts'
import { findGuardianReader } from '../../store/guardians.ts'
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

/** `reason` only once two persons have released the result; `changes`, what alone would have met the wish, if asked for. */
export type WishView = RequestWishRow & {
  kilometresFromHome: number
  reason: WishReason | null
  changes: ToldChange[]
}

export type PlaceRequestView = Omit<FamilyRequestRow, 'state' | 'home' | 'familyId'> & {
  state: CoarseState
  rounds: RoundOfYear[]
  wishes: WishView[]
  employers: RequestEmployerRow[]
  answers: RequestAnswerRow[]
  /** The points as they were frozen, what decided, and since when the result is known; null before the release. */
  result: Pick<ReleasedExplanation, 'approvedAt' | 'method' | 'score' | 'trace'> | null
  looks: LookRow[]
}

/**
 * One request as its family reads it: everything it said itself, and after the release why it got what it got. What alone would
 * have met a wish takes computing the round again, some dozens of times: only if asked for.
 */
export const showPlaceRequest =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { requestId, withChanges }: { requestId: string; withChanges: boolean },
  ): Promise<Result<PlaceRequestView, { kind: 'not-found' }>> => {
    const { db } = deps
    const scope = scopeOf(viewer, 'placeRequest.view')
    const [found] = await listFamilyRequests(db, scope, requestId)
    if (!found || !may(viewer, 'placeRequest.view', found)) return refuse({ kind: 'not-found' })
    const { state, home, familyId, ...request } = found

    const reader = await findGuardianReader(db, viewer.accountId ?? '', familyId)
    const rounds = await listRoundsOfYear(db, request.consortiumId, request.kitaYear)
    const out = resultsAreOut(rounds)
    const explained = out ? await findReleasedExplanation(db, scope, requestId) : undefined
    const wishes = await listRequestWishes(db, scope, requestId)
    const changes =
      withChanges && explained && request.ticket !== null
        ? await deps.nearestChanges(await loadFrozenProblem(db, explained.computationId), request.ticket)
        : undefined
    return ok({
      ...request,
      state: coarseStateOf(state, out),
      rounds,
      wishes: wishes.map((wish) => {
        const reason = explained ? reasonOf(wish, request.birthDate, explained) : null
        const change = changes?.find(({ program }) => program === wish.placeClassId)
        return {
          ...wish,
          kilometresFromHome: kilometresBetween(home, wish),
          reason,
          changes: reason ? changesToldOf(reason, change) : [],
        }
      }),
      employers: await listRequestEmployers(db, reader, scope, requestId),
      answers: await listRequestAnswers(db, scope, requestId),
      result: explained ? resultOf(explained) : null,
      looks: request.ticket === null ? [] : await listLooks(db, request.ticket),
    })
  }

function reasonOf(wish: RequestWishRow, birth: Day | null, { wishes, held }: ReleasedExplanation): WishReason {
  const explanation = wishes.find(({ program }) => program === wish.placeClassId)
  if (explanation) return explanationOfWish(explanation, held.get(wish.placeClassId) ?? 0)
  return reasonWithoutPart(birth !== null && ageBandOf(birth, wish.startMonth) === wish.ageBand)
}

function resultOf({ approvedAt, method, score, trace }: ReleasedExplanation): PlaceRequestView['result'] {
  return { approvedAt, method, score, trace }
}
