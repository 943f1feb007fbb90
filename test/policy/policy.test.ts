import { describe, expect, test } from 'vitest'
import { policy, type Permission, reachOf, roles } from '../../src/policy/policy.ts'
import { may, scopeOf, type Subject, type Viewer } from '../../src/policy/scope.ts'

const own: Subject = {
  accountIds: ['a'],
  familyId: 'own',
  companyIds: ['other', 'own'],
  kitaId: 'own',
  providerId: 'own',
  consortiumId: 'own',
}
const foreign: Subject = {
  accountIds: ['b'],
  familyId: 'other',
  companyIds: ['other'],
  kitaId: 'other',
  providerId: 'other',
  consortiumId: 'other',
}
const ofNobody: Subject = { familyId: null }

const cells = Object.keys(policy).flatMap((permission) =>
  roles.map((role) => ({ permission: permission as Permission, role })),
)

describe.each(cells)('$permission as $role', ({ permission, role }) => {
  const viewer: Viewer = { accountId: 'a', name: '', role, subjects: ['own'] }
  const reach = reachOf(role, permission)

  test(`reaches ${reach ?? 'nowhere'}`, () => {
    expect(may(viewer, permission, own)).toBe(reach !== undefined)
    expect(may(viewer, permission, foreign)).toBe(reach === 'everywhere')
    expect(may(viewer, permission, ofNobody)).toBe(reach === 'everywhere')
    // The own account is one's own, whatever a role is held for.
    expect(may({ ...viewer, subjects: [] }, permission, own)).toBe(reach === 'everywhere' || reach === 'own-account')
    expect(may({ ...viewer, accountId: null, subjects: [] }, permission, own)).toBe(reach === 'everywhere')
  })
})

describe('a list asks the same table', () => {
  test('as the single check does', () => {
    const hr: Viewer = { accountId: 'a', name: '', role: 'hr', subjects: ['klinik'] }

    expect(scopeOf(hr, 'quota.view')).toEqual({ kind: 'company', ids: ['klinik'] })
    expect(scopeOf(hr, 'outcome.view')).toEqual({ kind: 'nowhere' })
  })
})

describe('ranked wishes and outcomes', () => {
  test('are never open to HR, and results by ticket never to a Kita', () => {
    expect(reachOf('hr', 'placeRequest.view')).toBeUndefined()
    expect(reachOf('kitaAdmin', 'placeRequest.view')).toBeUndefined()
    expect(reachOf('kitaAdmin', 'outcome.view')).toBeUndefined()
  })
})
