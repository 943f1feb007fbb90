import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { disableAccount, endRole, showDisableAccount, showEndRole, showRoleHolders } from './list-role-holders.page.ts'

export const roleHolderRoutes: readonly Route[] = [
  get(paths.roleHolders, 'show-role-holders', 'roleHolder.view', showRoleHolders),
  get(paths.endRole, 'show-end-role', 'role.end', showEndRole),
  post(paths.endRole, 'end-role', 'role.end', endRole, { idempotent: true }),
  get(paths.disableAccount, 'show-disable-account', 'account.disable', showDisableAccount),
  post(paths.disableAccount, 'disable-account', 'account.disable', disableAccount, { idempotent: true }),
]
