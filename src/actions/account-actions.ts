import type { Deps } from './deps.ts'
import { linkOidcIdentity } from './oidc/link-oidc-identity.ts'
import { listOidcIdentities } from './oidc/list-oidc-identities.ts'
import { signInByOidc } from './oidc/sign-in-by-oidc.ts'
import { unlinkOidcIdentity } from './oidc/unlink-oidc-identity.ts'
import { beginDelegation } from './delegations/begin-delegation.ts'
import { endDelegation } from './delegations/end-delegation.ts'
import { showDelegations } from './delegations/show-delegations.ts'
import { changeContact } from './family-data/change-contact.ts'
import { changeParticulars } from './family-data/change-particulars.ts'
import { showFamilyData } from './family-data/show-family-data.ts'
import { askForEmailChange } from './email-changes/ask-for-email-change.ts'
import { confirmEmailChange } from './email-changes/confirm-email-change.ts'
import { purgeEmailChanges } from './email-changes/purge-email-changes.ts'
import { showEmailChange } from './email-changes/show-email-change.ts'
import { withdrawEmailChange } from './email-changes/withdraw-email-change.ts'
import { reseal } from './keys/reseal.ts'
import { purge } from './retention/purge.ts'
import { purgeOnceADay } from './retention/purge-once-a-day.ts'
import { requestDeletion } from './own-data/request-deletion.ts'
import { showDeletion } from './own-data/show-deletion.ts'
import { withdrawDeletion } from './own-data/withdraw-deletion.ts'
import { showOwnData } from './own-data/show-own-data.ts'
import { createFirstCoordinator } from './accounts/create-first-coordinator.ts'
import { disableAccountAsOperator } from './accounts/disable-account-as-operator.ts'
import { resetFactor } from './accounts/reset-factor.ts'
import { endOwnSessions } from './accounts/end-own-sessions.ts'
import { showAccount } from './accounts/show-account.ts'
import { askDeviceCodes } from './devices/ask-device-codes.ts'
import { proveWithDeviceCode } from './devices/prove-with-device-code.ts'
import { sendDeviceCode } from './devices/send-device-code.ts'
import { addPasskey } from './factors/add-passkey.ts'
import { makeRecoveryCodes } from './factors/make-recovery-codes.ts'
import { preparePasskey } from './factors/prepare-passkey.ts'
import { proveWithPasskey } from './factors/prove-with-passkey.ts'
import { proveWithRecoveryCode } from './factors/prove-with-recovery-code.ts'
import { removePasskey } from './factors/remove-passkey.ts'
import { removeTotp } from './factors/remove-totp.ts'
import { signInWithPasskey } from './sessions/sign-in-with-passkey.ts'
import { enrolTotp } from './factors/enrol-totp.ts'
import { prepareTotp } from './factors/prepare-totp.ts'
import { proveWithPassword } from './factors/prove-with-password.ts'
import { proveWithTotp } from './factors/prove-with-totp.ts'
import { registerParent } from './registrations/register-parent.ts'
import { showRegistration } from './registrations/show-registration.ts'
import { confirmAddress } from './registrations/confirm-address.ts'
import { purgeRegistrations } from './registrations/purge-registrations.ts'
import { listCompanyCodes } from './company-codes/list-company-codes.ts'
import { answerEmployment } from './employments/answer-employment.ts'
import { listEmployments, listOwnEmployers } from './employments/list-employments.ts'
import { makeCompanyCode } from './company-codes/make-company-code.ts'
import { withdrawCompanyCode } from './company-codes/withdraw-company-code.ts'
import { askForPasswordReset } from './passwords/ask-for-password-reset.ts'
import { showPasswordReset } from './passwords/show-password-reset.ts'
import { changePassword } from './passwords/change-password.ts'
import { resetPassword } from './passwords/reset-password.ts'
import { listRoleHolders } from './role-holders/list-role-holders.ts'
import { endRole } from './role-holders/end-role.ts'
import { disableAccount } from './role-holders/disable-account.ts'
import { listInvitations } from './invitations/list-invitations.ts'
import { giveInvitation } from './invitations/give-invitation.ts'
import { reissueInvitation } from './invitations/reissue-invitation.ts'
import { revokeInvitation } from './invitations/revoke-invitation.ts'
import { showInvitation } from './invitations/show-invitation.ts'
import { findViewer } from './sessions/find-viewer.ts'
import { endSession } from './sessions/end-session.ts'
import { findPresence } from './sessions/find-presence.ts'
import { switchRole } from './sessions/switch-role.ts'
import { signIn } from './sessions/sign-in.ts'

