import type { Instant } from './day.ts'

const hour = 3_600_000
const day = 24 * hour

/** How long what somebody has been sent opens something. */
const lifetimes = { invitation: 7 * day, registration: 7 * day, emailChange: 7 * day, passwordReset: hour } as const

export function expiryOf(what: keyof typeof lifetimes, from: Instant): Instant {
  return new Date(Date.parse(from) + lifetimes[what]).toISOString()
}

/** More links than these for one account are not sent within the life of one: its mailbox has a good one already. */
export const mostOpenResets = 3

/** A person as it names itself. */
export type PersonName = { givenName: string; familyName: string }

export const displayNameOf = ({ givenName, familyName }: PersonName): string => `${givenName} ${familyName}`

/** What everybody knows of somebody: no password by itself. */
export const ownWordsOf = (name: string, email: string): string[] => ['Verbund-Kita', name, email.split('@')[0]]
