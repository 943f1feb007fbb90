import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import { carriedOf } from './session.ts'

/** One line a request: pattern instead of address, a pseudonym instead of a person. */
export function requestLog(logger: Logger, pseudonymOf: (accountId: string) => string): RequestHandler {
  const line = (req: IncomingMessage, res: ServerResponse, { ms }: { ms: number }) => {
    const accountId = carriedOf(res as Response).presence.session?.accountId
    return {
      method: req.method,
      route: (req as Request).route?.path ?? 'none',
      status: res.statusCode,
      ms,
      actor: accountId ? pseudonymOf(accountId) : 'visitor',
    }
  }
  return pinoHttp({
    logger,
    genReqId: () => randomUUID(),
    // The id alone goes with the line: the request itself has addresses and headers.
    quietReqLogger: true,
    quietResLogger: true,
    wrapSerializers: false,
    customAttributeKeys: { reqId: 'request', responseTime: 'ms' },
    customLogLevel: (_req, res) => (res.statusCode < 500 ? 'info' : 'error'),
    customSuccessObject: line,
    // What went wrong has its own line, from the error page.
    customErrorObject: (req, res, _error, values) => line(req, res, values),
  })
}
