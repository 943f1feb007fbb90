import { paths } from '../paths.ts'
import { get, post } from '../route.ts'
import { enrolTotp, showEnrolTotp } from '../sessions/enrol-totp.page.ts'
import { showAccount } from './show-account.page.ts'

export const accountRoutes = [
  get(paths.account, 'show-account', 'account.view', showAccount),
  get(paths.accountApp, 'show-enrol-totp', 'account.secure', showEnrolTotp),
  post(paths.accountApp, 'enrol-totp', 'account.secure', enrolTotp),
]