/** The part of the table of contents that is about people: who comes in, what they hold, what is kept of them. */
export const createAccountActions = (deps: Deps) => ({
  signIn: signIn(deps),
  signInByOidc: signInByOidc(deps),
  linkOidcIdentity: linkOidcIdentity(deps),
  unlinkOidcIdentity: unlinkOidcIdentity(deps),
  listOidcIdentities: listOidcIdentities(deps),
  findViewer: findViewer(deps),
  findPresence: findPresence(deps),
  switchRole: switchRole(deps),
  endSession: endSession(deps),
  prepareTotp: prepareTotp(deps),
  enrolTotp: enrolTotp(deps),
  proveWithTotp: proveWithTotp(deps),
  proveWithPassword: proveWithPassword(deps),
  registerParent: registerParent(deps),
  showRegistration: showRegistration(deps),
  confirmAddress: confirmAddress(deps),
  purgeRegistrations: purgeRegistrations(deps),
  listCompanyCodes: listCompanyCodes(deps),
  makeCompanyCode: makeCompanyCode(deps),
  listEmployments: listEmployments(deps),
  listOwnEmployers: listOwnEmployers(deps),
  answerEmployment: answerEmployment(deps),
  withdrawCompanyCode: withdrawCompanyCode(deps),
  askForPasswordReset: askForPasswordReset(deps),
  showPasswordReset: showPasswordReset(deps),
  resetPassword: resetPassword(deps),
  changePassword: changePassword(deps),
  listRoleHolders: listRoleHolders(deps),
  endRole: endRole(deps),
  disableAccountAsOperator: disableAccountAsOperator(deps),
  listInvitations: listInvitations(deps),
  giveInvitation: giveInvitation(deps),
  reissueInvitation: reissueInvitation(deps),
  revokeInvitation: revokeInvitation(deps),
  showInvitation: showInvitation(deps),
  showDelegations: showDelegations(deps),
  beginDelegation: beginDelegation(deps),
  endDelegation: endDelegation(deps),
  proveWithPasskey: proveWithPasskey(deps),
  proveWithRecoveryCode: proveWithRecoveryCode(deps),
  signInWithPasskey: signInWithPasskey(deps),
  askDeviceCodes: askDeviceCodes(deps),
  proveWithDeviceCode: proveWithDeviceCode(deps),
  sendDeviceCode: sendDeviceCode(deps),
  preparePasskey: preparePasskey(deps),
  addPasskey: addPasskey(deps),
  removePasskey: removePasskey(deps),
  removeTotp: removeTotp(deps),
  makeRecoveryCodes: makeRecoveryCodes(deps),
  createFirstCoordinator: createFirstCoordinator(deps),
  resetFactor: resetFactor(deps),
  disableAccount: disableAccount(deps),
  showAccount: showAccount(deps),
  endOwnSessions: endOwnSessions(deps),
  askForEmailChange: askForEmailChange(deps),
  showEmailChange: showEmailChange(deps),
  confirmEmailChange: confirmEmailChange(deps),
  withdrawEmailChange: withdrawEmailChange(deps),
  purgeEmailChanges: purgeEmailChanges(deps),
  showFamilyData: showFamilyData(deps),
  changeContact: changeContact(deps),
  changeParticulars: changeParticulars(deps),
  showOwnData: showOwnData(deps),
  showDeletion: showDeletion(deps),
  requestDeletion: requestDeletion(deps),
  withdrawDeletion: withdrawDeletion(deps),
  purge: purge(deps),
  reseal: reseal(deps),
  purgeOnceADay: purgeOnceADay(deps),
})
