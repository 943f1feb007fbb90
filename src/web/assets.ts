import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import express, { type RequestHandler, Router } from 'express'

/** Our own style and the KERN design system, served unmodified from its package (EUPL-1.2, see the licences page). */
export function assets(): RequestHandler {
  const kern = dirname(createRequire(import.meta.url).resolve('@kern-ux/native/package.json'))
  const forAWeek = { index: false, redirect: false, maxAge: '7d', fallthrough: true } as const
  const router = Router()
  router.use('/kern', express.static(`${kern}/dist`, forAWeek))
  router.use(
    '/',
    express.static(fileURLToPath(new URL('../../views/assets', import.meta.url)), { ...forAWeek, maxAge: '1h' }),
  )
  return router
}
