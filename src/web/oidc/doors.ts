import * as openid from 'openid-client'
import type { Instant } from '../../domain/day.ts'
import type { CompanyProvider, Vouched } from '../../domain/oidc.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { paths } from '../paths.ts'
import type { Sealer } from '../sealer.ts'

/** A provider with what this installation is known by there. */
export type OidcProvider = CompanyProvider & { clientId: string; clientSecret: string }

/** What a browser holds between leaving for the provider and coming back, sealed: whoever has it reads and changes nothing. */
type Ticket = {
  door: string
  state: string
  nonce: string
  verifier: string
  begunAt: Instant
  /** Who wants to link the identity with the own account; null where somebody signs in. */
  linksTo: string | null
}

export type DoorRefusal =
  { kind: 'oidc-provider-down' } | { kind: 'oidc-cancelled' } | { kind: 'oidc-refused' } | { kind: 'oidc-outdated' }

/** The way in by a company's provider: authorization code flow with PKCE, state and nonce. */
export type Door = {
  provider: CompanyProvider
  /** The address to leave for, and the ticket for the browser. */
  begin(now: Instant, linksTo: string | null): Promise<Result<{ url: string; ticket: string }, DoorRefusal>>
  /** `query` is what the provider sent back with. */
  finish(
    query: Readonly<Record<string, string>>,
    ticket: string | undefined,
    now: Instant,
  ): Promise<Result<{ vouched: Vouched; linksTo: string | null }, DoorRefusal>>
}

type Outside = {
  sealer: Sealer
  /** Hears which door failed and a code of the library, never what the provider said. */
  onTrouble: (trouble: { door: string; code: string }) => void
}

const place = 'cookie.oidc'
/** Longer nobody signs in; what lies around in a browser is of no use afterwards. */
const longest = 10 * 60_000

const second = 1
const hour = 3_600_000

export function openDoors(providers: readonly OidcProvider[], baseUrl: string, outside: Outside): Door[] {
  return providers.map((provider) => openDoor(provider, baseUrl, outside))
}

function openDoor(known: OidcProvider, baseUrl: string, { sealer, onTrouble }: Outside): Door {
  const { id, company, issuer, mailDomains, rules, secondFactor } = known
  const provider = { id, company, issuer, mailDomains, rules, secondFactor }
  const redirectUri = `${baseUrl}${paths.finishOidcSignIn.href(id)}`
  const configuration = kept(() => discover(known))
  const refused = (error: unknown): Result<never, DoorRefusal> => {
    onTrouble({ door: id, code: codeOf(error) })
    return refuse({ kind: kindOf(error) })
  }
  return {
    provider,
    async begin(begunAt, linksTo) {
      try {
        const config = await configuration()
        const verifier = openid.randomPKCECodeVerifier()
        const [state, nonce] = [openid.randomState(), openid.randomNonce()]
        const url = openid.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          scope: 'openid email profile',
          code_challenge: await openid.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state,
          nonce,
          ...(secondFactor.acr.length > 0 && { acr_values: secondFactor.acr.join(' ') }),
        })
        const ticket: Ticket = { door: id, state, nonce, verifier, begunAt, linksTo }
        return ok({ url: url.href, ticket: sealer.seal(place, JSON.stringify(ticket)) })
      } catch (error) {
        return refused(error)
      }
    },
    async finish(query, sealed, now) {
      const ticket = openTicket(sealer, sealed)
      if (ticket?.door !== id || Date.parse(now) - Date.parse(ticket.begunAt) > longest) {
        return refuse({ kind: 'oidc-outdated' })
      }
      const { state, nonce, verifier, linksTo } = ticket
      try {
        const config = await configuration()
        // From BASE_URL, never from the request: whoever forges a Host header changes nothing here.
        const came = new URL(`${redirectUri}?${new URLSearchParams(query).toString()}`)
        const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }
        const tokens = await openid.authorizationCodeGrant(config, came, checks)
        const claims = tokens.claims()
        if (!claims) return refuse({ kind: 'oidc-refused' })
        const more =
          claims.email === undefined && config.serverMetadata().userinfo_endpoint !== undefined
            ? await openid.fetchUserInfo(config, tokens.access_token, claims.sub)
            : {}
        return ok({ vouched: { subject: claims.sub, claims: { ...more, ...claims } }, linksTo })
      } catch (error) {
        return refused(error)
      }
    },
  }
}

function openTicket(sealer: Outside['sealer'], sealed: string | undefined): Ticket | undefined {
  if (sealed === undefined) return undefined
  try {
    return JSON.parse(sealer.open(place, sealed)) as Ticket
  } catch {
    return undefined
  }
}

function discover({ issuer, clientId, clientSecret }: OidcProvider): Promise<openid.Configuration> {
  const url = new URL(issuer)
  // Signatures are checked although the token comes over TLS: a proxy in between then cannot make one up.
  const execute = [openid.enableNonRepudiationChecks]
  if (url.protocol === 'http:') execute.push(openid.allowInsecureRequests)
  const metadata = { client_secret: clientSecret, [openid.clockTolerance]: 30 * second }
  return openid.discovery(url, clientId, metadata, openid.ClientSecretBasic(clientSecret), {
    execute,
    timeout: 5 * second,
  })
}

/** Kept for an hour; what fails is tried again. */
function kept<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined
  let until = 0
  return () => {
    if (value === undefined || performance.now() > until) {
      const made = make()
      made.catch(() => (value = undefined))
      value = made
      until = performance.now() + hour
    }
    return value
  }
}

function kindOf(error: unknown): DoorRefusal['kind'] {
  if (error instanceof openid.AuthorizationResponseError) {
    return error.error === 'access_denied' ? 'oidc-cancelled' : 'oidc-refused'
  }
  const code = codeOf(error)
  return code.startsWith('OAUTH_') && !silences.includes(code) ? 'oidc-refused' : 'oidc-provider-down'
}

/** Codes of the library for a provider that says nothing, or nothing of OpenID Connect. */
const silences = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM']

/** Of the library, or of the network beneath it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause instanceof Error ? codeOf(error.cause) : error.name
}
