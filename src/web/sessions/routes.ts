import { paths } from '../paths.ts'
import { get, post } from '../route.ts'
import { showSignIn, signIn, signOut } from './sign-in.page.ts'

export const sessionRoutes = [
  get(paths.signIn, 'show-sign-in', 'anyone', showSignIn),
  post(paths.signIn, 'sign-in', 'anyone', signIn),
  post(paths.signOut, 'sign-out', 'anyone', signOut, { idempotent: true }),
]
