import type { Role } from './policy.ts'

/**
 * Which role may give which, and take it away again; how far that reaches says the row `invitation.give` of the policy. A
 * parent's role is for its own family, so that HR can invite a parent and never end its role.
 */
const grants = {
  coordinator: ['coordinator', 'auditor', 'hr', 'kitaAdmin', 'provider'],
  hr: ['hr', 'parent'],
  kitaAdmin: ['kitaAdmin'],
  provider: ['kitaAdmin', 'serviceEditor'],
} as const satisfies Partial<Record<Role, readonly Role[]>>

export type GivenRole = (typeof grants)[keyof typeof grants][number]

export function rolesGivenBy(role: Role): readonly GivenRole[] {
  return Object.hasOwn(grants, role) ? grants[role as keyof typeof grants] : []
}

/** What a role is for; of an invited parent, the company that invites. */
export const institutionOf = {
  coordinator: 'consortium',
  auditor: 'consortium',
  hr: 'company',
  parent: 'company',
  kitaAdmin: 'kita',
  provider: 'provider',
  serviceEditor: 'provider',
} as const satisfies Record<GivenRole, string>
