import type { Instant } from './day.ts'
import type { Mail } from './mail.ts'

export const mailStates = ['queued', 'sending', 'sent', 'stuck', 'expired'] as const
/** `stuck` waits for a person; `expired` was never sent, because its link would have opened nothing any more. */
export type MailState = (typeof mailStates)[number]

/** Why a mail did not leave: a closed list, because a server's own words may hold an address. */
export const mailTroubles = [
  'refused',
  'put-off',
  'sign-in-refused',
  'insecure',
  'unreachable',
  'timeout',
  'folder',
  'unreadable',
  'unexpected',
] as const
export type MailTrouble = (typeof mailTroubles)[number]

/** What came of one attempt. `forGood`: another attempt would be refused as well. */
export type Delivery = { ok: true } | { ok: false; trouble: MailTrouble; forGood: boolean }

/** How a mail stands after an attempt. `forget`: whoever reads the database later must not find what it carried. */
export type MailOutcome = { state: MailState; nextAttemptAt: Instant; trouble: MailTrouble | null; forget: boolean }

const minute = 60_000
const hour = 60 * minute
/** Two days in all, as long as mail servers are down over a weekend's maintenance; RFC 5321, 4.5.4.1 wants growing pauses. */
const pauses = [minute, 5 * minute, 15 * minute, hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour]

/** @param attempts begun so far, this one among them */
export function outcomeOf(mail: Mail, delivery: Delivery, attempts: number, now: Instant): MailOutcome {
  if (delivery.ok) return { state: 'sent', nextAttemptAt: now, trouble: null, forget: opensDoors(mail) }
  const { trouble } = delivery
  const pause = pauses.at(attempts - 1)
  if (delivery.forGood || pause === undefined) return { state: 'stuck', nextAttemptAt: now, trouble, forget: false }
  const nextAttemptAt = new Date(Date.parse(now) + pause).toISOString()
  return { state: 'queued', nextAttemptAt, trouble, forget: false }
}

/** Whether whoever reads it may act with what stands in it. */
export function opensDoors({ values }: Mail): boolean {
  return 'token' in values || 'code' in values
}

/** A link or code that would be refused by the time it arrives only annoys. */
export function hasRunOut({ values }: Mail, now: Instant): boolean {
  return 'until' in values && values.until <= now
}
