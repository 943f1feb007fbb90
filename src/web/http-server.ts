import { randomUUID } from 'node:crypto'
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { answerHeaders } from './answer-headers.ts'
import { connectionLimits } from './limits.ts'
import { wordsOf } from './refusals.ts'

/**
 * The server around the app: how long and how much a connection may send, and an answer with our headers also where Node
 * answers without asking the app, because what came is no HTTP, too long or too slow.
 */
export function createHttpServer(app: RequestListener, logger: Logger, limits = connectionLimits): Server {
  const answers = new WeakMap<Duplex, ServerResponse>()
  const answer: RequestListener = (req, res) => {
    answers.set(req.socket, res)
    app(req, res)
  }
  const options = {
    headersTimeout: limits.headers,
    requestTimeout: limits.request,
    keepAliveTimeout: limits.idle,
    connectionsCheckingInterval: limits.lookEvery,
    maxHeaderSize: limits.headerBytes,
    // Node would answer by itself; the app refuses it, as it refuses all that it cannot read.
    requireHostHeader: false,
  }
  const server = createServer(options, answer)
  server.maxConnections = limits.connections
  // An expectation that we do not know is none that we must meet (RFC 9110, 10.1.1).
  server.on('checkExpectation', answer)
  server.on('clientError', (error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket) => {
    const begun = answers.get(socket)
    // What was begun can only be broken off; what nobody reads any more needs no answer.
    if (!socket.writable || error.code === 'ECONNRESET' || (begun?.headersSent && !begun.writableEnded)) {
      return void socket.destroy()
    }
    const [status, reason] = statuses[error.code ?? ''] ?? [400, 'Bad Request']
    logger.info({ request: randomUUID(), method: 'none', route: 'none', status, ms: 0, actor: 'visitor' }, 'no request')
    const headOnly = error.rawPacket?.subarray(0, 5).toString('latin1') === 'HEAD '
    socket.end(plainAnswer(status, reason, headOnly), () => socket.destroy())
  })
  return server
}

const statuses: Readonly<Record<string, readonly [status: number, reason: string] | undefined>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
}

function plainAnswer(status: number, reason: string, headOnly: boolean): string {
  const { title, text } = wordsOf('malformed')
  const body = `${title}. ${text}\n`
  const headers = {
    ...answerHeaders,
    'content-type': 'text/plain; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n${headOnly ? '' : body}`
}
