import type { AgeBand, Hours } from '../../domain/place-class.ts'
import type { RoundState } from '../../domain/round.ts'
import { formatMonth } from '../format.ts'
import { t } from '../words.ts'

export type YearWord = 'none' | 'planned' | 'open' | 'in-allocation' | 'released'

/** Where the year stands, as far as a Kita needs to know it. */
export function yearWordOf(state: RoundState | 'none'): YearWord {
  switch (state) {
    case 'none':
    case 'planned':
    case 'open':
      return state
    case 'frozen':
    case 'drawn':
    case 'computed':
    case 'in-review':
      return 'in-allocation'
    case 'released':
    case 'refilling':
    case 'closed':
      return 'released'
  }
}

export function placeClassWords(placeClass: { ageBand: AgeBand; hours: Hours; startMonth: string }): string {
  const { ageBand, hours, startMonth } = placeClass
  return t('kita.placeClass', { ageBand, hours, start: formatMonth(startMonth) })
}

export function reserveWords(reserves: readonly { company: string; places: number }[]): string[] {
  return reserves.map(({ company, places }) => t('kita.reserve', { company, places }))
}

export const reservedOf = (reserves: readonly { places: number }[]): number =>
  reserves.reduce((sum, { places }) => sum + places, 0)
