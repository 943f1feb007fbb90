import type { CoarseState } from '../../domain/place-request.ts'
import { dayOf } from '../../domain/day.ts'
import { formatDay } from '../format.ts'
import { t } from '../words.ts'
import type { PlaceRequest } from './family-words.ts'

/** How many steps lie behind; what is over has none. */
const done: Record<CoarseState, number | null> = {
  draft: 0,
  submitted: 2,
  'in-allocation': 2,
  waitlist: 4,
  offer: 4,
  place: 5,
  closed: null,
  withdrawn: null,
}

/** How far a request has come, as a list that reads well aloud. */
export function stepsOf({ state, submittedAt, result }: PlaceRequest) {
  const reached = done[state]
  if (reached === null) return []
  const texts = [
    t('family.step.written'),
    submittedAt === null
      ? t('family.step.submitted')
      : t('family.step.submittedOn', { day: formatDay(dayOf(submittedAt)) }),
    t('family.step.allocated'),
    result === null ? t('family.step.result') : t('family.step.resultOn', { day: formatDay(dayOf(result.approvedAt)) }),
    t('family.step.accepted'),
  ]
  return texts.map((text, at) => {
    const status = at < reached ? 'done' : at > reached ? 'later' : statusOfNext(state)
    return { text, status, isDone: status === 'done', badge: badgeOf(status) }
  })
}

type Status = 'done' | 'now' | 'next' | 'later'

function statusOfNext(state: CoarseState): Status {
  if (state === 'draft' || state === 'in-allocation') return 'now'
  // Nobody can say whether a waiting family's turn comes: it is not what happens next.
  return state === 'waitlist' ? 'later' : 'next'
}

function badgeOf(status: Status) {
  return { look: status === 'done' ? 'success' : 'info', text: t(`family.stepStates.${status}`) }
}
