import type { Role } from '../policy/policy.ts'
import type { Viewer } from '../policy/scope.ts'
import { paths } from './paths.ts'
import { t, type WordKey } from './words.ts'

export type NavigationLink = { href: string; text: string; current: boolean }

const services = { path: paths.familyServices, word: 'site.navFamilyServices' } as const

/** For whoever gives roles. */
const people = [
  { path: paths.invitations, word: 'invitations.title' },
  { path: paths.roleHolders, word: 'roleHolders.title' },
] as const

/** Where each role begins, and what it finds in the head of every page. */
const links: Record<Role, readonly { path: { href: () => string }; word: WordKey }[]> = {
  visitor: [{ path: paths.start, word: 'site.home' }, services, { path: paths.draws, word: 'draw.listTitle' }],
  parent: [
    { path: paths.family, word: 'site.navFamily' },
    { path: paths.familyData, word: 'familyData.title' },
    services,
  ],
  hr: [
    { path: paths.company, word: 'site.navCompany' },
    { path: paths.openPlaceRequest, word: 'site.navOpenPlaceRequest' },
    { path: paths.employments, word: 'employment.nav' },
    { path: paths.companyCodes, word: 'companyCodes.title' },
    ...people,
    services,
  ],
  kitaAdmin: [{ path: paths.kitas, word: 'site.navKitas' }, ...people, services],
  provider: [
    { path: paths.kitas, word: 'site.navProviderKitas' },
    { path: paths.company, word: 'site.navQuotas' },
    ...people,
    services,
  ],
  serviceEditor: [services],
  auditor: [
    { path: paths.consortia, word: 'site.navConsortia' },
    { path: paths.trailHeads, word: 'trail.name' },
    { path: paths.company, word: 'site.navQuotas' },
    services,
  ],
  coordinator: [
    { path: paths.consortia, word: 'site.navConsortia' },
    { path: paths.company, word: 'site.navQuotas' },
    ...people,
    services,
  ],
}

export function navigationOf(viewer: Viewer, path: string): NavigationLink[] {
  return links[viewer.role].map((link) => ({
    href: link.path.href(),
    text: t(link.word),
    current: link.path.href() === path,
  }))
}

/** The first page of a role: where it lands after the sign-in. */
export function homeOf(role: Role): string {
  return links[role][0].path.href()
}
