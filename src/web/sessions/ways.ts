import type { Request } from 'express'
import { paths } from '../paths.ts'
import type { RefusalKind } from '../refusals.ts'
import { t, type WordKey } from '../words.ts'

/**
 * Where somebody can show what was missing, and then come back, to the form where it was held; undefined for refusals that nothing
 * can be done about.
 */
export function wayPast(refused: RefusalKind, req: Request, hold: () => boolean): Way | undefined {
  const way = ways[refused]
  if (!way) return undefined
  const held = hold()
  const back = ['GET', 'HEAD'].includes(req.method) ? req.originalUrl : pageOf(req)
  const next = held ? paths.heldForm.href() : back
  const href = `${way.path.href()}?next=${encodeURIComponent(next)}`
  return { href, text: t(way.word), ...(held && { note: t('heldForm.kept') }) }
}

type Way = { href: string; text: string; note?: string }

const ways: Partial<Record<RefusalKind, { path: { href: () => string }; word: WordKey }>> = {
  'sign-in-needed': { path: paths.signIn, word: 'site.signIn' },
  'second-factor-needed': { path: paths.secondFactor, word: 'secondFactor.way' },
  'device-code-needed': { path: paths.deviceCode, word: 'deviceCode.way' },
  'fresh-proof-needed': { path: paths.proveAgain, word: 'proveAgain.way' },
}

/** The page that an act was sent from, for the way back. */
export function pageOf(req: Request): string {
  const from = req.get('referer')
  if (from === undefined || !URL.canParse(from)) return paths.start.href()
  const { pathname, search } = new URL(from)
  return pathname + search
}

/** A way back may only lead into this site: `//host` and `/\host` are read as other sites by browsers. */
export function localPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])[^\\\s]*$/.test(path) ? path : ''
}

const goOnBySignIn: ReadonlySet<RefusalKind> = new Set(['link-expired', 'invitation-not-open', 'too-many-codes'])

/** Where whoever was refused can go on from, where the words of the refusal name the sign-in. */
export function wayOn(refused: RefusalKind): { href: string; text: string } | undefined {
  return goOnBySignIn.has(refused) ? { href: paths.signIn.href(), text: t('welcome.toSignIn') } : undefined
}
