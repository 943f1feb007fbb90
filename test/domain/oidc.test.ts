import { describe, expect, test } from 'vitest'
import { type CompanyProvider, hasShownSecondFactor, mayEnter, vouchedMail } from '../../src/domain/oidc.ts'

const provider: CompanyProvider = {
  id: 'klinik',
  company: 'Klinikum',
  issuer: 'https://login.klinik.example',
  mailDomains: ['klinik.example'],
  rules: [{ claim: 'groups', value: 'personal', role: 'hr', companyId: 'klinik' }],
  secondFactor: { amr: ['mfa', 'hwk'], acr: ['gold'] },
}
const says = (claims: Record<string, unknown>) => ({ subject: '1', claims })

describe('what a provider says of an address', () => {
  test.each([
    [
      { email: 'eva@klinik.example', email_verified: true },
      { ok: true, value: 'eva@klinik.example' },
    ],
    [
      { email: 'eva@KLINIK.example', email_verified: true },
      { ok: true, value: 'eva@KLINIK.example' },
    ],
    [{ email: 'eva@klinik.example' }, { refusal: { kind: 'oidc-mail-unverified' } }],
    [{ email: 'eva@klinik.example', email_verified: 'true' }, { refusal: { kind: 'oidc-mail-unverified' } }],
    [{ email_verified: true }, { refusal: { kind: 'oidc-mail-unverified' } }],
    [{ email: ['eva@klinik.example'], email_verified: true }, { refusal: { kind: 'oidc-mail-unverified' } }],
    [{ email: 'eva@klinik.example@evil.example', email_verified: true }, { refusal: { kind: 'oidc-mail-foreign' } }],
    [{ email: 'eva@sub.klinik.example', email_verified: true }, { refusal: { kind: 'oidc-mail-foreign' } }],
    [{ email: 'klinik.example', email_verified: true }, { refusal: { kind: 'oidc-mail-foreign' } }],
  ])('%o', (claims, expected) => {
    expect(vouchedMail(provider, says(claims))).toMatchObject(expected)
  })
})

describe('a rule', () => {
  const hr = { role: 'hr', subjectId: 'klinik' }

  test.each<[string, Record<string, unknown>, { role: string; subjectId: string }[], string]>([
    ['selects a role that the account holds', { groups: ['alle', 'personal'] }, [hr], 'in'],
    ['reads a claim that is one word', { groups: 'personal' }, [hr], 'in'],
    ['gives no role to an account without any', { groups: ['personal'] }, [], 'oidc-no-role'],
    ['knows its own company only', { groups: ['personal'] }, [{ role: 'hr', subjectId: 'bank' }], 'oidc-no-role'],
    ['needs the whole word', { groups: ['personalrat'] }, [hr], 'oidc-no-role'],
    ['needs the claim', {}, [hr], 'oidc-no-role'],
    [
      'opens no account that is more',
      { groups: ['personal'] },
      [hr, { role: 'parent', subjectId: 'f' }],
      'oidc-other-roles',
    ],
    [
      'opens no account of two companies',
      { groups: ['personal'] },
      [hr, { role: 'hr', subjectId: 'bank' }],
      'oidc-other-roles',
    ],
  ])('%s', (_, claims, held, expected) => {
    const entry = mayEnter(provider, says(claims), held)
    expect(entry.ok ? 'in' : entry.refusal.kind).toBe(expected)
  })

  test('is not met by what every object has', () => {
    const rules = [{ claim: 'constructor', value: 'personal', role: 'hr', companyId: 'klinik' } as const]
    expect(mayEnter({ ...provider, rules }, says({}), [hr])).toMatchObject({ ok: false })
  })
})

test.each<[Record<string, unknown>, boolean]>([
  [{ amr: ['pwd'] }, false],
  [{ amr: ['pwd', 'mfa'] }, true],
  [{ acr: 'gold' }, true],
  [{ acr: 'silver' }, false],
  [{}, false],
])('a second factor was shown where the provider says %o: %s', (claims, shown) => {
  expect(hasShownSecondFactor(provider, says(claims))).toBe(shown)
  expect(hasShownSecondFactor({ ...provider, secondFactor: { amr: [], acr: [] } }, says(claims))).toBe(false)
})
