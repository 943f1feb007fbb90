import { faultsOfHeaders } from '../answer-headers.ts'
import type { Answered } from './attacks.ts'

/** Every answer that the contract knows for what a person can send. */
const contract = new Set([200, 303, 304, 400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 431])
export const longestAnswer = 2_000

/** What is wrong with an answer, whatever was asked; empty is what every hostile request must get. */
export function faultsOfAnswer({ status, headers, text, milliseconds }: Answered): string[] {
  const type = String(headers['content-type'] ?? '')
  const isPage = type.startsWith('text/html') && headers['content-disposition'] === undefined
  const { location } = headers
  return [
    ...(contract.has(status) ? [] : [`status ${status}`]),
    ...faultsOfHeaders(headers).map((fault) => `header ${fault}`),
    ...(isPage && /<hx/.test(text) ? ['echoed as it came'] : []),
    ...(/at \S+ \(.*:\d+:\d+\)|SQLITE_|syntax error at/.test(text) ? ['tells of its inside'] : []),
    ...(headers['x-injected'] === undefined ? [] : ['a header was injected']),
    ...(location === undefined || isOwn(String(location)) ? [] : [`leads to ${String(location)}`]),
    ...(status === 429 && headers['retry-after'] === undefined ? ['429 without Retry-After'] : []),
    ...(milliseconds <= longestAnswer ? [] : [`took ${Math.round(milliseconds)} ms`]),
  ]
}

/** As a browser would read it: `//host`, `/\host` and `/<tab>/host` are other sites. */
function isOwn(location: string): boolean {
  return location.startsWith('/') && new URL(location, 'http://own.example').host === 'own.example'
}
