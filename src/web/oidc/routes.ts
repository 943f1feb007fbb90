import { paths } from '../paths.ts'
import { get, post, type Route } from '../route.ts'
import { finishOidcSignIn, listCompanyDoors, startLinkingOidc, startOidcSignIn } from './company-sign-in.page.ts'
import { showOidcIdentities, unlinkOidcIdentity } from './oidc-identities.page.ts'

export const oidcRoutes: readonly Route[] = [
  get(paths.companyDoors, 'list-company-doors', 'anyone', listCompanyDoors),
  post(paths.startOidcSignIn, 'start-oidc-sign-in', 'anyone', startOidcSignIn),
  get(paths.finishOidcSignIn, 'finish-oidc-sign-in', 'anyone', finishOidcSignIn),
  get(paths.oidcIdentities, 'show-oidc-identities', 'oidcIdentity.link', showOidcIdentities),
  post(paths.startLinkingOidc, 'start-linking-oidc', 'oidcIdentity.link', startLinkingOidc),
  post(paths.unlinkOidcIdentity, 'unlink-oidc-identity', 'oidcIdentity.link', unlinkOidcIdentity, { idempotent: true }),
]
