import type { Instant } from '../../domain/day.ts'
import {
  type Factor,
  freshUntil,
  holdsNothingNew,
  isWorthNoting,
  type Missing,
  missingOf,
  sessionEnd,
} from '../../domain/session.ts'
import type { Role } from '../../policy/policy.ts'
import { type Viewer, visitor } from '../../policy/scope.ts'
import { findAccount, hasFactor } from '../../store/accounts.ts'
import { findSession, touchSession } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import { viewerOf } from './find-viewer.ts'

/** Somebody whose password was right: what it has shown beside it, and what is still missing. */
export type SignedIn = {
  id: string
  /** What the cookie holds. */
  token: string
  accountId: string
  name: string
  email: string
  factor: Factor
  hasFactor: boolean
  missing: Missing | null
  /** In which it acts, or would. */
  role: Role
  /** Every role that it could act in. */
  roles: readonly Role[]
  freshUntil: Instant | null
}

/** Who is there. As long as something is missing the viewer is a visitor: what forgets to ask for it shows nothing. */
export type Presence = {
  viewer: Viewer
  session: SignedIn | null
  /** Whose session it was that has passed its limit: its forms are known for ours, and nothing else comes of it. */
  ended?: { id: string; accountId: string; role: Role }
}

export const nobody: Presence = { viewer: visitor, session: null }

/**
 * Whom a cookie belongs to, looked up at every request: a session that was ended, a limit that has passed, an account that was
 * disabled, a role that was taken away end with the next click.
 */
export const findPresence =
  (deps: Deps) =>
  async (token: string | undefined): Promise<Presence> => {
    const session = token === undefined ? undefined : await findSession(deps.db, token)
    if (token === undefined || !session?.accountId) return nobody
    const now = deps.now()
    const account = await findAccount(deps.db, session.accountId, now)
    if (!account || account.disabled || account.roles.length === 0) return nobody
    const viewer = viewerOf(account, session.role)
    const roles = [...new Set(account.roles.map(({ role }) => role))]
    if (session.factor === 'company') {
      const then = await findAccount(deps.db, account.id, session.madeAt)
      if (!holdsNothingNew(account.roles, then?.roles ?? [])) return nobody
    }
    if (now >= sessionEnd(session, roles))
      return { ...nobody, ended: { id: session.id, accountId: account.id, role: viewer.role } }
    if (isWorthNoting(session, now)) {
      const expiresAt = sessionEnd({ ...session, lastSeenAt: now }, roles)
      await touchSession(deps.db, session.id, { at: now, expiresAt })
    }
    const has = await hasFactor(deps.db, account.id)
    const missing = missingOf(
      { factor: session.factor, knownDevice: session.deviceId !== null },
      { roles, hasFactor: has, asksDeviceCode: account.asksDeviceCode },
    )
    return {
      viewer: missing === null ? viewer : visitor,
      session: {
        id: session.id,
        token,
        accountId: account.id,
        name: account.name,
        email: account.email,
        factor: session.factor,
        hasFactor: has,
        missing,
        role: viewer.role,
        roles,
        freshUntil: missing === null ? freshUntil(session.provedAt) : null,
      },
    }
  }
