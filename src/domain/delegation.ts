import { type Day, dayOf, daysAfter, endOfGermanDay, type Instant } from './day.ts'
import { ok, refuse, type Result } from './result.ts'

/** One role for one thing, lent to somebody else for a holiday. Both days belong to it. */
export type Delegation = {
  id: string
  from: string
  to: string
  role: string
  subjectId: string
  validFrom: Day
  validTo: Day
  endedAt: Instant | null
  version: number
}

/** Longer than a holiday is a change of office, which is another act by other people. */
export const longestInDays = 60

export type BeginDelegationRefusal = { kind: 'delegation-days' } | { kind: 'delegation-too-long' }

/** @param today it begins today at the earliest */
export function beginDelegation(
  days: { validFrom: Day; validTo: Day },
  today: Day,
): Result<{ validFrom: Day; validTo: Day }, BeginDelegationRefusal> {
  const { validFrom, validTo } = days
  if (validFrom < today || validTo < validFrom) return refuse({ kind: 'delegation-days' })
  if (validTo > daysAfter(validFrom, longestInDays - 1)) return refuse({ kind: 'delegation-too-long' })
  return ok(days)
}

export type EndDelegationRefusal = { kind: 'delegation-over' }

export function endDelegation(
  delegation: Delegation,
  now: Instant,
): Result<Delegation & { endedAt: Instant }, EndDelegationRefusal> {
  if (delegation.endedAt !== null || now > endOfGermanDay(delegation.validTo))
    return refuse({ kind: 'delegation-over' })
  return ok({ ...delegation, endedAt: now })
}

/** Whether it lends its role at an instant: from the first day on, to the end of the last, both in Germany. */
export function isInForce(
  { validFrom, validTo, endedAt }: Pick<Delegation, 'validFrom' | 'validTo' | 'endedAt'>,
  at: Instant,
): boolean {
  const day = dayOf(at)
  return validFrom <= day && day <= validTo && (endedAt === null || at < endedAt)
}

type Act = { by: string; at: Instant }

/**
 * Whether two acts that take two persons come from one: the same, or somebody and whoever stood in for it in either act. Whoever
 * acts for another does not check what that other has done.
 */
export function countAsOnePerson(one: Act, other: Act, delegations: readonly Delegation[]): boolean {
  if (one.by === other.by) return true
  return delegations.some(
    (delegation) =>
      [one.by, other.by].includes(delegation.from) &&
      [one.by, other.by].includes(delegation.to) &&
      [one, other].some(({ by, at }) => by === delegation.to && isInForce(delegation, at)),
  )
}
