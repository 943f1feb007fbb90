import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { changePassword, showChangePassword } from './change-password.page.ts'
import { askForPasswordReset, showForgotPassword, showResetAsked } from './forgot-password.page.ts'
import { resetPassword, showResetPassword } from './reset-password.page.ts'

export const passwordRoutes: readonly Route[] = [
  get(paths.forgotPassword, 'show-forgot-password', 'anyone', showForgotPassword),
  post(paths.forgotPassword, 'ask-for-password-reset', 'anyone', askForPasswordReset, { idempotent: true }),
  get(paths.resetAsked, 'show-reset-asked', 'anyone', showResetAsked),
  get(paths.resetPassword, 'show-reset-password', 'anyone', showResetPassword),
  post(paths.resetPassword, 'reset-password', 'anyone', resetPassword, { idempotent: true }),
  get(paths.changePassword, 'show-change-password', 'password.change', showChangePassword),
  post(paths.changePassword, 'change-password', 'password.change', changePassword, { idempotent: true }),
]
