import type { CompanyProvider } from '../../domain/oidc.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { deleteOidcIdentity, loadEmail } from '../../store/oidc.ts'
import { queueMail } from '../../store/outbox.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type UnlinkOidcIdentityRefusal = OnceRefusal | { kind: 'not-found' }

/** The company's provider opens the account no more; the password does as before. */
export const unlinkOidcIdentity =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { provider, key }: { provider: CompanyProvider; key: string },
  ): Promise<Result<true, UnlinkOidcIdentityRefusal>> => {
    const { accountId } = viewer
    const companyIds = provider.rules.map(({ companyId }) => companyId)
    if (accountId === null || !may(viewer, 'oidcIdentity.link', { companyIds })) return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'unlink-oidc-identity', content: { provider: provider.id } }
    return once(deps, act, async (trx): Promise<Result<true, UnlinkOidcIdentityRefusal>> => {
      // Whoever wants to be rid of a link that is gone has what they want.
      if (!(await deleteOidcIdentity(trx, accountId, provider.id))) return ok(true)
      const at = deps.now()
      await appendAudit(trx, {
        at,
        actor: accountId,
        role: viewer.role,
        action: 'oidcIdentity.unlink',
        subject: accountId,
        details: { provider: provider.id },
      })
      const values = { name: viewer.name, what: 'company-sign-in', change: 'removed', at } as const
      const told = { kind: 'factor-changed', to: await loadEmail(trx, accountId), values } as const
      await queueMail(trx, deps.keyring, { id: deps.newId(), accountId, mail: told, at })
      return ok(true)
    })
  }
