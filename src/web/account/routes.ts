import { paths } from '../paths.ts'
import { get, post } from '../route.ts'
import { enrolTotp, showEnrolTotp } from '../sessions/enrol-totp.page.ts'
import { addPasskey, removeApp, removePasskey } from '../sessions/passkeys.page.ts'
import { askDeviceCodes, showAskDeviceCodes } from './ask-device-codes.page.ts'
import { endOneSession, endOtherSessions } from './end-own-sessions.page.ts'
import { makeRecoveryCodes, showRecoveryCodes } from './recovery-codes.page.ts'
import { showAccount } from './show-account.page.ts'
import { showPasskeys } from './show-passkeys.page.ts'

export const accountRoutes = [
  get(paths.account, 'show-account', 'account.view', showAccount),
  get(paths.accountApp, 'show-enrol-totp', 'account.secure', showEnrolTotp),
  post(paths.accountApp, 'enrol-totp', 'account.secure', enrolTotp),
  post(paths.removeApp, 'remove-app', 'account.secure', removeApp),
  get(paths.accountPasskeys, 'show-passkeys', 'account.secure', showPasskeys),
  post(paths.accountPasskeys, 'add-passkey', 'account.secure', addPasskey),
  post(paths.removePasskey, 'remove-passkey', 'account.secure', removePasskey),
  get(paths.recoveryCodes, 'show-recovery-codes', 'account.secure', showRecoveryCodes),
  post(paths.recoveryCodes, 'make-recovery-codes', 'account.secure', makeRecoveryCodes),
  get(paths.askDeviceCodes, 'show-ask-device-codes', 'account.secure', showAskDeviceCodes),
  post(paths.askDeviceCodes, 'ask-device-codes', 'account.secure', askDeviceCodes, { idempotent: true }),
  post(paths.endOtherSessions, 'end-other-sessions', 'account.view', endOtherSessions, { idempotent: true }),
  post(paths.endSession, 'end-session', 'account.view', endOneSession, { idempotent: true }),
]
