import { type CompanyProvider, type MailRefusal, type Vouched, vouchedMail } from '../../domain/oidc.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { normalisedEmail } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { findAccountByOidc, insertOidcIdentity, loadEmail } from '../../store/oidc.ts'
import { queueMail } from '../../store/outbox.ts'
import type { Deps } from '../deps.ts'

export type LinkOidcIdentityRefusal =
  MailRefusal | { kind: 'not-found' } | { kind: 'oidc-mail-differs' } | { kind: 'oidc-linked-otherwise' }

/**
 * Whoever is signed in says that the identity at the company is theirs: the only way to a link. The address that the provider
 * has verified must be the account's; alone it would be no proof, because a provider can give an address to anybody.
 */
export const linkOidcIdentity =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { provider, vouched }: { provider: CompanyProvider; vouched: Vouched },
  ): Promise<Result<true, LinkOidcIdentityRefusal>> => {
    const { accountId } = viewer
    const companyIds = provider.rules.map(({ companyId }) => companyId)
    if (accountId === null || !may(viewer, 'oidcIdentity.link', { companyIds })) return refuse({ kind: 'not-found' })
    const mail = vouchedMail(provider, vouched)
    if (!mail.ok) return mail
    const identity = { issuer: provider.issuer, subject: vouched.subject }
    return inTransaction(deps.db, async (trx): Promise<Result<true, LinkOidcIdentityRefusal>> => {
      const email = await loadEmail(trx, accountId)
      if (normalisedEmail(mail.value) !== email) return refuse({ kind: 'oidc-mail-differs' })
      const at = deps.now()
      const row = { identity, accountId, provider: provider.id, at }
      if (!(await insertOidcIdentity(trx, deps.keyring, row))) {
        const owner = await findAccountByOidc(trx, deps.keyring, identity, at)
        return owner?.id === accountId ? ok(true) : refuse({ kind: 'oidc-linked-otherwise' })
      }
      await appendAudit(trx, {
        at,
        actor: accountId,
        role: viewer.role,
        action: 'oidcIdentity.link',
        subject: accountId,
        details: { provider: provider.id },
      })
      const values = { name: viewer.name, what: 'company-sign-in', change: 'added', at } as const
      const told = { kind: 'factor-changed', to: email, values } as const
      await queueMail(trx, deps.keyring, { id: deps.newId(), accountId, mail: told, at })
      return ok(true)
    })
  }
