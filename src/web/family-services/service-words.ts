import type { Actions } from '../../actions/app.ts'
import type { AgeRange } from '../../domain/family-service.ts'
import { asSpan, readRecurrence, type Recurrence } from '../../domain/family-service-schedule.ts'
import { formatCents, formatDay, formatList, formatTime } from '../format.ts'
import { t } from '../words.ts'

export type FamilyService = Extract<Awaited<ReturnType<Actions['showFamilyService']>>, { ok: true }>['value']
type Schedule = FamilyService['locations'][number]['schedules'][number]
type Cost = FamilyService['costs'][number]

export function ageWords({ minimumAgeMonths, maximumAgeMonths }: AgeRange): string {
  const from = minimumAgeMonths ? monthsWords(minimumAgeMonths) : null
  const to = maximumAgeMonths === null ? null : monthsWords(maximumAgeMonths)
  if (from && to) return t('familyService.ages.between', { from, to })
  if (from) return t('familyService.ages.from', { from })
  return to ? t('familyService.ages.to', { to }) : t('familyService.ages.any')
}

/** Under two years people count months, unless a year is full. */
function monthsWords(count: number): string {
  const years = Math.floor(count / 12)
  const months = count % 12
  const monthsOf = (number: number) =>
    number === 1 ? t('familyService.month') : t('familyService.monthsOld', { months: number })
  if (years === 0 || (years === 1 && months > 0)) return monthsOf(count)
  const yearsOld = years === 1 ? t('familyService.year') : t('familyService.yearsOld', { years })
  return months === 0 ? yearsOld : `${yearsOld} ${monthsOf(months)}`
}

/** Such as "Osterferien, 22. März 2027 bis 3. April 2027: Montag bis Freitag, 7:30 bis 16:30 Uhr". */
export function scheduleWords(schedule: Schedule, today: string): string {
  const { description, opensAt, closesAt, validFrom, validTo } = schedule
  const recurrence = readRecurrence(schedule.rrule)
  const clock = t('familyService.clock', { from: formatTime(opensAt), to: formatTime(closesAt) })
  const days = recurrence && daysWords(recurrence)
  const times = days ? t('familyService.timesOf', { days, clock }) : clock
  const label = days && plainDays(description) === plainDays(days) ? '' : description
  const period = periodWords(validFrom, validTo, today)
  const head = [label, period].filter((words) => words !== '').join(', ')
  return head === '' ? times : t('familyService.labelled', { label: head, times })
}

function periodWords(from: string, to: string | null, today: string): string {
  if (to !== null) return t('familyService.period', { from: formatDay(from), to: formatDay(to) })
  return from > today ? t('familyService.since', { from: formatDay(from) }) : ''
}

function daysWords(recurrence: Recurrence): string {
  if (recurrence.every === 'day') return t('familyService.everyDay')
  const span = asSpan(recurrence.on)
  if (span) {
    const [from, to] = [span.from, span.to].map((day) => t(`familyService.weekdays.${day}`))
    return t('familyService.span', { from, to })
  }
  return t('familyService.every', { days: formatList(recurrence.on.map((day) => t(`familyService.weekdays.${day}`))) })
}

/** "Samstag" says the same as "jeden Samstag", and need not be said twice. */
function plainDays(words: string): string {
  return words.toLowerCase().replace(/^jede[nr]? /, '')
}

/** The provider's own words carry the figure; where there are none, the amount must do. */
export function costWords({ amountCents, amountDescription }: Cost): string {
  if (amountDescription !== '') return amountDescription
  return amountCents === null ? t('familyService.noCosts') : formatCents(amountCents)
}

/** A link that a browser may follow: anything but the web could run something. */
export function webLink(url: string | null): string | null {
  return url !== null && /^https?:\/\//i.test(url) ? url : null
}
