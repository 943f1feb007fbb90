import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Viewer } from '../policy/scope.ts'
import { formatWait } from './format.ts'
import { assetsPath } from './assets.ts'
import { navigationOf } from './navigation.ts'
import { statusOf, wordsOf } from './refusals.ts'
import type { Reply } from './route.ts'
import { csrf } from './security.ts'
import { t } from './words.ts'

/** Turns what a page says into an answer: a page, its JSON twin, a redirect, a file. */
export async function show(req: Request, res: Response, reply: Reply): Promise<void> {
  switch (reply.kind) {
    case 'redirect':
      return res.redirect(303, reply.to)
    case 'signed-in':
      // A new id: whoever planted a session before the sign-in holds nothing afterwards.
      await new Promise<void>((done, failed) => req.session.regenerate((error) => (error ? failed(error) : done())))
      req.session.accountId = reply.accountId
      await new Promise<void>((done, failed) => req.session.save((error) => (error ? failed(error) : done())))
      return res.redirect(303, reply.to)
    case 'signed-out':
      await new Promise<void>((done, failed) => req.session.destroy((error) => (error ? failed(error) : done())))
      res.clearCookie('__Host-session', { path: '/', secure: true, httpOnly: true, sameSite: 'lax' })
      return res.redirect(303, reply.to)
    case 'refused': {
      const { retryAfterSeconds } = reply.refusal
      const waiting = retryAfterSeconds !== undefined && { wait: formatWait(retryAfterSeconds) }
      const words = wordsOf(reply.refusal.kind, { ...reply.values, ...waiting })
      retryAfter(res, retryAfterSeconds)
      const status = statusOf(reply.refusal.kind)
      if (wantsJson(req)) return void res.status(status).json({ code: reply.refusal.kind, ...words })
      const data = { ...words, code: reply.refusal.kind }
      return render(req, res, {
        kind: 'page',
        view: 'errors/refusal',
        page: 'error',
        title: words.title,
        data,
        status,
      })
    }
    case 'csv':
      // The byte order mark lets spreadsheets see that it is UTF-8.
      res.set('Content-Disposition', `attachment; filename="${reply.name}"`)
      return void res.type('text/csv').send(`\ufeff${reply.text}`)
    case 'file':
      res.set('Content-Disposition', `attachment; filename="${reply.name}"`)
      return void res.type(reply.type).send(reply.text)
    case 'page':
      retryAfter(res, reply.retryAfterSeconds)
      if (wantsJson(req)) return void res.status(reply.status ?? 200).json(reply.data)
      return render(req, res, reply)
  }
}

/** RFC 9110, 10.2.3: in whole seconds. */
function retryAfter(res: Response, seconds: number | undefined): void {
  if (seconds !== undefined) res.set('Retry-After', String(seconds))
}

export function render(req: Request, res: Response, page: Extract<Reply, { kind: 'page' }>): void {
  const viewer = viewerOf(res)
  const { view, data, status, ...frame } = page
  res.status(status ?? 200).render(view, {
    ...data,
    frame: {
      ...frame,
      assets: assetsPath,
      script: frame.script?.replace(/^\/assets(?=\/)/, assetsPath),
      demo: Boolean(res.app.locals.demo),
      viewer: viewer.accountId === null ? null : { name: viewer.name, role: t(`roles.${viewer.role}`) },
      navigation: navigationOf(viewer, req.path),
      // Each form its own: with one for the page, going back and sending another of its forms would look like a repetition.
      get key() {
        return randomUUID()
      },
      // Asked for by forms only: a visitor who just reads gets no session and no cookie.
      get csrf() {
        return csrf.generateToken(req)
      },
    },
  })
}

export function wantsJson(req: Request): boolean {
  return req.accepts(['html', 'json']) === 'json'
}

export function viewerOf(res: Response): Viewer {
  return res.locals.viewer as Viewer
}
