import { needsStepUp, reachOf, roles, type Role } from '../policy/policy.ts'
import type { Route } from './route.ts'
import { routes } from './routes.ts'

export type RouteDescription = {
  method: string
  path: string
  action: string
  permission: Route['permission']
  roles: Role[]
  /** Role → how far it reaches there. */
  reach: Partial<Record<Role, string>>
  stepUp: boolean
  idempotent: boolean
  states: readonly string[]
  /** Open to whoever has shown a password and not yet the second factor. */
  halfIn: boolean
}

/** The route table as data, with what the policy makes of each permission. */
export function describeRoutes(): RouteDescription[] {
  return routes.map(({ method, path, action, permission, idempotent, states, halfIn }) => {
    const reach: Partial<Record<Role, string>> = {}
    for (const role of roles) {
      const far = permission === 'anyone' ? 'everywhere' : reachOf(role, permission)
      if (far) reach[role] = far
    }
    const names = roles.filter((role) => reach[role] !== undefined)
    return {
      method: method.toUpperCase(),
      path,
      action,
      permission,
      roles: names,
      reach,
      stepUp: permission !== 'anyone' && needsStepUp(permission),
      idempotent,
      states,
      halfIn,
    }
  })
}
