import { paths } from '../paths.ts'
import { get, post } from '../route.ts'
import { giveDeviceCode, sendDeviceCode, showDeviceCode } from './device-code.page.ts'
import { duringSignIn, enrolTotp, showEnrolTotp } from './enrol-totp.page.ts'
import { showHeldForm } from './held-form.page.ts'
import { addPasskey, givePasskeyTask } from './passkeys.page.ts'
import { proveAgain, proveAgainWithPasskey, showProveAgain } from './prove-again.page.ts'
import { giveRecoveryCode, giveSecondFactor, giveSecondPasskey, showSecondFactor } from './second-factor.page.ts'
import { showSignIn, signIn, signInWithPasskey, signOut } from './sign-in.page.ts'
import { switchRole } from './switch-role.page.ts'

export const sessionRoutes = [
  get(paths.signIn, 'show-sign-in', 'anyone', showSignIn),
  post(paths.signIn, 'sign-in', 'anyone', signIn),
  post(paths.signOut, 'sign-out', 'anyone', signOut, { idempotent: true, halfIn: true }),
  get(paths.secondFactor, 'show-second-factor', 'anyone', showSecondFactor, { halfIn: true }),
  post(paths.secondFactor, 'give-second-factor', 'anyone', giveSecondFactor, { halfIn: true }),
  get(paths.enrolSecondFactor, 'show-enrol-second-factor', 'anyone', duringSignIn(showEnrolTotp), { halfIn: true }),
  post(paths.enrolSecondFactor, 'enrol-second-factor', 'anyone', duringSignIn(enrolTotp), { halfIn: true }),
  post(paths.provePasskey, 'give-second-passkey', 'anyone', giveSecondPasskey, { halfIn: true }),
  post(paths.proveRecoveryCode, 'give-recovery-code', 'anyone', giveRecoveryCode, { halfIn: true }),
  post(paths.enrolPasskey, 'enrol-first-passkey', 'anyone', duringSignIn(addPasskey), { halfIn: true }),
  post(paths.passkeyTask, 'give-passkey-task', 'anyone', givePasskeyTask, { halfIn: true }),
  post(paths.passkeySignIn, 'sign-in-with-passkey', 'anyone', signInWithPasskey),
  post(paths.proveAgainPasskey, 'prove-again-with-passkey', 'account.view', proveAgainWithPasskey),
  get(paths.deviceCode, 'show-device-code', 'anyone', showDeviceCode, { halfIn: true }),
  post(paths.deviceCode, 'give-device-code', 'anyone', giveDeviceCode, { halfIn: true }),
  post(paths.sendDeviceCode, 'send-device-code', 'anyone', sendDeviceCode, { halfIn: true }),
  get(paths.heldForm, 'show-held-form', 'account.view', showHeldForm),
  get(paths.proveAgain, 'show-prove-again', 'account.view', showProveAgain),
  post(paths.proveAgain, 'prove-again', 'account.view', proveAgain),
  post(paths.switchRole, 'switch-role', 'account.view', switchRole, { idempotent: true }),
]
