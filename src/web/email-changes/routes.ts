import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { askForEmailChange, showChangeEmail, withdrawEmailChange } from './change-email.page.ts'
import { confirmEmailChange, showEmailChange } from './confirm-email-change.page.ts'

export const emailChangeRoutes: readonly Route[] = [
  get(paths.changeEmail, 'show-change-email', 'account.secure', showChangeEmail),
  post(paths.changeEmail, 'ask-for-email-change', 'account.secure', askForEmailChange, { idempotent: true }),
  get(paths.confirmEmailChange, 'show-email-change', 'account.view', showEmailChange),
  post(paths.confirmEmailChange, 'confirm-email-change', 'account.view', confirmEmailChange, { idempotent: true }),
  post(paths.withdrawEmailChange, 'withdraw-email-change', 'account.view', withdrawEmailChange, { idempotent: true }),
]
