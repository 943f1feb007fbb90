import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

const policies = helmet({
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
  frameguard: { action: 'deny' },
  referrerPolicy: { policy: 'same-origin' },
})

/** What a page of ours never asks for; a passkey is asked for by our own pages only. */
const permissions = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
].map((name) => `${name}=()`)
const passkeys = ['publickey-credentials-create=(self)', 'publickey-credentials-get=(self)']

/**
 * What every answer carries, as a table of lower-case names: Node answers what is no HTTP before Express sees it, and those
 * answers carry the same. Nothing is kept by anybody on the way, and an answer is another one for another person or form.
 */
export const answerHeaders: Readonly<Record<string, string>> = {
  ...headersSetBy(policies),
  'permissions-policy': [...permissions, ...passkeys].join(', '),
  'cache-control': 'no-store',
  vary: 'Cookie, Accept',
}

function headersSetBy(middleware: ReturnType<typeof helmet>): Record<string, string> {
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  middleware(response.req, response, () => {})
  return Object.fromEntries(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]))
}

export const setAnswerHeaders: RequestHandler = (_req, res, next) => {
  res.set(answerHeaders)
  next()
}
