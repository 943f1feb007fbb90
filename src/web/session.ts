import session, { Store, type SessionData } from 'express-session'
import type { RequestHandler } from 'express'
import type { Actions } from '../actions/app.ts'

declare module 'express-session' {
  interface SessionData {
    accountId?: string
  }
}

const idle = 8 * 60 * 60 * 1000

class KeptSessions extends Store {
  private readonly sessions: Actions['sessions']
  private readonly now: () => string

  constructor(actions: Actions) {
    super()
    this.sessions = actions.sessions
    this.now = actions.now
  }

  override get(id: string, callback: (error?: unknown, session?: SessionData | null) => void): void {
    this.sessions.find(id).then(
      (data) => callback(null, data === undefined ? null : (JSON.parse(data) as SessionData)),
      (error: unknown) => callback(error),
    )
  }

  override set(id: string, data: SessionData, callback: (error?: unknown) => void = () => {}): void {
    const expiresAt = new Date(Date.parse(this.now()) + idle).toISOString()
    this.sessions.save(id, { accountId: data.accountId ?? null, data: JSON.stringify(data), expiresAt }).then(
      () => callback(),
      (error: unknown) => callback(error),
    )
  }

  override destroy(id: string, callback: (error?: unknown) => void = () => {}): void {
    this.sessions.forget(id).then(
      () => callback(),
      (error: unknown) => callback(error),
    )
  }
}

/** Sessions on the server; the cookie holds a random id only, and `__Host-` binds it to this host and to https. */
export function keepSessions(actions: Actions, secret: string): RequestHandler {
  return session({
    name: '__Host-session',
    secret,
    store: new KeptSessions(actions),
    resave: false,
    saveUninitialized: false,
    cookie: { secure: true, httpOnly: true, sameSite: 'lax', path: '/' },
  })
}
