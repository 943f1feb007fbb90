import type { Day } from '../domain/day.ts'
import { type Permission, reachOf, type Role } from './policy.ts'

/** Who looks: the role it acts in, and the families, companies, Kitas, providers or consortia that this role is held for. */
export type Viewer = {
  accountId: string | null
  name: string
  role: Role
  subjects: readonly string[]
  /** Whose subjects are among them only for a holiday. */
  standsIn?: readonly { name: string; until: Day }[]
}

export const visitor: Viewer = { accountId: null, name: '', role: 'visitor', subjects: [] }

/** Whose something is. What is left out belongs to nobody of that kind. */
export type Subject = {
  accountIds?: readonly string[]
  familyId?: string | null
  companyIds?: readonly string[]
  kitaId?: string
  providerId?: string
  consortiumId?: string
}

/** How far a list reaches: everywhere, nowhere, or what belongs to the ids. */
export type Scope =
  | { kind: 'everywhere' }
  | { kind: 'nowhere' }
  | { kind: 'account' | 'family' | 'company' | 'kita' | 'provider' | 'consortium'; ids: readonly string[] }

export function scopeOf(viewer: Viewer, permission: Permission): Scope {
  const reach = reachOf(viewer.role, permission)
  if (reach === undefined) return { kind: 'nowhere' }
  const ids = viewer.subjects
  switch (reach) {
    case 'everywhere':
      return { kind: 'everywhere' }
    case 'own-account':
      return { kind: 'account', ids: viewer.accountId === null ? [] : [viewer.accountId] }
    case 'own-family':
      return { kind: 'family', ids }
    case 'own-company':
      return { kind: 'company', ids }
    case 'own-kita':
      return { kind: 'kita', ids }
    case 'own-provider':
      return { kind: 'provider', ids }
    case 'own-consortium':
      return { kind: 'consortium', ids }
  }
}

/** The single check, by the same table as every list. */
export function may(viewer: Viewer, permission: Permission, subject: Subject): boolean {
  const scope = scopeOf(viewer, permission)
  switch (scope.kind) {
    case 'everywhere':
      return true
    case 'nowhere':
      return false
    case 'account':
      return subject.accountIds !== undefined && subject.accountIds.some((id) => scope.ids.includes(id))
    case 'family':
      return subject.familyId != null && scope.ids.includes(subject.familyId)
    case 'company':
      return subject.companyIds !== undefined && subject.companyIds.some((id) => scope.ids.includes(id))
    case 'kita':
      return subject.kitaId !== undefined && scope.ids.includes(subject.kitaId)
    case 'provider':
      return subject.providerId !== undefined && scope.ids.includes(subject.providerId)
    case 'consortium':
      return subject.consortiumId !== undefined && scope.ids.includes(subject.consortiumId)
  }
}
