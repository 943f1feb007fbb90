import { paths } from './paths.ts'
import type { Route } from './route.ts'
import { showLegal } from './legal/show-legal.page.ts'
import { showSignIn, signIn, signOut } from './sessions/sign-in.page.ts'
import { showStart } from './start/show-start.page.ts'

const page = (
  path: { pattern: string },
  action: string,
  permission: Route['permission'],
  handle: Route['handle'],
): Route => ({
  method: 'get',
  path: path.pattern,
  action,
  permission,
  idempotent: true,
  states: [],
  handle,
})

/** The table that the app is built from. */
export const routes: readonly Route[] = [
  page(paths.start, 'show-start', 'anyone', showStart),
  page(paths.signIn, 'show-sign-in', 'anyone', showSignIn),
  { ...page(paths.signIn, 'sign-in', 'anyone', signIn), method: 'post', idempotent: false },
  { ...page(paths.signOut, 'sign-out', 'anyone', signOut), method: 'post' },
  page(paths.imprint, 'show-imprint', 'anyone', showLegal('imprint')),
  page(paths.privacy, 'show-privacy', 'anyone', showLegal('privacy')),
  page(paths.accessibility, 'show-accessibility', 'anyone', showLegal('accessibility')),
  page(paths.licences, 'show-licences', 'anyone', showLegal('licences')),
]
