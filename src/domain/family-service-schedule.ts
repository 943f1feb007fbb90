import type { Day } from './day.ts'

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]

/** When something recurs, as far as we can say it in words. */
export type Recurrence = { every: 'day' } | { every: 'week'; on: Weekday[] }

/**
 * Reads the few forms of an RRULE (RFC 5545) that providers use: every day, or certain days of every week. Whatever else a
 * rule may say would be told wrongly by half, so it gives undefined, and the provider's own words must do.
 */
export function readRecurrence(rrule: string): Recurrence | undefined {
  const parts = new Map<string, string>()
  for (const part of rrule
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .replace(/;$/, '')
    .split(';')) {
    const [, name, value] = /^([A-Z]+)=([A-Z0-9,]+)$/.exec(part) ?? []
    if (name === undefined || parts.has(name)) return undefined
    parts.set(name, value)
  }
  if (parts.get('INTERVAL') === '1') parts.delete('INTERVAL')
  const frequency = parts.get('FREQ')
  const days = parts.get('BYDAY')
  parts.delete('FREQ')
  parts.delete('BYDAY')
  if (parts.size > 0) return undefined
  if (frequency === 'DAILY') return days === undefined ? { every: 'day' } : undefined
  if (frequency !== 'WEEKLY' || days === undefined) return undefined
  const named = days.split(',')
  const on = weekdays.filter((day) => named.includes(day))
  if (named.length !== on.length) return undefined
  return on.length === weekdays.length ? { every: 'day' } : { every: 'week', on }
}

/** Days without a gap, such as Monday to Friday, as their first and last; three of them at least. */
export function asSpan(days: readonly Weekday[]): { from: Weekday; to: Weekday } | undefined {
  const places = days.map((day) => weekdays.indexOf(day))
  const first = places.at(0)
  const last = places.at(-1)
  if (first === undefined || last === undefined || days.length < 3) return undefined
  return last - first === days.length - 1 ? { from: weekdays[first], to: weekdays[last] } : undefined
}

/** An entry whose last day is over is no longer told. */
export function isOver(schedule: { validTo: Day | null }, today: Day): boolean {
  return schedule.validTo !== null && schedule.validTo < today
}
