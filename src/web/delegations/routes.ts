import { paths } from '../paths.ts'
import { get, post } from '../route.ts'
import { beginDelegation, endDelegation, showDelegations } from './show-delegations.page.ts'

export const delegationRoutes = [
  get(paths.delegations, 'show-delegations', 'delegation.view', showDelegations),
  post(paths.delegations, 'begin-delegation', 'delegation.begin', beginDelegation, { idempotent: true }),
  post(paths.endDelegation, 'end-delegation', 'delegation.end', endDelegation, { idempotent: true }),
]
