import type { Instant } from '../../domain/day.ts'
import { may } from '../../policy/scope.ts'
import type { Presence, SignedIn } from '../sessions/find-presence.ts'

/**
 * Whose factors may be added to: those of whoever has just proved who it is, and of staff that has none yet, because it comes in
 * no other way. Whoever has one must show it first: else a password would be enough to add another.
 */
export function mayAddFactor({ viewer, session }: Presence, now: Instant): SignedIn | undefined {
  if (!session) return undefined
  const fresh = session.freshUntil !== null && now < session.freshUntil
  if (fresh && may(viewer, 'account.secure', { accountIds: [session.accountId] })) return session
  return session.missing === 'second-factor' && !session.hasFactor ? session : undefined
}
