import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import express, { type RequestHandler, Router } from 'express'

const own = fileURLToPath(new URL('../../views/assets', import.meta.url))
const kernPackage = createRequire(import.meta.url).resolve('@kern-ux/native/package.json')
const passkeys = dirname(fileURLToPath(import.meta.resolve('@simplewebauthn/browser')))

/** Where pages take style, fonts and scripts from: another address with every change, so that browsers may keep each for good. */
export const assetsPath = `/assets/${version()}`

/** Our own style and the KERN design system, served unmodified from its package (EUPL-1.2, see the licences page); so is what speaks to passkeys (MIT). */
export function assets(): RequestHandler {
  const never = { index: false, redirect: false, acceptRanges: false, cacheControl: false } as const
  const kept = { ...never, setHeaders: keepForGood }
  const plain = { ...never, etag: false, lastModified: false }
  const router = Router()
  for (const [path, options] of [
    [assetsPath, kept],
    ['/assets', plain],
  ] as const) {
    router.use(`${path}/kern`, express.static(`${dirname(kernPackage)}/dist`, options))
    router.use(`${path}/simplewebauthn`, express.static(passkeys, options))
    router.use(path, express.static(own, options))
  }
  return router
}

function keepForGood(res: express.Response): void {
  res.removeHeader('Vary')
  res.set('Cache-Control', 'public, max-age=31536000, immutable')
}

function version(): string {
  const hash = createHash('sha256').update(readFileSync(kernPackage))
  for (const name of readdirSync(own).toSorted()) hash.update(name).update(readFileSync(`${own}/${name}`))
  return hash.digest('hex').slice(0, 16)
}
