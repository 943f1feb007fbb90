import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import type { SignedIn } from '../actions/sessions/find-presence.ts'
import type { Role } from '../policy/policy.ts'
import type { Viewer } from '../policy/scope.ts'
import { formatDay, formatWait } from './format.ts'
import { assetsPath } from './assets.ts'
import { navigationOf } from './navigation.ts'
import { paths } from './paths.ts'
import { statusOf, wordsOf } from './refusals.ts'
import type { Reply } from './route.ts'
import { carriedOf, clearSession, setDevice, setOidcTicket, setSession } from './session.ts'
import { wayOn } from './sessions/ways.ts'
import { t } from './words.ts'

/** Turns what a page says into an answer: a page, its JSON twin, a redirect, a file. */
export async function show(req: Request, res: Response, reply: Reply): Promise<void> {
  // Somebody who waited too long has been told so.
  if (res.headersSent) return
  switch (reply.kind) {
    case 'redirect':
      return res.redirect(303, reply.to)
    case 'json':
      return void res.json(reply.data)
    case 'signed-in':
      setSession(res, reply.token)
      if (reply.deviceToken !== undefined) setDevice(res, reply.deviceToken)
      return res.redirect(303, reply.to)
    case 'signed-out':
      clearSession(res)
      return res.redirect(303, reply.to)
    case 'refused': {
      const { retryAfterSeconds } = reply.refusal
      const waiting = retryAfterSeconds !== undefined && { wait: formatWait(retryAfterSeconds) }
      const words = wordsOf(reply.refusal.kind, { ...reply.values, ...waiting })
      retryAfter(res, retryAfterSeconds)
      const status = statusOf(reply.refusal.kind)
      if (wantsJson(req))
        return void setStatus(res, status).json({
          ...reply.values,
          code: reply.refusal.kind,
          ...words,
          way: reply.way?.href,
        })
      const data = { ...words, code: reply.refusal.kind, way: reply.way ?? wayOn(reply.refusal.kind) }
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
      if (reply.ticket !== undefined) setOidcTicket(res, reply.ticket)
      if (wantsJson(req)) return void setStatus(res, reply.status ?? 200).json(reply.data)
      return render(req, res, reply)
  }
}

/** RFC 9110, 10.2.3: in whole seconds. */
function retryAfter(res: Response, seconds: number | undefined): void {
  if (seconds !== undefined) res.set('Retry-After', String(seconds))
}

async function render(req: Request, res: Response, page: Extract<Reply, { kind: 'page' }>): Promise<void> {
  const { presence, formToken } = carriedOf(res)
  const { viewer, session } = presence
  const { view, data, status, ...frame } = page
  const values = {
    ...data,
    frame: {
      ...frame,
      assets: assetsPath,
      script: frame.script?.replace(/^\/assets(?=\/)/, assetsPath),
      demo: Boolean(res.app.locals.demo),
      companyDoors: Boolean(res.app.locals.companyDoors),
      viewer: session && { ...whoIsThere(viewer, session), standsIn: standsInWords(viewer) },
      // Whoever is half in has one way to go on.
      navigation: session?.missing ? [] : navigationOf(viewer, req.path),
      // Each form its own: with one for the page, going back and sending another of its forms would look like a repetition.
      get key() {
        return randomUUID()
      },
      // Asked for by forms only: a visitor who just reads gets no session and no cookie.
      get csrf() {
        return formToken()
      },
    },
  }
  const html = await new Promise<string>((done, failed) =>
    res.render(view, values, (error: Error | null, text) => (error ? failed(error) : done(text))),
  )
  if (!res.headersSent) setStatus(res, status ?? 200).send(html)
}

/** Seconds after which it makes sense to come again. */
const comeAgain: Readonly<Record<number, string | undefined>> = { 429: '60', 503: '30' }

/** Who is sent away for now is told for how long. */
export function setStatus(res: Response, status: number): Response {
  const seconds = comeAgain[status]
  if (seconds !== undefined && !res.hasHeader('Retry-After')) res.set('Retry-After', seconds)
  return res.status(status)
}

function standsInWords({ standsIn = [] }: Viewer): string[] {
  const words = standsIn.map(({ name, until }) => t('delegation.inForce', { name, day: formatDay(until) }))
  return [...new Set(words)]
}

export function wantsJson(req: Request): boolean {
  return req.accepts(['html', 'json']) === 'json'
}

/** The head of a page: who it is, in which role, and in which others it could be; no role before everything has been shown. */
function whoIsThere(viewer: Viewer, { name, roles }: SignedIn) {
  const word = (role: Role) => t(`roles.${role}`)
  if (viewer.accountId === null) return { name }
  const others = roles.length === 1 ? null : roles
  return {
    name,
    role: word(viewer.role),
    account: paths.account.href(),
    roles: others?.map((role) => ({ value: role, text: word(role), selected: role === viewer.role })),
  }
}
