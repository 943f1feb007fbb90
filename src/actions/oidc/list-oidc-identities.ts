import type { CompanyProvider } from '../../domain/oidc.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { listOidcIdentities as readIdentities } from '../../store/oidc.ts'
import type { Deps } from '../deps.ts'

/** The providers of the viewer's own companies, and since when each is linked with the account. */
export const listOidcIdentities =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    providers: readonly CompanyProvider[],
  ): Promise<{ provider: CompanyProvider; linkedAt: string | null }[]> => {
    const { accountId } = viewer
    if (accountId === null) return []
    const linked = await readIdentities(deps.db, accountId)
    return providers
      .filter(({ rules }) => may(viewer, 'oidcIdentity.link', { companyIds: rules.map(({ companyId }) => companyId) }))
      .map((provider) => ({ provider, linkedAt: linked.get(provider.id) ?? null }))
  }
