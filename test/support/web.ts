import type { Server } from 'node:http'
import supertest from 'supertest'
import { type Actions, createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { Route } from '../../src/web/route.ts'
import { createLogger } from '../../src/web/logger.ts'
import type { Door } from '../../src/web/oidc/doors.ts'
import { createServer } from '../../src/web/server.ts'
import type { Express } from 'express'
import { totpCode } from '../../src/actions/factors/totp.ts'
import { aPassword } from './builders.ts'
import { testSecrets } from './deps.ts'
import { formOn } from './forms.ts'
import { codeOf, forgetUsedCodes, isSecondFactorPage } from './second-factor.ts'

const operator = {
  name: 'Betreiber',
  address: 'Weg 1, 42103 Wuppertal',
  email: 'hallo@example.org',
  phone: '0202 0',
  dataProtection: 'datenschutz@example.org',
}

type Planted = { actions?: Partial<Actions>; table?: readonly Route[]; answerWithin?: number }

/** The app as it is, with what a test plants in it. */
export function testServer(
  deps: Deps,
  {
    demo = false,
    log = [] as string[],
    actions = {},
    table,
    answerWithin,
    doors = [],
  }: { doors?: readonly Door[]; demo?: boolean; log?: string[] } & Planted = {},
): Express {
  const app = createServer(
    {
      actions: { ...createActions(deps), ...actions },
      baseUrl: 'http://localhost:3000',
      trustProxyHops: 0,
      sessionSecret: testSecrets.session,
      sealer: deps.keyring,
      operator,
      demo,
      doors,
      logger: createLogger('info', { write: (line: string) => void log.push(line) }),
    },
    { ...(table && { table }), ...(answerWithin !== undefined && { answerWithin }) },
  )
  houses.set(app, deps)
  return app
}

/** What stands behind an app: the clock that people's phones follow too, and the database. */
const houses = new WeakMap<Express, Deps>()

const servers = new WeakMap<Express, Server>()

/** One server for all requests to an app: opening one for each takes longer than most answers. */
function listening(app: Express): Server {
  const server = servers.get(app) ?? app.listen(0).unref()
  servers.set(app, server)
  return server
}

/** A browser without a screen: carries the Secure cookie by hand, which supertest's own agent would not send over http. */
export class Person {
  private readonly cookies = new Map<string, string>()
  private readonly app: Express

  constructor(app: Express) {
    this.app = app
  }

  async get(path: string, accept = 'text/html') {
    return this.remember(
      await supertest(listening(this.app))
        .get(path)
        .set('Cookie', [...this.cookies.values()].join('; '))
        .set('Accept', accept),
    )
  }

  /** Opens the page with the form, then sends it with its token, as a browser would. */
  async submit(page: string, action: string, fields: Record<string, string>) {
    const { text } = await this.get(page)
    const { target = page, fields: hidden } = formOn(text, action)
    return this.post(target, { ...hidden, ...fields })
  }

  async post(path: string, fields: Record<string, string>) {
    return this.remember(
      await supertest(listening(this.app))
        .post(path)
        .set('Cookie', [...this.cookies.values()].join('; '))
        .type('form')
        .send(fields),
    )
  }

  /** All the way in: the password, and from staff the code that an app shows, or the setting up of one. */
  async signIn(email: string, password: string) {
    const came = await this.enter(email, password)
    if (came.status !== 303) return came
    const gate = await this.get(came.headers.location)
    if (!isSecondFactorPage(gate.headers.location)) return came
    const { db, now } = this.house()
    const shown = await this.get(gate.headers.location)
    if (!isSecondFactorPage(shown.headers.location)) {
      await forgetUsedCodes(db)
      return this.submit(gate.headers.location, 'give-second-factor', { code: codeOf(email, now()) })
    }
    const enrol = await this.get(shown.headers.location)
    const secret = /class="vk-secret">([^<]+)</.exec(enrol.text)?.[1].replaceAll(' ', '') ?? ''
    // Each look at the page gives another secret: the form that is sent is the one whose secret was read.
    const { target = '', fields } = formOn(enrol.text, 'enrol-totp')
    return this.post(target, { ...fields, code: totpCode(secret, now()) })
  }

  /** The password alone. */
  async enter(email: string, password: string) {
    return this.submit('/anmelden', 'sign-in', { email, password })
  }

  private house(): Deps {
    const deps = houses.get(this.app)
    if (!deps) throw new Error('an app of testServer is needed')
    return deps
  }

  /** What it would send now. */
  get cookie(): string {
    return [...this.cookies.values()].join('; ')
  }

  private remember(response: supertest.Response): supertest.Response {
    for (const set of response.get('Set-Cookie') ?? []) {
      const [pair] = set.split(';')
      const [name] = pair.split('=')
      if (pair === `${name}=`) this.cookies.delete(name)
      else this.cookies.set(name, pair)
    }
    return response
  }
}

/** In the browser of an account that `anAccount` made with `aPassword`, all the way in. */
export async function signedInAs(app: Express, id: string): Promise<Person> {
  const person = new Person(app)
  await person.signIn(`${id}@example.org`, aPassword)
  return person
}
