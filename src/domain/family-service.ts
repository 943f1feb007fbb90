import { type Day, monthsBetween } from './day.ts'

/** What kinds of family services the registry knows; how each is called on screen is its name. */
export const familyServiceKinds = [
  'Kindertagespflege',
  'Großtagespflege',
  'Randzeitenbetreuung',
  'Notfallbetreuung',
  'Ferienbetreuung',
  'Hol- und Bringdienst',
  'Babysitting',
  'Hausaufgabenhilfe',
  'Pflegeberatung',
  'Beratung zum Wiedereinstieg',
] as const

/** Ages in completed months; null sets no limit. The oldest age still fits. */
export type AgeRange = { minimumAgeMonths: number | null; maximumAgeMonths: number | null }

export function fitsAge({ minimumAgeMonths, maximumAgeMonths }: AgeRange, months: number): boolean {
  return (minimumAgeMonths ?? 0) <= months && months <= (maximumAgeMonths ?? Number.MAX_SAFE_INTEGER)
}

const freshForMonths = 12

/** Nobody has confirmed the entry for a year: it may still be right, but who reads it should ask first. */
export function isStale(assuredDate: Day, today: Day): boolean {
  return monthsBetween(assuredDate, today) >= freshForMonths
}
