import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Logger } from 'pino'
import type { Actions } from '../actions/app.ts'
import { type RefusalKind, statusOf, wordsOf } from './refusals.ts'
import { show } from './show.ts'

type Ours = Extract<RefusalKind, 'unexpected' | 'unavailable' | 'too-slow'>

/** The last stop: what is the sender's doing is refused in plain words; what is ours gets a number, on the page and in the log. */
export function errorPage(actions: Actions, logger: Logger): ErrorRequestHandler {
  return async (error: unknown, req, res, _next) => {
    const refused = refusalOf(error)
    if (!refused)
      return refuseAsOurs(req, res, logger, actions.isStoreUnavailable(error) ? 'unavailable' : 'unexpected', error)
    if (res.headersSent) return void res.destroy()
    const reply = { kind: 'refused', refusal: { kind: refused } } as const
    await show(req, res, reply).catch((again: unknown) => refuseAsOurs(req, res, logger, 'unexpected', again))
  }
}

/** An answer for what is our fault. Whatever fails while it is written, somebody gets to read something. */
export async function refuseAsOurs(
  req: Request,
  res: Response,
  logger: Logger,
  kind: Ours,
  error?: unknown,
): Promise<void> {
  const request = req.id as string
  const number = request.slice(0, 8).toUpperCase()
  logger.error({ request, number, ...(error !== undefined && { err: error }) }, kind)
  // What has begun can only be broken off; what has ended was answered before.
  if (res.headersSent) return void (res.writableEnded || res.destroy())
  try {
    await show(req, res, { kind: 'refused', refusal: { kind }, values: { number } })
  } catch (again) {
    logger.error({ request, number, err: again }, 'the error page failed')
    const { title, text } = wordsOf(kind, { number })
    res.status(statusOf(kind)).type('text/plain').send(`${title}. ${text}\n`)
  }
}

/** What Express and its parsers say about a request that they could not take. */
function refusalOf(error: unknown): RefusalKind | undefined {
  const { status } = error as { status?: unknown }
  switch (status) {
    case 403:
      return 'form-outdated'
    case 413:
      return 'too-large'
    case 415:
      return 'not-a-form'
    default:
      return typeof status === 'number' && status >= 400 && status < 500 ? 'malformed' : undefined
  }
}
