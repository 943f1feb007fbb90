import type { RequestHandler } from 'express'

/** Beside the token: a form of another site says so in its headers. */
export function sameSiteOnly(baseUrl: string): RequestHandler {
  const origin = new URL(baseUrl).origin
  return (req, _res, next) => {
    const from = req.get('origin')
    // Another host of the same site is another site to us: somebody else may run it.
    const foreign =
      !['same-origin', 'none', undefined].includes(req.get('sec-fetch-site')) || (from ?? origin) !== origin
    if (req.method !== 'GET' && req.method !== 'HEAD' && foreign) {
      return next(Object.assign(new Error('a form of another site'), { status: 403 }))
    }
    next()
  }
}
