import { type CompanyProvider, type EntryRefusal, hasShownSecondFactor } from '../../domain/oidc.ts'
import { type MailRefusal, mayEnter, type Vouched, vouchedMail } from '../../domain/oidc.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { inTransaction } from '../../store/db.ts'
import { findAccountByOidc } from '../../store/oidc.ts'
import type { Deps } from '../deps.ts'
import { beginSession, type Browser } from '../sessions/begin-session.ts'

export type SignInByOidcRefusal = { kind: 'oidc-not-linked' } | MailRefusal | EntryRefusal

/**
 * Somebody comes in whom a company's provider vouches for. Only an identity that its account has linked before is known: no
 * account is made, none is found by its address, and no right is given. One answer for unknown and disabled.
 */
export const signInByOidc =
  (deps: Deps) =>
  async ({
    provider,
    vouched,
    browser,
  }: {
    provider: CompanyProvider
    vouched: Vouched
    browser: Browser
  }): Promise<Result<{ token: string }, SignInByOidcRefusal>> => {
    const mail = vouchedMail(provider, vouched)
    if (!mail.ok) return mail
    const identity = { issuer: provider.issuer, subject: vouched.subject }
    const account = await findAccountByOidc(deps.db, deps.keyring, identity, deps.now())
    if (!account || account.disabled) return refuse({ kind: 'oidc-not-linked' })
    const entry = mayEnter(provider, vouched, account.roles)
    if (!entry.ok) return entry

    const factor = hasShownSecondFactor(provider, vouched) ? 'company' : 'none'
    const token = await inTransaction(deps.db, (trx) => beginSession(trx, deps, account, { browser, factor }))
    return ok({ token })
  }
