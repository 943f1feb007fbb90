import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { confirmAddress, showConfirmAddress } from './confirm-address.page.ts'
import { registerParent, showRegister, showRegistered } from './register-parent.page.ts'
import { showWelcome } from './welcome.page.ts'

export const registrationRoutes: readonly Route[] = [
  get(paths.register, 'show-register', 'anyone', showRegister),
  post(paths.register, 'register-parent', 'anyone', registerParent, { idempotent: true }),
  get(paths.registered, 'show-registered', 'anyone', showRegistered),
  get(paths.confirmAddress, 'show-confirm-address', 'anyone', showConfirmAddress),
  post(paths.confirmAddress, 'confirm-address', 'anyone', confirmAddress, { idempotent: true, states: ['open'] }),
  get(paths.welcome, 'show-welcome', 'anyone', showWelcome),
]
