import { type Day, kitaYearOf, type Month, monthsBetween } from './day.ts'
import { ok, refuse, type Result } from './result.ts'

export const ageBands = ['U3', 'Ü3'] as const
export type AgeBand = (typeof ageBands)[number]

export const weeklyHours = [25, 35, 45] as const
export type Hours = (typeof weeklyHours)[number]

/** What can be wished for and allocated: Kita × age band × hours × start month, with a number of vacant places. */
export type PlaceClass = {
  id: string
  kitaId: string
  ageBand: AgeBand
  hours: Hours
  startMonth: Month
  vacancies: number
  version: number
}

/**
 * Under three or three and over, as NRW plans it: the cohort runs 1 November – 31 October, so the age on 1 November of the
 * Kita year decides (KiBiz, planning of the child care places).
 */
export function ageBandOf(birth: Day, startMonth: Month): AgeBand {
  return monthsBetween(birth, `${kitaYearOf(startMonth)}-11-01`) < 36 ? 'U3' : 'Ü3'
}

export type DeclareVacanciesRefusal =
  { kind: 'vacancies-not-a-count' } | { kind: 'vacancies-below-reserves'; reserved: number }

/** A Kita says how many places are vacant. Fewer than the companies have been assigned there is refused, with the number. */
export function declareVacancies(
  placeClass: PlaceClass,
  vacancies: number,
  reserved: number,
): Result<PlaceClass, DeclareVacanciesRefusal> {
  if (!Number.isInteger(vacancies) || vacancies < 0 || vacancies > 500) return refuse({ kind: 'vacancies-not-a-count' })
  if (vacancies < reserved) return refuse({ kind: 'vacancies-below-reserves', reserved })
  return ok({ ...placeClass, vacancies })
}
