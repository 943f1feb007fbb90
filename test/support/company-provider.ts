import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export type Employee = {
  sub: string
  email: string
  email_verified: boolean
  groups: string[]
  /** How they signed in at the company (RFC 8176). */
  amr?: string[]
}

export const client = { clientId: 'verbund-kita', clientSecret: 'a secret of the company and of nobody else' }

/**
 * A company's real OpenID Connect provider. Whoever comes is `present` and has signed in there already; with nobody present,
 * the sign-in is cancelled.
 */
export class CompanyProvider {
  readonly issuer: string
  present: Employee | undefined
  /** Stands between the provider and us, and changes the tokens on their way. */
  meddle: ((tokens: { id_token: string }) => void) | undefined
  private readonly server: Server
  private readonly employees = new Map<string, Employee>()

  private constructor(server: Server, redirectUri: string) {
    this.server = server
    this.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const provider = this.provider(redirectUri)
    const callback = provider.callback()
    server.on('request', (req, res) => {
      if (req.url === '/token') this.meddleWith(res)
      if (!req.url?.startsWith('/interaction/')) return void callback(req, res)
      const { present } = this
      const result = present
        ? { login: { accountId: present.sub, ...(present.amr && { amr: present.amr }) } }
        : { error: 'access_denied' }
      void provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false })
    })
  }

  static async open(redirectUri: string): Promise<CompanyProvider> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new CompanyProvider(server, redirectUri)
  }

  /** Signs this employee in as soon as a browser comes. */
  expect(employee: Employee): void {
    this.employees.set(employee.sub, employee)
    this.present = employee
  }

  /** A browser at the provider, from the page it was sent to until it is sent back; gives where to. */
  async visit(url: string): Promise<string> {
    const cookies = new Map<string, string>()
    let next = url
    for (let hops = 0; hops < 10 && next.startsWith(this.issuer); hops++) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(next, { redirect: 'manual', headers: { cookie } })
      for (const set of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        cookies.set(name, value)
      }
      const location = answer.headers.get('location')
      if (location === null) throw new Error(`the provider shows a page: ${answer.status} ${await answer.text()}`)
      next = new URL(location, next).href
    }
    return next
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((closed) => this.server.close(closed))
  }

  private meddleWith(res: ServerResponse): void {
    const end = res.end.bind(res)
    res.end = ((body: string | Buffer) => {
      const tokens = JSON.parse(String(body)) as { id_token: string }
      this.meddle?.(tokens)
      const changed = JSON.stringify(tokens)
      res.setHeader('content-length', Buffer.byteLength(changed))
      return end(changed)
    }) as typeof res.end
  }

  private provider(redirectUri: string): Provider {
    return new Provider(this.issuer, {
      clients: [
        {
          client_id: client.clientId,
          client_secret: client.clientSecret,
          redirect_uris: [redirectUri],
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      claims: { openid: ['sub', 'groups', 'amr'], email: ['email', 'email_verified'], profile: [] },
      conformIdTokenClaims: true,
      cookies: { keys: ['only for tests'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
      pkce: { required: () => true },
      findAccount: (_ctx, sub) => {
        const { amr: _, ...claims } = this.employees.get(sub)!
        return { accountId: sub, claims: () => claims }
      },
      // The company has agreed for its people.
      loadExistingGrant: async (ctx) => {
        const { client: known, session } = ctx.oidc
        const grant = new ctx.oidc.provider.Grant({
          ...(known && { clientId: known.clientId }),
          ...(session?.accountId && { accountId: session.accountId }),
        })
        grant.addOIDCScope('openid email profile')
        await grant.save()
        return grant
      },
    })
  }
}
