import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { acceptInvitation, showInvitation } from './accept-invitation.page.ts'
import { giveInvitation, reissueInvitation, revokeInvitation, showInvitations } from './list-invitations.page.ts'

export const invitationRoutes: readonly Route[] = [
  get(paths.invitations, 'show-invitations', 'invitation.view', showInvitations),
  post(paths.invitations, 'give-invitation', 'invitation.give', giveInvitation, { idempotent: true }),
  post(paths.reissueInvitation, 'reissue-invitation', 'invitation.give', reissueInvitation, {
    idempotent: true,
    states: ['open', 'expired'],
  }),
  post(paths.revokeInvitation, 'revoke-invitation', 'invitation.give', revokeInvitation, {
    idempotent: true,
    states: ['open', 'expired'],
  }),
  get(paths.invitation, 'show-invitation', 'anyone', showInvitation),
  post(paths.invitation, 'accept-invitation', 'anyone', acceptInvitation, { idempotent: true, states: ['open'] }),
]
