import { ok, refuse, type Result } from './result.ts'

/**
 * A company's OpenID Connect provider as an operator has entered it. It opens the role of its own personnel office and no
 * other: whoever runs it can come in as any of its people, and would otherwise read what families keep from their employer.
 */
export type CompanyProvider = {
  id: string
  company: string
  issuer: string
  /** Domains of the addresses that it may vouch for, in lower case. */
  mailDomains: readonly string[]
  rules: readonly RoleRule[]
  /** What the provider says where somebody has shown a second factor; empty where that is not trusted. */
  secondFactor: { amr: readonly string[]; acr: readonly string[] }
}

/** Whoever has `value` in `claim` may come in as this role, where the account holds it already. A rule gives no role. */
export type RoleRule = { claim: string; value: string; role: 'hr'; companyId: string }

/** What a provider says of somebody, after signature, issuer, audience, nonce and time were checked. */
export type Vouched = { subject: string; claims: Readonly<Record<string, unknown>> }

export type MailRefusal = { kind: 'oidc-mail-unverified' } | { kind: 'oidc-mail-foreign' }

/** The address that the provider vouches for: verified by it, and of a domain that is the company's. */
export function vouchedMail(provider: CompanyProvider, { claims }: Vouched): Result<string, MailRefusal> {
  const { email, email_verified: verified } = claims
  if (typeof email !== 'string' || verified !== true) return refuse({ kind: 'oidc-mail-unverified' })
  const domain = /^[^@\s]+@([^@\s]+)$/.exec(email.toLowerCase())?.[1] ?? ''
  return provider.mailDomains.includes(domain) ? ok(email) : refuse({ kind: 'oidc-mail-foreign' })
}

type HeldRole = { role: string; subjectId: string }
export type EntryRefusal = { kind: 'oidc-no-role' } | { kind: 'oidc-other-roles' }

/**
 * Whether somebody comes in by this provider: as what the rules select among the roles that the account holds. An account that
 * holds more than that is not opened at all, because the session would open the rest as well.
 */
export function mayEnter(
  provider: CompanyProvider,
  { claims }: Vouched,
  held: readonly HeldRole[],
): Result<true, EntryRefusal> {
  const selected = provider.rules.filter(({ claim, value }) => valuesOf(claims, claim).includes(value))
  const covers = ({ role, subjectId }: HeldRole) =>
    selected.some((rule) => rule.role === role && rule.companyId === subjectId)
  if (!held.some(covers)) return refuse({ kind: 'oidc-no-role' })
  return held.every(covers) ? ok(true) : refuse({ kind: 'oidc-other-roles' })
}

/** RFC 8176 names the methods of `amr`; what an `acr` means is between provider and operator. */
export function hasShownSecondFactor({ secondFactor: { amr, acr } }: CompanyProvider, { claims }: Vouched): boolean {
  return (
    valuesOf(claims, 'amr').some((method) => amr.includes(method)) ||
    valuesOf(claims, 'acr').some((level) => acr.includes(level))
  )
}

function valuesOf(claims: Vouched['claims'], claim: string): string[] {
  const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((one) => typeof one === 'string')
}
