import { fileURLToPath } from 'node:url'
import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import type { Logger } from 'pino'
import type { Actions } from '../actions/app.ts'
import type { Presence } from '../actions/sessions/find-presence.ts'
import type { Instant } from '../domain/day.ts'
import { needsStepUp, reachOf } from '../policy/policy.ts'
import { setAnswerHeaders } from './answer-headers.ts'
import { assets } from './assets.ts'
import { deviceLabel } from './device-label.ts'
import { networkOf } from './network.ts'
import { errorPage, refuseAsOurs } from './error-page.ts'
import { answerInTime, knownMethodsOnly, readFields } from './limits.ts'
import { heldFormOf, holdForm } from './held-form.ts'
import type { Door } from './oidc/doors.ts'
import { paths } from './paths.ts'
import type { RefusalKind } from './refusals.ts'
import { requestLog } from './request-log.ts'
import type { Operator, Route } from './route.ts'
import { routes } from './routes.ts'
import type { Sealer } from './sealer.ts'
import { sameSiteOnly } from './security.ts'
import {
  carriedOf,
  cookieOf,
  deviceCookie,
  findOutWho,
  forgetHeldForm,
  ownFormsOnly,
  sessionCookie,
  takeOidcTicket,
} from './session.ts'
import { pageOf, wayPast } from './sessions/ways.ts'
import { setStatus, show, wantsJson } from './show.ts'
import { useTemplates } from './templates.ts'
import { texts } from './texts.ts'

export type ServerSettings = {
  actions: Actions
  baseUrl: string
  trustProxyHops: number
  sessionSecret: string
  sealer: Sealer
  operator: Operator
  demo: boolean
  doors?: readonly Door[]
  logger: Logger
}

/** The app with its middleware in order; the very object that tests drive, and may give another table or less patience. */
export function createServer(
  settings: ServerSettings,
  { table = routes, answerWithin }: { table?: readonly Route[]; answerWithin?: number } = {},
): Express {
  const { actions, logger } = settings
  const app = express()
  app.disable('x-powered-by')
  app.locals.demo = settings.demo
  app.locals.companyDoors = (settings.doors ?? []).length > 0
  // An answer that nobody keeps needs no tag to ask for it again.
  app.disable('etag')
  app.set('trust proxy', settings.trustProxyHops)
  app.set('query parser', 'simple')
  useTemplates(app, fileURLToPath(new URL('../../views', import.meta.url)))

  app.use(requestLog(logger, actions.pseudonymOf))
  app.use(setAnswerHeaders)
  app.use(knownMethodsOnly)
  app.use(answerInTime((req, res) => void refuseAsOurs(req, res, logger, 'too-slow'), answerWithin))
  app.get(paths.healthz.pattern, (_req, res) => void res.json({ status: 'ok' }))
  app.get(paths.readyz.pattern, async (_req, res) => {
    const readiness = await actions.probeReadiness()
    setStatus(res, readiness.ready ? 200 : 503).json(readiness)
  })
  app.use(assets())
  app.use(sameSiteOnly(settings.baseUrl))
  app.use(readFields)
  app.use(findOutWho(actions, settings.sessionSecret))
  app.use(ownFormsOnly)
  app.use((req, _res, next) => actions.duringRequest(req.id as string, next))
  for (const route of table) app[route.method](route.path, visit(route, settings))
  app.use((req, res) => show(req, res, { kind: 'refused', refusal: { kind: 'not-found' } }))
  app.use(errorPage(actions, logger))
  return app
}

function visit(route: Route, settings: ServerSettings): RequestHandler {
  return async (req, res) => {
    const { actions, operator, doors = [] } = settings
    const { presence } = carriedOf(res)
    const { viewer } = presence
    const refused = comesIn(route, presence, actions.now())
    if (refused) {
      const way = wayPast(refused, req, () => hold(route, settings, req, res))
      if (way && route.method === 'get' && !wantsJson(req)) return res.redirect(303, way.href)
      return show(req, res, { kind: 'refused', refusal: { kind: refused }, ...(way && { way }) })
    }
    const heldForm = () => heldFormOf(req, settings.sealer, viewer.accountId, actions.now())
    if (route.method === 'post' && heldForm()?.target === req.originalUrl) forgetHeldForm(res)
    const query = texts(req.query)
    const fields = texts(req.body ?? {})
    const params = texts(req.params)
    if (!query || !fields || !params) return show(req, res, { kind: 'refused', refusal: { kind: 'malformed' } })
    // An address that opens something stays between the person and us. Not `no-referrer`: browsers then send forms of the
    // page with `Origin: null` (Fetch, "append a request Origin header"), which is what a foreign form looks like.
    if (route.path.includes(':token')) res.set('Referrer-Policy', 'strict-origin')
    const network = networkOf(req.ip)
    const browser = {
      label: deviceLabel(req.get('user-agent')),
      token: cookieOf(req, sessionCookie),
      deviceToken: cookieOf(req, deviceCookie),
    }
    const asked = {
      actions,
      operator,
      site: settings.baseUrl,
      viewer,
      presence,
      browser,
      network,
      doors,
      takeTicket: () => takeOidcTicket(req, res),
      heldForm,
      params,
      query,
      fields,
    }
    await show(req, res, await route.handle(asked))
  }
}

/** Keeps what was typed for after the proof; false where there is nothing to keep, or nobody to keep it for. */
function hold({ method, action }: Route, { actions, sealer }: ServerSettings, req: Request, res: Response): boolean {
  const { session, ended } = carriedOf(res).presence
  const known = session ?? ended
  if (method !== 'post' || known === undefined || wantsJson(req)) return false
  const { accountId, role } = known
  const form = { accountId, role, act: action, target: req.originalUrl, from: pageOf(req), heldAt: actions.now() }
  return holdForm(req, res, sealer, form)
}

/**
 * The one place where a route is opened. Whoever has not shown a needed second factor reaches nothing but what shows it. A role
 * without the permission learns nothing, not even that the page exists; a visitor is asked to sign in.
 */
function comesIn(route: Route, { viewer, session }: Presence, now: Instant): RefusalKind | undefined {
  if (session?.missing && !route.halfIn) return `${session.missing}-needed`
  if (route.permission === 'anyone') return undefined
  if (!reachOf(viewer.role, route.permission)) return viewer.accountId === null ? 'sign-in-needed' : 'not-found'
  if (needsStepUp(route.permission) && !(session?.freshUntil && now < session.freshUntil)) return 'fresh-proof-needed'
  return undefined
}
