import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { CookieOptions, Request, RequestHandler, Response } from 'express'
import type { Actions } from '../actions/app.ts'
import { nobody, type Presence } from '../actions/sessions/find-presence.ts'
import { texts } from './texts.ts'

// `__Host-` binds a cookie to this host, to https and to the whole of it; Chromium takes it on http://localhost too.
export const sessionCookie = '__Host-session'
export const deviceCookie = '__Host-device'
const ours: CookieOptions = { secure: true, httpOnly: true, sameSite: 'lax', path: '/' }

/** What a request brings and an answer may change. */
type Carried = { presence: Presence; formToken: () => string }

/**
 * Finds out who is there. The cookie holds 256 random bits and nothing else; what belongs to them is on the server. A visitor gets
 * a cookie with the first form, so that its token is bound to the browser, and no row.
 */
export function findOutWho(actions: Actions, secret: string): RequestHandler {
  return async (req, res, next) => {
    let token = cookieOf(req, sessionCookie)
    const presence = await actions.findPresence(token)
    const { session, ended } = presence
    const known = session ?? ended
    const carried: Carried = {
      presence,
      formToken() {
        if (token === undefined) {
          token = randomBytes(32).toString('base64url')
          setSession(res, token)
        }
        // A session keeps its id when it gets another token: forms in other tabs stay good after a fresh proof.
        return formTokenOf(secret, known ? `session/${known.id}` : `visitor/${token}`)
      },
    }
    res.locals.carried = carried
    next()
  }
}

/** Every act carries the token of a page of ours; who has no cookie has seen none. */
export const ownFormsOnly: RequestHandler = (req, res, next) => {
  if (req.method === 'GET' || req.method === 'HEAD') return next()
  const sent = texts(req.body)?._csrf ?? ''
  const known = cookieOf(req, sessionCookie) === undefined ? '' : carriedOf(res).formToken()
  if (known !== '' && sameText(sent, known)) return next()
  next(Object.assign(new Error('a form without its token'), { status: 403 }))
}

export function setSession(res: Response, token: string): void {
  res.cookie(sessionCookie, token, ours)
}

/** By which a browser is known again after it was closed; good for half a year, worth nothing without the password. */
export function setDevice(res: Response, token: string): void {
  res.cookie(deviceCookie, token, { ...ours, maxAge: 180 * 24 * 60 * 60 * 1000 })
}

export function clearSession(res: Response): void {
  res.clearCookie(sessionCookie, ours)
}

/** Sealed by the door that gave it; Lax, because the provider leads back by a link. */
const ticketCookie = '__Host-oidc'
const tenMinutes = 600_000

export function setOidcTicket(res: Response, ticket: string): void {
  res.cookie(ticketCookie, ticket, { ...ours, maxAge: tenMinutes })
}

/** Whatever comes of it, the browser has it no more. */
export function takeOidcTicket(req: Request, res: Response): string | undefined {
  res.clearCookie(ticketCookie, ours)
  return cookieOf(req, ticketCookie, /^[\w.-]{1,2000}$/)
}

/** As `held-form.ts` sealed it. */
const heldCookie = '__Host-held'

/** RFC 6265, 6.1: a browser keeps 4096 bytes of a cookie at least; false where it would not keep it whole. */
export function setHeldCookie(res: Response, sealed: string): boolean {
  if (sealed.length > 3_800) return false
  res.cookie(heldCookie, sealed, ours)
  return true
}

export function heldCookieOf(req: Request): string | undefined {
  return cookieOf(req, heldCookie, /^[\w.-]{1,3800}$/)
}

export function forgetHeldForm(res: Response): void {
  res.clearCookie(heldCookie, ours)
}

export function carriedOf(res: Response): Carried {
  // Whoever sent what could not even be read is nobody, and gets no form.
  return (res.locals.carried as Carried | undefined) ?? { presence: nobody, formToken: () => '' }
}

/** A token of ours in a cookie; undefined for anything else. */
export function cookieOf(req: Request, name: string, shape = /^[\w-]{43}$/): string | undefined {
  const pairs = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim())
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
  return value !== undefined && shape.test(value) ? value : undefined
}

function formTokenOf(secret: string, seed: string): string {
  return createHmac('sha256', secret).update(`form/${seed}`).digest('base64url')
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
