import { csrfSync } from 'csrf-sync'
import type { RequestHandler } from 'express'
import { texts } from './texts.ts'

export const csrf = csrfSync({ getTokenFromRequest: (req) => texts(req.body)?._csrf })

/** Chromium takes `__Host-` cookies on http://localhost; express-session must be told that this counts as secure. */
export const secureOnLocalhost: RequestHandler = (req, _res, next) => {
  Object.defineProperty(req, 'secure', { value: true })
  next()
}

/** Beside the token: a form of another site says so in its headers. */
export function sameSiteOnly(baseUrl: string): RequestHandler {
  const origin = new URL(baseUrl).origin
  return (req, _res, next) => {
    const from = req.get('origin')
    const foreign = req.get('sec-fetch-site') === 'cross-site' || (from !== undefined && from !== origin)
    if (req.method !== 'GET' && req.method !== 'HEAD' && foreign) {
      return next(Object.assign(new Error('a form of another site'), { status: 403 }))
    }
    next()
  }
}
