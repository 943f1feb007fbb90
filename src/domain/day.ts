import { TZDate } from '@date-fns/tz'
// One by one: the whole of it is 800 files, a third of what every command and every test would load.
import { add } from 'date-fns/add'
import { addDays } from 'date-fns/addDays'
import { differenceInMonths } from 'date-fns/differenceInMonths'
import { endOfDay } from 'date-fns/endOfDay'
import { format } from 'date-fns/format'
import { isValid } from 'date-fns/isValid'
import { parse } from 'date-fns/parse'
import { sub } from 'date-fns/sub'

/** A calendar day, `YYYY-MM-DD`. Ranges of days include both ends. */
export type Day = string
/** The first day of a month. */
export type Month = string
/** A point in time, ISO 8601 in UTC with milliseconds. */
export type Instant = string

const berlin = 'Europe/Berlin'
const pattern = 'yyyy-MM-dd'

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isValid(parse(text, pattern, new Date(0)))
}

export function isMonth(text: string): boolean {
  return isDay(text) && text.endsWith('-01')
}

/** The calendar day of an instant in Germany. */
export function dayOf(instant: Instant): Day {
  return format(new TZDate(instant, berlin), pattern)
}

/** The last millisecond of a day in Germany: a deadline's day is still a day to answer, also when the clocks change. */
export function endOfGermanDay(day: Day): Instant {
  const [year, month, date] = day.split('-').map(Number)
  return new Date(endOfDay(new TZDate(year, month - 1, date, berlin)).getTime()).toISOString()
}

export function daysAfter(day: Day, count: number): Day {
  return format(addDays(parse(day, pattern, new Date(0)), count), pattern)
}

/** A time by the calendar: a month ago is the same date of the month before, or its last day. */
export type Period = { days: number } | { months: number }

export function dayBefore(day: Day, period: Period): Day {
  return format(sub(parse(day, pattern, new Date(0)), period), pattern)
}

export function dayAfter(day: Day, period: Period): Day {
  return format(add(parse(day, pattern, new Date(0)), period), pattern)
}

/** Completed months between two days; negative where `to` lies before `from`. */
export function monthsBetween(from: Day, to: Day): number {
  return differenceInMonths(parse(to, pattern, new Date(0)), parse(from, pattern, new Date(0)))
}

export function monthOf(day: Day): Month {
  return `${day.slice(0, 7)}-01`
}

/** The first and the last day of a Kita year. */
export function daysOfKitaYear(year: number): { first: Day; last: Day } {
  return { first: `${year}-08-01`, last: `${year + 1}-07-31` }
}

/** The Kita year that a day belongs to, named by the year in which it begins: 1 August – 31 July. */
export function kitaYearOf(day: Day): number {
  const year = Number(day.slice(0, 4))
  return day.slice(5) >= '08-01' ? year : year - 1
}
