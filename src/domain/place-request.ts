import { type Month, monthsBetween } from './day.ts'
import { ok, refuse, type Result } from './result.ts'
import type { Transition } from './transition.ts'

export const placeRequestStates = [
  'awaiting-parent',
  'draft',
  'submitted',
  'in-round',
  'proposed',
  'waiting',
  'offered',
  'accepted',
  'ended',
  'withdrawn',
  'closed',
] as const
export type PlaceRequestState = (typeof placeRequestStates)[number]

/** The life of a place request. Until the release a family reads "In Vergabe", whatever has been computed. */
export const placeRequestTransitions: readonly Transition<PlaceRequestState>[] = [
  { from: null, act: 'open', by: 'hr', to: 'awaiting-parent' },
  { from: null, act: 'start', by: 'parent', to: 'draft' },
  { from: 'awaiting-parent', act: 'submit', by: 'parent', to: 'submitted' },
  { from: 'draft', act: 'submit', by: 'parent', to: 'submitted' },
  { from: 'submitted', act: 'freeze', by: 'coordinator', to: 'in-round' },
  { from: 'in-round', act: 'thaw', by: 'coordinator', to: 'submitted' },
  { from: 'in-round', act: 'compute', by: 'clock', to: 'proposed' },
  { from: 'in-round', act: 'compute', by: 'clock', to: 'waiting' },
  { from: 'proposed', act: 'reject', by: 'kitaAdmin', to: 'in-round' },
  { from: 'proposed', act: 'release', by: 'coordinator', to: 'offered' },
  { from: 'waiting', act: 'release', by: 'coordinator', to: 'waiting' },
  { from: 'in-round', act: 'release', by: 'coordinator', to: 'waiting' },
  { from: 'offered', act: 'accept', by: 'parent', to: 'accepted' },
  { from: 'offered', act: 'decline', by: 'parent', to: 'waiting' },
  { from: 'offered', act: 'decline', by: 'parent', to: 'closed' },
  { from: 'offered', act: 'expire', by: 'clock', to: 'waiting' },
  { from: 'offered', act: 'expire', by: 'clock', to: 'closed' },
  { from: 'accepted', act: 'end', by: 'kitaAdmin', to: 'ended' },
  ...(['draft', 'awaiting-parent', 'submitted', 'in-round', 'proposed', 'waiting', 'offered'] as const).map((from) => ({
    from,
    act: 'withdraw',
    by: 'parent',
    to: 'withdrawn' as const,
  })),
  { from: 'withdrawn', act: 'reopen', by: 'parent', to: 'draft' },
]

/** What HR and the family read before the release is one word, so that nobody learns a result early. */
export type CoarseState =
  'draft' | 'submitted' | 'in-allocation' | 'waitlist' | 'offer' | 'place' | 'closed' | 'withdrawn'

export function coarseStateOf(state: PlaceRequestState, released: boolean): CoarseState {
  switch (state) {
    case 'awaiting-parent':
    case 'draft':
      return 'draft'
    case 'submitted':
      return 'submitted'
    case 'in-round':
    case 'proposed':
      return 'in-allocation'
    case 'waiting':
      return released ? 'waitlist' : 'in-allocation'
    case 'offered':
      return 'offer'
    case 'accepted':
      return 'place'
    case 'ended':
    case 'closed':
      return 'closed'
    case 'withdrawn':
      return 'withdrawn'
  }
}

/** A company asks for a place: the family's wishes and facts are not its business, and follow from the parents. */
export type OpenedRequest = { state: 'awaiting-parent'; startMonth: Month; childBirthMonth: Month }

export type OpenPlaceRequestRefusal =
  { kind: 'start-not-offered' } | { kind: 'birth-after-start' } | { kind: 'child-at-school-age' }

/** In NRW a child starts school at six; at seven it has, whatever its birthday. */
const schoolAgeInMonths = 84

/** HR opens a request for one of the start months that the open round offers. */
export function openPlaceRequest(
  asked: { startMonth: Month; childBirthMonth: Month },
  offeredStarts: readonly Month[],
): Result<OpenedRequest, OpenPlaceRequestRefusal> {
  const { startMonth, childBirthMonth } = asked
  if (!offeredStarts.includes(startMonth)) return refuse({ kind: 'start-not-offered' })
  if (childBirthMonth > startMonth) return refuse({ kind: 'birth-after-start' })
  if (monthsBetween(childBirthMonth, startMonth) >= schoolAgeInMonths) return refuse({ kind: 'child-at-school-age' })
  return ok({ state: 'awaiting-parent', startMonth, childBirthMonth })
}
