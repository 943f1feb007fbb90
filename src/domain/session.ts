import type { Instant } from './day.ts'

/**
 * What was shown beside the password. `email` is a code for a new device: it says that the mailbox was open, and no more.
 * `company` was shown at the company's own provider, which an operator trusts for it.
 */
export type Factor = 'none' | 'email' | 'totp' | 'passkey' | 'recovery' | 'company'

const minute = 60_000
const hour = 60 * minute

/**
 * How long a session lives, in milliseconds without a click and in all. Staff sees many families, so the limits are those of NIST
 * SP 800-63B for two factors (AAL2: 30 minutes, 12 hours, a working day). A parent sees one family, mostly on a phone of its own:
 * the 30 days of one factor (AAL1), but no night without a click, because tablets are shared at home.
 */
export const sessionLimits = {
  staff: { idle: 30 * minute, absolute: 12 * hour },
  parent: { idle: 8 * hour, absolute: 30 * 24 * hour },
} as const

/** How long somebody who has just proved who it is may do what binds many people. */
export const freshFor = 5 * minute

/** Wrong codes after which a session ends: whoever guesses has to know the password again, and that is limited too. */
export const mostFailures = 5

type SessionTimes = { madeAt: Instant; lastSeenAt: Instant }

/** Every role but the parent's: who holds one of them needs a second factor, also while acting as a parent. */
export function isStaff(roles: readonly string[]): boolean {
  return roles.some((role) => role !== 'parent')
}

/** When a session ends if nobody clicks again. The strictest role held counts, because the others are one click away. */
export function sessionEnd({ madeAt, lastSeenAt }: SessionTimes, roles: readonly string[]): Instant {
  const { idle, absolute } = sessionLimits[isStaff(roles) ? 'staff' : 'parent']
  return new Date(Math.min(Date.parse(lastSeenAt) + idle, Date.parse(madeAt) + absolute)).toISOString()
}

/** Once a minute is enough to know who is idle, and spares a write at every click. */
export function isWorthNoting({ lastSeenAt }: SessionTimes, now: Instant): boolean {
  return Date.parse(now) - Date.parse(lastSeenAt) >= minute
}

export type Missing = 'second-factor' | 'device-code'

/** What is still to be shown before a session that knows its password reaches anything. */
export function missingOf(
  session: { factor: Factor; knownDevice: boolean },
  account: { roles: readonly string[]; hasFactor: boolean; asksDeviceCode: boolean },
): Missing | null {
  const showed = ['totp', 'passkey', 'recovery', 'company'].includes(session.factor)
  if (showed) return null
  if (account.hasFactor || isStaff(account.roles)) return 'second-factor'
  return account.asksDeviceCode && !session.knownDevice && session.factor !== 'email' ? 'device-code' : null
}

/**
 * Whether nothing has come to what somebody held. What a company's own sign-in opens was looked at as a whole (`mayEnter` of oidc.ts):
 * with another role, given or lent, it would open more than whoever runs it may.
 */
export function holdsNothingNew(now: readonly HeldRole[], then: readonly HeldRole[]): boolean {
  return now.every((role) => then.some((one) => one.role === role.role && one.subjectId === role.subjectId))
}

type HeldRole = { role: string; subjectId: string }

/** Until when what needs a fresh proof is open; null where nothing was proved. */
export function freshUntil(provedAt: Instant | null): Instant | null {
  return provedAt === null ? null : new Date(Date.parse(provedAt) + freshFor).toISOString()
}
