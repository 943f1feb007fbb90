import { visitor, type Viewer } from '../../policy/scope.ts'
import { findAccount } from '../../store/accounts.ts'
import type { Deps } from '../deps.ts'

/** Who a session belongs to, looked up at every request: a role that was taken away ends with the next click. */
export const findViewer =
  (deps: Deps) =>
  async (accountId: string | undefined): Promise<Viewer> => {
    const account = accountId === undefined ? undefined : await findAccount(deps.db, accountId)
    if (!account || account.disabled || account.roles.length === 0) return visitor
    const [{ role }] = account.roles
    const subjects = account.roles.filter((held) => held.role === role).map(({ subjectId }) => subjectId)
    return { accountId: account.id, name: account.name, role, subjects }
  }
