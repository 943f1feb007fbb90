import { dayOf, type Instant } from '../../domain/day.ts'
import { formatDay } from '../format.ts'
import { t } from '../words.ts'
import { type PlaceRequest, stateBadge, type Wish } from './family-words.ts'
import { placeClassWords } from './wish-words.ts'

/** The state in plain words, and what comes next: the first thing that a family reads. */
export function outlookOf(request: PlaceRequest, now: Instant) {
  const { state } = request
  const child = request.childName ?? t('family.thisChild')
  const got = request.wishes.find(({ reason }) => reason?.key.startsWith('admitted'))
  return { badge: stateBadge(state), ...headOf(state, child, got), next: nextOf(request, now) }
}

function headOf(state: PlaceRequest['state'], child: string, got: Wish | undefined) {
  if (got && (state === 'offer' || state === 'place')) {
    const placeClass = placeClassWords(got, 'de')
    return {
      head: t(`family.heads.${state}At`, { child, kita: got.kita }),
      lead: t('family.leads.offerAt', { placeClass, rank: got.rank }),
    }
  }
  return { head: t(`family.heads.${state}`, { child }), lead: t(`family.leads.${state}`) }
}

function nextOf(request: PlaceRequest, now: Instant): string[] {
  switch (request.state) {
    case 'draft':
      return [deadlineOf(request, now)]
    case 'submitted':
      return [deadlineOf(request, now), t('family.nexts.resultHere'), ...unconfirmed(request)]
    case 'in-allocation':
      return [t('family.nexts.checked'), t('family.nexts.resultHere'), t('family.nexts.noDay')]
    case 'offer':
      return [t('family.nexts.offer'), t('family.nexts.settlingIn')]
    case 'place':
      return [t('family.nexts.settlingIn'), t('family.nexts.change')]
    case 'waitlist':
      return [
        t('family.nexts.waitlist'),
        t('family.nexts.noPromise'),
        t('family.nexts.youthOffice'),
        t('family.nexts.bridge'),
      ]
    case 'closed':
    case 'withdrawn':
      return []
  }
}

function deadlineOf({ rounds }: PlaceRequest, now: Instant): string {
  const coming = rounds.find(({ state }) => state === 'open' || state === 'planned')
  if (!coming) return t('family.nexts.noRound')
  const day = formatDay(coming.applicationsUntil)
  return dayOf(now) <= coming.applicationsUntil
    ? t('family.nexts.deadline', { day })
    : t('family.nexts.deadlineOver', { day })
}

function unconfirmed({ employers }: PlaceRequest): string[] {
  return employers
    .filter(({ confirmedAt }) => confirmedAt === null)
    .map(({ company }) => t('family.nexts.unconfirmed', { company: company ?? t('explanation.otherCompany') }))
}
