import type { Role } from '../../policy/policy.ts'
import { visitor, type Viewer } from '../../policy/scope.ts'
import { type Account, findAccount, type HeldRole } from '../../store/accounts.ts'
import type { Deps } from '../deps.ts'

/** Somebody by its account alone, as commands and builders need it; a request asks for the presence behind its cookie. */
export const findViewer =
  (deps: Deps) =>
  async (accountId: string | undefined): Promise<Viewer> => {
    const account = accountId === undefined ? undefined : await findAccount(deps.db, accountId, deps.now())
    return account && !account.disabled && account.roles.length > 0 ? viewerOf(account, null) : visitor
  }

/** One role at a time, with all that it is held for; the first one where the chosen one is not held (any more). */
export function viewerOf(account: Pick<Account, 'id' | 'name' | 'roles'>, chosen: Role | null): Viewer {
  const role = account.roles.find((held) => held.role === chosen)?.role ?? account.roles[0].role
  const held = account.roles.filter((one) => one.role === role)
  const subjects = held.map(({ subjectId }) => subjectId)
  const standsIn = standsInOf(held)
  return { accountId: account.id, name: account.name, role, subjects, ...(standsIn.length > 0 && { standsIn }) }
}

/** For whom somebody acts in a role at present, and until which day. */
function standsInOf(held: readonly HeldRole[]): NonNullable<Viewer['standsIn']> {
  return held.flatMap((role) => ('insteadOf' in role ? [{ name: role.insteadOf.name, until: role.until }] : []))
}
