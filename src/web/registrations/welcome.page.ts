import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

const reasons = { registrierung: 'registered', einladung: 'invited', passwort: 'password', email: 'email' } as const

/** What was done, and the way to sign in: nobody is signed in by a link alone. */
export function showWelcome({ query }: Visit): Reply {
  const after = query.nach ?? ''
  const reason = Object.hasOwn(reasons, after) ? reasons[after as keyof typeof reasons] : undefined
  if (reason === undefined) return { kind: 'redirect', to: paths.start.href() }
  const head = t(`welcome.titles.${reason}`)
  return {
    kind: 'page',
    view: 'registrations/welcome',
    page: 'welcome',
    title: head,
    state: reason,
    data: { head, title: t(`welcome.${reason}`), text: t(`welcome.${reason}Text`), signIn: paths.signIn.href() },
  }
}
