import type { Role } from '../../policy/policy.ts'
import { visitor, type Viewer } from '../../policy/scope.ts'
import { type Account, findAccount } from '../../store/accounts.ts'
import type { Deps } from '../deps.ts'

/** Somebody by its account alone, as commands and builders need it; a request asks for the presence behind its cookie. */
export const findViewer =
  (deps: Deps) =>
  async (accountId: string | undefined): Promise<Viewer> => {
    const account = accountId === undefined ? undefined : await findAccount(deps.db, accountId)
    return account && !account.disabled && account.roles.length > 0 ? viewerOf(account, null) : visitor
  }

/** One role at a time, with all that it is held for; the first one where the chosen one is not held (any more). */
export function viewerOf(account: Pick<Account, 'id' | 'name' | 'roles'>, chosen: Role | null): Viewer {
  const role = account.roles.find((held) => held.role === chosen)?.role ?? account.roles[0].role
  const subjects = account.roles.filter((held) => held.role === role).map(({ subjectId }) => subjectId)
  return { accountId: account.id, name: account.name, role, subjects }
}
