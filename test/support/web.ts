import pino from 'pino'
import supertest from 'supertest'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import { createServer } from '../../src/web/server.ts'
import type { Express } from 'express'
import { testSecrets } from './deps.ts'
import { formOn } from './forms.ts'

const operator = {
  name: 'Betreiber',
  address: 'Weg 1, 42103 Wuppertal',
  email: 'hallo@example.org',
  phone: '0202 0',
  dataProtection: 'datenschutz@example.org',
}

export function testServer(deps: Deps, { demo = false, log = [] as string[] } = {}): Express {
  return createServer({
    actions: createActions(deps),
    baseUrl: 'http://localhost:3000',
    trustProxyHops: 0,
    sessionSecret: testSecrets.session,
    operator,
    demo,
    logger: pino({}, { write: (line: string) => void log.push(line) }),
  })
}

/** A browser without a screen: carries the Secure cookie by hand, which supertest's own agent would not send over http. */
export class Person {
  private cookie = ''
  private readonly app: Express

  constructor(app: Express) {
    this.app = app
  }

  async get(path: string, accept = 'text/html') {
    return this.remember(await supertest(this.app).get(path).set('Cookie', this.cookie).set('Accept', accept))
  }

  /** Opens the page with the form, then sends it with its token, as a browser would. */
  async submit(page: string, action: string, fields: Record<string, string>) {
    const { text } = await this.get(page)
    const { target = page, fields: hidden } = formOn(text, action)
    return this.post(target, { ...hidden, ...fields })
  }

  async post(path: string, fields: Record<string, string>) {
    return this.remember(await supertest(this.app).post(path).set('Cookie', this.cookie).type('form').send(fields))
  }

  async signIn(email: string, password: string) {
    return this.submit('/anmelden', 'sign-in', { email, password })
  }

  private remember(response: supertest.Response): supertest.Response {
    const set = response.get('Set-Cookie')?.find((cookie) => cookie.startsWith('__Host-session='))
    if (set) this.cookie = set.split(';')[0]
    return response
  }
}
