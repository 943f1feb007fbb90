import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns/format'
import { de } from 'date-fns/locale/de'
import { enGB } from 'date-fns/locale/en-GB'
import { parse } from 'date-fns/parse'
import type { Day, Instant, Month } from '../domain/day.ts'
import type { Language } from './language.ts'

const berlin = 'Europe/Berlin'
const dayPattern = 'yyyy-MM-dd'
const locales = {
  de: {
    dates: de,
    numbers: new Intl.NumberFormat('de-DE', { maximumFractionDigits: 1 }),
    or: new Intl.ListFormat('de-DE', { type: 'disjunction' }),
  },
  en: {
    dates: enGB,
    numbers: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }),
    or: new Intl.ListFormat('en-GB', { type: 'disjunction' }),
  },
}
const euros = new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' })
const shares = new Intl.NumberFormat('de-DE', { style: 'percent', maximumFractionDigits: 0 })

const differences = new Intl.NumberFormat('de-DE', { signDisplay: 'exceptZero' })

export const formatNumber = (value: number, language: Language = 'de'): string =>
  locales[language].numbers.format(value)

/** +3, −2 and 0. */
export const formatDifference = (value: number): string => differences.format(value).replace('-', '−')

export const formatCents = (cents: number): string => euros.format(cents / 100)

const waits = new Intl.RelativeTimeFormat('de-DE', { numeric: 'always' })
/** in 12 Minuten, in 2 Stunden: never less than the wait. */
export function formatWait(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? waits.format(minutes, 'minute') : waits.format(Math.ceil(minutes / 60), 'hour')
}

/** A share such as 3 of 4; of nothing there is none. */
export const formatShare = (part: number, whole: number): string => (whole === 0 ? '–' : shares.format(part / whole))

export const formatKilometres = (kilometres: number, language: Language = 'de'): string =>
  `${formatNumber(kilometres, language)} km`

export const formatSeconds = (milliseconds: number): string =>
  `${new Intl.NumberFormat('de-DE', { maximumFractionDigits: 2 }).format(milliseconds / 1000)} s`

/** 1. August 2027 */
export function formatDay(day: Day): string {
  return format(parse(day, dayPattern, new Date(0)), 'd. MMMM yyyy', { locale: de })
}

/** Mittwoch, 2. Dezember 2026 */
export function formatWeekday(day: Day): string {
  return format(parse(day, dayPattern, new Date(0)), 'EEEE, d. MMMM yyyy', { locale: de })
}

/** August 2027 */
export function formatMonth(month: Month, language: Language = 'de'): string {
  return format(parse(month, dayPattern, new Date(0)), 'MMMM yyyy', { locale: locales[language].dates })
}

/** 24. November 2026, 09:05 Uhr, in German time wherever the server stands. */
export function formatInstant(instant: Instant): string {
  return format(new TZDate(instant, berlin), "d. MMMM yyyy, HH:mm 'Uhr'", { locale: de })
}

/** 2027/28 */
export function formatKitaYear(year: number): string {
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`
}

const collator = new Intl.Collator('de')
/** German order, umlauts where readers look for them. */
export const compareWords = (a: string, b: string): number => collator.compare(a, b)

/** a, b oder c */
export const formatAlternatives = (words: readonly string[], language: Language = 'de'): string =>
  locales[language].or.format(words)

const enumeration = new Intl.ListFormat('de-DE', { type: 'conjunction' })
/** a, b und c */
export const formatList = (words: readonly string[]): string => enumeration.format(words)

/** 6:30 of 06:30, and 14 of 14:00: as opening times are spoken. */
export function formatTime(time: string): string {
  const [hour, minute] = time.split(':')
  return minute === '00' ? String(Number(hour)) : `${Number(hour)}:${minute}`
}

const languages = new Intl.DisplayNames('de', { type: 'language' })
/** Türkisch of tr; what is no code of ISO 639 stays as it is. */
export const formatLanguage = (code: string): string =>
  /^[a-z]{2,3}$/.test(code) ? (languages.of(code) ?? code) : code
