import type { Actions } from '../../actions/app.ts'
import type { RoundState } from '../../domain/round.ts'
import { formatInstant, formatKitaYear, formatNumber } from '../format.ts'
import { paths } from '../paths.ts'
import { t } from '../words.ts'

type Consortium = Awaited<ReturnType<Actions['listConsortia']>>[number]

export type Figure = { label: string; value: string }

export function consortiumFigures(consortium: Consortium): Figure[] {
  const { kitas, companies, vacancies, reserved, requests } = consortium
  return [
    { label: t('consortium.kitas'), value: formatNumber(kitas) },
    { label: t('consortium.companies'), value: formatNumber(companies) },
    { label: t('consortium.vacancies'), value: formatNumber(vacancies) },
    { label: t('consortium.reserved'), value: formatNumber(reserved) },
    { label: t('consortium.requests'), value: formatNumber(requests) },
  ]
}

export function roundLinks(consortium: Consortium) {
  return consortium.rounds.map(({ id, name, kitaYear, state }) => ({
    title: t('round.title', { name, kitaYear: formatKitaYear(kitaYear) }),
    badge: roundBadge(state),
    href: paths.round.href(id),
  }))
}

/** The look of a state: what waits for somebody is a warning, what is done is a success. */
export function roundBadge(state: RoundState): { text: string; look: 'info' | 'warning' | 'success' } {
  const text = t(`round.states.${state}`)
  switch (state) {
    case 'planned':
    case 'open':
    case 'frozen':
    case 'drawn':
      return { text, look: 'info' }
    case 'computed':
    case 'in-review':
      return { text, look: 'warning' }
    case 'released':
    case 'refilling':
    case 'closed':
      return { text, look: 'success' }
  }
}

/** What waits for whoever looks as the second person. */
export function waitingLinks(consortium: Consortium) {
  const titles = new Map(roundLinks(consortium).map(({ href, title }) => [href, title]))
  return consortium.waiting.map(({ act, roundId, proposedAt }) => {
    const href = paths.round.href(roundId)
    return {
      href: `${href}#open-${act}`,
      text: t(`twoPersonAct.titles.${act}`),
      round: titles.get(href) ?? '',
      since: t('twoPersonAct.since', { at: formatInstant(proposedAt) }),
    }
  })
}
