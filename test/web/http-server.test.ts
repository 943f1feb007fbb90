import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/store/db.ts'
import { createHttpServer } from '../../src/web/http-server.ts'
import { connectionLimits } from '../../src/web/limits.ts'
import { createLogger } from '../../src/web/logger.ts'
import { faultsOfHeaders } from '../support/answer-headers.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { type Listening, listening, sendRaw } from '../support/listening.ts'
import { testServer } from '../support/web.ts'

let database: Database & { drop(): Promise<void> }
let server: Listening
let impatient: Listening
const log: string[] = []

beforeAll(async () => {
  database = await migratedDatabase()
  const app = testServer(testDeps(database.db))
  const logger = createLogger('info', { write: (line: string) => void log.push(line) })
  server = await listening(createHttpServer(app, logger))
  const short = { ...connectionLimits, headers: 60, request: 60, lookEvery: 20 }
  impatient = await listening(createHttpServer(app, logger, short))
})
afterAll(async () => {
  await server.close()
  await impatient.close()
  await database.drop()
})

const alive = async (port: number) =>
  (await sendRaw(port, 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).status
const cookies = (count: number) => Array.from({ length: count }, (_, at) => `X-${at}: ${'x'.repeat(90)}\r\n`).join('')

describe('what is no request', () => {
  test.each([
    ['noise', '\x16\x03\x01\x02\x00\x01\x00', 400],
    ['an unknown method', 'ALLES / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['a header without a colon', 'GET / HTTP/1.1\r\nHost: x\r\nnichts\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\na',
      400,
    ],
    ['broken chunks', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 400],
    ['a folded header', 'GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n', 400],
    ['a bare line feed in a header', 'GET / HTTP/1.1\r\nHost: x\r\nX: a\n\rSet-Cookie: b\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a flood of headers', `GET / HTTP/1.1\r\nHost: x\r\n${cookies(200)}\r\n`, 431],
    ['an address of 20,000 characters', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  ])('%s is refused with all headers, and the server goes on', async (_, bytes, status) => {
    const answer = await sendRaw(server.port, bytes)

    expect(answer.status, answer.text).toBe(status)
    expect(faultsOfHeaders(answer.headers)).toEqual([])
    expect(answer.headers['content-length']).toBe(String(answer.body.length))
    expect(await alive(server.port)).toBe(200)
  })

  test('has no body where only the head was asked for, so that nobody takes it for the next answer', async () => {
    const answer = await sendRaw(server.port, `HEAD /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)

    expect([answer.status, answer.body]).toEqual([431, ''])
    expect(faultsOfHeaders(answer.headers)).toEqual([])
  })

  test('is in the log, with nothing of what was sent', async () => {
    log.length = 0
    await sendRaw(server.port, 'GEHEIM maria@example.org HTTP/1.1\r\n\r\n')

    expect(log).toHaveLength(1)
    expect(JSON.parse(log[0])).toMatchObject({ status: 400, route: 'none', actor: 'visitor' })
    expect(log[0]).not.toMatch(/GEHEIM|maria/)
  })
})

describe('an unusual request', () => {
  test.each([
    ['an expectation nobody knows', 'GET /nix HTTP/1.1\r\nHost: x\r\nExpect: Wunder\r\nConnection: close\r\n\r\n', 404],
    ['a whole address', 'GET http://evil.example/nix HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
    ['an upgrade', 'GET /nix HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n', 404],
    ['a trace', 'TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
    ['the old protocol', 'GET /nix HTTP/1.0\r\n\r\n', 404],
  ])('with %s gets an ordinary answer', async (_, bytes, status) => {
    const answer = await sendRaw(server.port, bytes)

    expect(answer.status, answer.text).toBe(status)
    expect(faultsOfHeaders(answer.headers)).toEqual([])
    expect(await alive(server.port)).toBe(200)
  })
})

describe('who goes away in the middle', () => {
  test('of a form is told that it could not be read, and nothing waits for the rest', async () => {
    const answer = await sendRaw(
      server.port,
      'POST /anmelden HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nab',
      { goAway: true },
    )

    expect(answer.status, answer.text).toBe(400)
    expect(faultsOfHeaders(answer.headers)).toEqual([])
    expect(await alive(server.port)).toBe(200)
  })
})

describe('who sends too slowly', () => {
  test.each([
    ['headers that never end', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    [
      'a body that never comes',
      'POST /anmelden HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\na',
    ],
  ])('%s: is told so with all headers and loses the connection', async (_, bytes) => {
    const answer = await sendRaw(impatient.port, bytes)

    expect(answer.status, answer.text).toBe(408)
    expect(faultsOfHeaders(answer.headers)).toEqual([])
    expect(await alive(impatient.port)).toBe(200)
  })

  test('fifty of them at once keep nobody else waiting for long', async () => {
    const slow = Array.from({ length: 50 }, () => sendRaw(impatient.port, 'GET / HTTP/1.1\r\nX-Slow: '))

    expect(await alive(impatient.port)).toBe(200)
    expect((await Promise.all(slow)).map(({ status }) => status)).toEqual(Array(50).fill(408))
  })
})
