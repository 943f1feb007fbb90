import { paths } from '../paths.ts'
import { get, post } from '../route.ts'
import { duringSignIn, enrolTotp, showEnrolTotp } from './enrol-totp.page.ts'
import { proveAgain, showProveAgain } from './prove-again.page.ts'
import { giveSecondFactor, showSecondFactor } from './second-factor.page.ts'
import { showSignIn, signIn, signOut } from './sign-in.page.ts'
import { switchRole } from './switch-role.page.ts'

export const sessionRoutes = [
  get(paths.signIn, 'show-sign-in', 'anyone', showSignIn),
  post(paths.signIn, 'sign-in', 'anyone', signIn),
  post(paths.signOut, 'sign-out', 'anyone', signOut, { idempotent: true, halfIn: true }),
  get(paths.secondFactor, 'show-second-factor', 'anyone', showSecondFactor, { halfIn: true }),
  post(paths.secondFactor, 'give-second-factor', 'anyone', giveSecondFactor, { halfIn: true }),
  get(paths.enrolSecondFactor, 'show-enrol-second-factor', 'anyone', duringSignIn(showEnrolTotp), { halfIn: true }),
  post(paths.enrolSecondFactor, 'enrol-second-factor', 'anyone', duringSignIn(enrolTotp), { halfIn: true }),
  get(paths.proveAgain, 'show-prove-again', 'account.view', showProveAgain),
  post(paths.proveAgain, 'prove-again', 'account.view', proveAgain),
  post(paths.switchRole, 'switch-role', 'account.view', switchRole, { idempotent: true }),
]
