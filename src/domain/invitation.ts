import type { Instant } from './day.ts'

export type InvitationState = 'open' | 'accepted' | 'revoked' | 'expired'

export function stateOfInvitation(
  invitation: { acceptedAt: Instant | null; revokedAt: Instant | null; expiresAt: Instant },
  now: Instant,
): InvitationState {
  if (invitation.acceptedAt !== null) return 'accepted'
  if (invitation.revokedAt !== null) return 'revoked'
  return invitation.expiresAt > now ? 'open' : 'expired'
}
