import type { Actions } from '../../actions/app.ts'
import type { CoarseState } from '../../domain/place-request.ts'
import { t } from '../words.ts'

export type PlaceRequest = Extract<Awaited<ReturnType<Actions['showPlaceRequest']>>, { ok: true }>['value']
export type Wish = PlaceRequest['wishes'][number]

const looks: Record<CoarseState, 'info' | 'success' | 'warning'> = {
  draft: 'info',
  submitted: 'info',
  'in-allocation': 'info',
  waitlist: 'warning',
  offer: 'success',
  place: 'success',
  closed: 'info',
  withdrawn: 'info',
}

export function stateBadge(state: CoarseState) {
  return { look: looks[state], text: t(`family.states.${state}`) }
}

export function titleWords(child: string | null): string {
  return child === null ? t('family.titleUnnamed') : t('family.title', { child })
}
