import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { csrfSync } from 'csrf-sync'
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import type { Actions } from '../actions/app.ts'
import { reachOf } from '../policy/policy.ts'
import type { Viewer } from '../policy/scope.ts'
import { assets } from './assets.ts'
import { navigationOf } from './navigation.ts'
import { paths } from './paths.ts'
import { type RefusalKind, statusOf, wordsOf } from './refusals.ts'
import type { Operator, Reply, Route } from './route.ts'
import { routes } from './routes.ts'
import { keepSessions } from './session.ts'
import { useTemplates } from './templates.ts'
import { texts } from './texts.ts'
import { t } from './words.ts'

export type ServerSettings = {
  actions: Actions
  baseUrl: string
  trustProxyHops: number
  sessionSecret: string
  operator: Operator
  demo: boolean
  logger: Logger
}

/** The app with its middleware in order; the very object that tests drive. */
export function createServer(settings: ServerSettings): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', settings.trustProxyHops)
  app.set('query parser', 'simple')
  useTemplates(app, fileURLToPath(new URL('../../views', import.meta.url)))

  app.use(requestLog(settings.logger))
  app.use(securityHeaders())
  app.get(paths.healthz.pattern, (_req, res) => void res.json({ status: 'ok' }))
  app.use('/assets', assets())
  app.use((_req, res, next) => {
    res.set('Cache-Control', 'no-store')
    next()
  })
  if (new URL(settings.baseUrl).hostname === 'localhost') app.use(secureOnLocalhost)
  app.use(express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 200 }))
  app.use(keepSessions(settings.actions, settings.sessionSecret))
  app.use(sameSiteOnly(settings.baseUrl))
  app.use(csrf.csrfSynchronisedProtection)
  app.use(async (req, res, next) => {
    res.locals.viewer = await settings.actions.findViewer(req.session.accountId)
    next()
  })
  for (const route of routes) app[route.method](route.path, visit(route, settings))
  app.use((req, res) => show(req, res, settings, { kind: 'refused', refusal: { kind: 'not-found' } }))
  app.use(errorPage(settings))
  return app
}

const csrf = csrfSync({ getTokenFromRequest: (req) => texts(req.body)?._csrf })

function visit(route: Route, settings: ServerSettings): RequestHandler {
  return async (req, res) => {
    const viewer = viewerOf(res)
    const refused = comesIn(route, viewer)
    if (refused === 'sign-in-needed' && req.method === 'GET' && !wantsJson(req)) {
      return res.redirect(303, `${paths.signIn.href()}?next=${encodeURIComponent(req.originalUrl)}`)
    }
    if (refused) return show(req, res, settings, { kind: 'refused', refusal: { kind: refused } })
    const query = texts(req.query)
    const fields = texts(req.body ?? {})
    const params = texts(req.params)
    if (!query || !fields || !params)
      return show(req, res, settings, { kind: 'refused', refusal: { kind: 'malformed' } })
    const { actions, operator } = settings
    await show(
      req,
      res,
      settings,
      await route.handle({ actions, operator, viewer, params, query, fields, address: req.originalUrl }),
    )
  }
}

/** A role without the permission learns nothing, not even that the page exists; a visitor is asked to sign in. */
function comesIn(route: Route, viewer: Viewer): 'sign-in-needed' | 'not-found' | undefined {
  if (route.permission === 'anyone' || reachOf(viewer.role, route.permission)) return undefined
  return viewer.accountId === null ? 'sign-in-needed' : 'not-found'
}

async function show(req: Request, res: Response, settings: ServerSettings, reply: Reply): Promise<void> {
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
      const words = wordsOf(reply.refusal.kind, reply.values)
      const status = statusOf(reply.refusal.kind)
      if (wantsJson(req)) return void res.status(status).json({ code: reply.refusal.kind, ...words })
      const data = { ...words, code: reply.refusal.kind }
      return render(req, res, settings, {
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
    case 'page':
      if (wantsJson(req)) return void res.status(reply.status ?? 200).json(reply.data)
      return render(req, res, settings, reply)
  }
}

function render(req: Request, res: Response, settings: ServerSettings, page: Extract<Reply, { kind: 'page' }>): void {
  const viewer = viewerOf(res)
  const { view, data, status, ...frame } = page
  res.status(status ?? 200).render(view, {
    ...data,
    frame: {
      ...frame,
      demo: settings.demo,
      viewer: viewer.accountId === null ? null : { name: viewer.name, role: t(`roles.${viewer.role}`) },
      navigation: navigationOf(viewer, req.path),
      // Asked for by forms only: a visitor who just reads gets no session and no cookie.
      key: randomUUID(),
      get csrf() {
        return csrf.generateToken(req)
      },
    },
  })
}

function errorPage(settings: ServerSettings): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const { status, code } = error as { status?: number; code?: string }
    if (res.headersSent) return void res.destroy()
    res.locals.viewer ??= { accountId: null, name: '', role: 'visitor', subjects: [] } satisfies Viewer
    const kind: RefusalKind | undefined =
      code === 'EBADCSRFTOKEN' || status === 403 ? 'form-outdated' : status === 413 ? 'too-large' : undefined
    if (kind || (status !== undefined && status < 500)) {
      return void show(req, res, settings, { kind: 'refused', refusal: { kind: kind ?? 'malformed' } })
    }
    const number = randomUUID().slice(0, 8).toUpperCase()
    settings.logger.error({ number, err: error }, 'unexpected')
    const words = wordsOf('unexpected', { number })
    if (wantsJson(req)) return void res.status(500).json({ code: 'unexpected', number, ...words })
    const data = { ...words, code: 'unexpected' }
    render(req, res, settings, {
      kind: 'page',
      view: 'errors/refusal',
      page: 'error',
      title: words.title,
      data,
      status: 500,
    })
  }
}

function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
  })
}

/** Chromium takes `__Host-` cookies on http://localhost; express-session must be told that this counts as secure. */
const secureOnLocalhost: RequestHandler = (req, _res, next) => {
  Object.defineProperty(req, 'secure', { value: true })
  next()
}

/** Beside the token: a form of another site says so in its headers. */
function sameSiteOnly(baseUrl: string): RequestHandler {
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

/** One line a request: pattern instead of address, a pseudonym instead of a person. */
function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: () => randomUUID(),
    serializers: {
      req: (req: { id: string; method: string }) => ({ id: req.id, method: req.method }),
      res: () => undefined,
    },
    customSuccessObject: (req, res, line: object) => ({ ...line, ...about(req, res) }),
    customErrorObject: (req, res, _error, line: object) => ({ ...line, ...about(req, res) }),
  })
}

function about(req: IncomingMessage, res: ServerResponse) {
  return {
    route: (req as Request).route?.path ?? 'none',
    status: res.statusCode,
    actor: (res as Response).locals?.viewer?.accountId?.slice(0, 8) ?? 'visitor',
  }
}

function wantsJson(req: Request): boolean {
  return req.accepts(['html', 'json']) === 'json'
}

function viewerOf(res: Response): Viewer {
  return res.locals.viewer as Viewer
}
