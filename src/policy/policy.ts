/** Who may do what, and how far it reaches. An absent role means no. */
export const roles = [
  'visitor',
  'parent',
  'hr',
  'kitaAdmin',
  'provider',
  'serviceEditor',
  'auditor',
  'coordinator',
] as const
export type Role = (typeof roles)[number]

export const reaches = [
  'own-account',
  'own-family',
  'own-company',
  'own-kita',
  'own-provider',
  'own-consortium',
  'everywhere',
] as const
export type Reach = (typeof reaches)[number]

const everybody = {
  visitor: 'everywhere',
  parent: 'everywhere',
  hr: 'everywhere',
  kitaAdmin: 'everywhere',
  provider: 'everywhere',
  serviceEditor: 'everywhere',
  auditor: 'everywhere',
  coordinator: 'everywhere',
} as const

const staff = {
  hr: 'own-account',
  kitaAdmin: 'own-account',
  provider: 'own-account',
  serviceEditor: 'own-account',
  auditor: 'own-account',
  coordinator: 'own-account',
} as const

const everybodySignedIn = { parent: 'own-account', ...staff } as const

/** Which roles each of them gives stands in `grants.ts`. */
const whoGivesRoles = {
  hr: 'own-company',
  kitaAdmin: 'own-kita',
  provider: 'own-provider',
  coordinator: 'own-consortium',
} as const

export const policy = {
  'consortium.view': { auditor: 'own-consortium', coordinator: 'own-consortium' },
  'round.view': { auditor: 'own-consortium', coordinator: 'own-consortium' },
  'round.freeze': { coordinator: 'own-consortium' },
  'round.thaw': { coordinator: 'own-consortium' },
  'round.draw': { coordinator: 'own-consortium' },
  'dryRun.view': { coordinator: 'own-consortium' },
  'dryRun.start': { coordinator: 'own-consortium' },
  'round.release': { coordinator: 'own-consortium' },
  'outcome.view': { auditor: 'own-consortium', coordinator: 'own-consortium' },
  'child.lookUp': { coordinator: 'own-consortium' },
  'pointsCatalogue.view': { auditor: 'own-consortium', coordinator: 'own-consortium' },
  'pointsCatalogue.preview': { coordinator: 'own-consortium' },
  'quota.view': {
    hr: 'own-company',
    provider: 'own-provider',
    auditor: 'own-consortium',
    coordinator: 'own-consortium',
  },
  'placeRequest.list': { hr: 'own-company' },
  'placeRequest.open': { hr: 'own-company' },
  'placeRequest.view': { parent: 'own-family' },
  // Of HR who said that they work for its company; of a parent which companies it named, and what they say.
  'employment.view': { hr: 'own-company' },
  'employment.confirm': { hr: 'own-company' },
  'employer.view': { parent: 'own-account' },
  'familyData.view': { parent: 'own-family' },
  'familyData.change': { parent: 'own-family' },
  'ownData.export': everybodySignedIn,
  'ownData.delete': everybodySignedIn,
  'siblingChoice.choose': { parent: 'own-family' },
  'placeClass.view': { kitaAdmin: 'own-kita', provider: 'own-provider' },
  'placeClass.declare': { kitaAdmin: 'own-kita' },
  'proposal.view': { kitaAdmin: 'own-kita', provider: 'own-provider' },
  'delegation.view': staff,
  'delegation.begin': staff,
  'delegation.end': { ...staff, coordinator: 'own-consortium' },
  'draw.view': everybody,
  'draw.family': { parent: 'own-family' },
  'draw.audit': { auditor: 'own-consortium', coordinator: 'own-consortium' },
  'familyService.view': everybody,
  'oidcIdentity.link': { hr: 'own-company' },
  // Counts and reasons of a whole installation; no address, so that every coordinator may look.
  'outbox.view': { coordinator: 'everywhere' },
  'outbox.retry': { coordinator: 'everywhere' },
  'account.view': everybodySignedIn,
  'account.secure': everybodySignedIn,
  'trailHead.view': everybody,
  'password.change': everybodySignedIn,
  'companyCode.view': { hr: 'own-company' },
  'companyCode.make': { hr: 'own-company' },
  'companyCode.withdraw': { hr: 'own-company' },
  'invitation.view': whoGivesRoles,
  'invitation.give': whoGivesRoles,
  'roleHolder.view': whoGivesRoles,
  'role.end': whoGivesRoles,
  'account.disable': { coordinator: 'own-consortium' },
  'familyLook.view': { parent: 'own-family' },
  'trail.view': { auditor: 'own-consortium', coordinator: 'own-consortium' },
  'trail.viewOwn': { hr: 'own-company', kitaAdmin: 'own-kita', provider: 'own-provider' },
} as const satisfies Record<string, Partial<Record<Role, Reach>>>

export type Permission = keyof typeof policy

/**
 * What needs a second factor shown in the last minutes, because it binds many people or carries their data away: freeze, thaw,
 * draw, release, exports of personal data; or because it decides who comes in, holds or lends a role or belongs to a ticket.
 */
const stepUpPermissions: ReadonlySet<Permission> = new Set([
  'round.freeze',
  'round.thaw',
  'round.draw',
  'round.release',
  'draw.audit',
  'account.secure',
  'ownData.export',
  'ownData.delete',
  'invitation.give',
  'role.end',
  'account.disable',
  'child.lookUp',
  'delegation.begin',
])

export function needsStepUp(permission: Permission): boolean {
  return stepUpPermissions.has(permission)
}

/** How far a permission reaches for a role; undefined means no. */
export function reachOf(role: Role, permission: Permission): Reach | undefined {
  const row: Partial<Record<Role, Reach>> = policy[permission]
  return row[role]
}
