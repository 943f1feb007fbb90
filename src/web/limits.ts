import express, { type Request, type RequestHandler, type Response } from 'express'
import type { RefusalKind } from './refusals.ts'
import { show } from './show.ts'

const second = 1000

/**
 * What one connection may take: times in milliseconds, sizes in bytes. A phone on a slow line sends a form in seconds; who
 * sends a byte now and then only holds a place that somebody else needs.
 */
export const connectionLimits = {
  headers: 10 * second,
  request: 30 * second,
  /** Longer than the 60 seconds that proxies keep an idle connection, so that it is never we who close it under a request. */
  idle: 65 * second,
  lookEvery: 5 * second,
  headerBytes: 16 * 1024,
  connections: 5_000,
}

/** A form of ours has a few dozen fields; a catalogue of points with every row and addition filled has some hundreds. */
const mostFields = 1_000
/** Characters in one field. The longest that anybody types is a description of a service. */
const longestField = 10_000
const mostBytes = 64 * 1024

/** Who waits longer has gone; a proxy gives up after 60 seconds and would say so in its own words. */
const longestAnswer = 20 * second

/** A path and a method outside the table do not exist, whatever else is wrong with the request. */
export const knownMethodsOnly: RequestHandler = (req, res, next) => {
  const { method, httpVersion, headers } = req
  // HTTP/1.1 asks for a host (RFC 9112, 3.2), though no link of ours is made from it.
  if (httpVersion === '1.1' && !headers.host) return refuse(req, res, 'malformed')
  return ['GET', 'HEAD', 'POST'].includes(method) ? next() : refuse(req, res, 'not-found')
}

/** Reads what a form of ours sends: text fields, url-encoded, UTF-8. Any other body is refused unread. */
export const readFields: RequestHandler[] = [
  (req, res, next) =>
    req.get('content-type') && req.is('urlencoded') === false ? refuse(req, res, 'not-a-form') : next(),
  express.urlencoded({ extended: false, inflate: false, limit: mostBytes, parameterLimit: mostFields }),
  (req, res, next) => {
    const fields = Object.entries((req.body ?? {}) as Record<string, unknown>)
    const tooLong = (text: unknown) => typeof text === 'string' && text.length > longestField
    return fields.some(([name, value]) => tooLong(name) || tooLong(value)) ? refuse(req, res, 'too-large') : next()
  },
]

/**
 * After this long somebody is told to look again later. The act itself goes on to its end, because a transaction cut in half
 * helps nobody: sent again, the same form gets its answer.
 */
export function answerInTime(late: (req: Request, res: Response) => void, within = longestAnswer): RequestHandler {
  return (req, res, next) => {
    const timer = setTimeout(() => res.headersSent || late(req, res), within)
    res.once('close', () => clearTimeout(timer))
    next()
  }
}

function refuse(req: Request, res: Response, kind: RefusalKind): Promise<void> {
  return show(req, res, { kind: 'refused', refusal: { kind } })
}
