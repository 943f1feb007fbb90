import type { Request, Response } from 'express'
import type { Instant } from '../domain/day.ts'
import type { Role } from '../policy/policy.ts'
import type { Sealer } from './sealer.ts'
import { heldCookieOf, setHeldCookie } from './session.ts'
import { texts } from './texts.ts'

/**
 * What somebody had typed when its act wanted a proof first, or when the session had ended meanwhile. Until the proof it lies in the
 * browser it was typed in, sealed: a form that nobody sent yet is nothing for the database.
 */
export type HeldForm = {
  /** Nobody else who comes in at the same browser finds it. */
  accountId: string
  /** As whom it was filled in. */
  role: Role
  act: string
  target: string
  /** The page that it was sent from. */
  from: string
  fields: Readonly<Record<string, string>>
  heldAt: Instant
}

const place = 'cookie.held-form'
/** Long enough to look for the phone that shows the codes; what lies around in a browser is of no use afterwards. */
export const heldFor = 15 * 60_000

/** What nobody sees again once it was typed. */
const secret = /password|^(code|recovery|answer|prepared)$/i

/** Whether it could be kept: a form with a secret, or of more than a cookie can hold, has to be typed again. */
export function holdForm(req: Request, res: Response, sealer: Sealer, form: Omit<HeldForm, 'fields'>): boolean {
  const { _csrf, ...fields } = texts(req.body) ?? {}
  if (_csrf === undefined || Object.keys(fields).some((name) => secret.test(name))) return false
  return setHeldCookie(res, sealer.seal(place, JSON.stringify({ ...form, fields } satisfies HeldForm)))
}

/** Undefined also where it is too old, somebody else's or not sealed by us. */
export function heldFormOf(req: Request, sealer: Sealer, accountId: string | null, now: Instant): HeldForm | undefined {
  const sealed = heldCookieOf(req)
  if (sealed === undefined) return undefined
  try {
    const held = JSON.parse(sealer.open(place, sealed)) as HeldForm
    const inTime = Date.parse(now) - Date.parse(held.heldAt) <= heldFor
    return inTime && held.accountId === accountId ? held : undefined
  } catch {
    return undefined
  }
}
