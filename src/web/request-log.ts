import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'

/** One line a request: pattern instead of address, a pseudonym instead of a person. */
export function requestLog(logger: Logger): RequestHandler {
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
    actor: (res as Response).locals?.carried?.presence.session?.accountId.slice(0, 8) ?? 'visitor',
  }
}
