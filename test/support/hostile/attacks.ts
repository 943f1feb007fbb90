import { Agent, request } from 'node:http'
import * as fc from 'fast-check'
import type { FoundForm } from './found-forms.ts'

/** One request as it is sent. What would do harm where it is echoed as it came has the element `hx`, which is none. */
export type Attack = {
  method: string
  path: string
  headers: Record<string, string | string[]>
  body: string | undefined
}
export type Answered = {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  milliseconds: number
}

const hostile = [
  '"><hx onmouseover=1>\'',
  '</title><hx>',
  '</textarea><hx>',
  "';<hx>",
  '{{hx}}',
  '{{{body}}}',
  'javascript:hx',
  "'; drop table account; --",
  "' or '1'='1",
  "\\'; select pg_sleep(9); --",
  '%',
  '_',
  '$1',
  ':id',
  '?',
  '=HYPERLINK("http://hx.example")',
  '@SUM(1)',
  '+1',
  '-1',
  '\t=1',
  'a\r\nX-Injected: hx',
  'a\r\n\r\n<hx>',
  '../../../../etc/passwd',
  '..\\..\\x',
  '/etc/passwd',
  'file:///etc/passwd',
  '.',
  '..',
  '~',
  '//hx.example/',
  '/\\hx.example/',
  'https://hx.example/',
  '/\t/hx.example',
  '\\\\hx.example',
  '/%09/hx.example',
  '0',
  '-0',
  '1.5',
  '1,5',
  '1e309',
  '-1e309',
  'NaN',
  'Infinity',
  '0x10',
  '00000000000000000001',
  '٣',
  '２',
  '2147483648',
  '-2147483649',
  '9007199254740993',
  '99999999999999999999',
  '9'.repeat(400),

  '2026-02-30',
  '2027-02-29',
  '2026-13-01',
  '0000-00-00',
  '9999-12-31',
  '31.02.2027',
  '2026-11-31T25:61:61Z',
  '12:99',

  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u202Ehx',
  '👩‍👩‍👧‍👦',
  `e${'\u0301'.repeat(60)}`,
  '\uFEFF',
  '\uD800',
  '\uDC00a',
  '\u2028',
  '\u0085',
  'true',
  'false',
  'null',
  'undefined',
  '[]',
  '{}',
  '{"$gt":""}',
  '[object Object]',
  '__proto__',
  'constructor',

  'toString',
  'hasOwnProperty',
  '00000000-0000-4000-8000-000000000000',
  'x'.repeat(300),
  'ü'.repeat(5_000),
  'x'.repeat(12_000),
]
/** Put into the body or the address as they are. */
const raw = [
  '%00',
  '%',
  '%zz',
  '%E0%A4%A',
  '%ED%A0%80',
  '%C0%AE%C0%AE/',
  '%FF%FE',
  '+',
  '%0d%0aX-Injected:%20hx',
  '&',
  '=',
  '&&==',
  ';',
  '%u0041',
  '%2527',
  '[',
  ']',
]
/** Names of columns and of what a request has inside the program: no form has them, and none may be written by one. */
const extras = [
  'id',
  'role',
  'roles',
  'version',
  'state',
  'accountId',
  'account_id',
  'familyId',
  'family_id',
  'companyId',
  'kitaId',
  'consortium_id',
  'ticket',
  'lot',
  'points',
  'disabled_at',
  'password_hash',
  '__proto__',
  'constructor',
  'prototype',
  'viewer',
  'at',
  'key',
  '_method',
  'next',
]

const texts = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...hostile) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.integer().map(String) },
  { weight: 1, arbitrary: fc.double().map(String) },
)
const encodedTexts = fc.oneof(
  { weight: 6, arbitrary: texts.map(encode) },
  { weight: 1, arbitrary: fc.constantFrom(...raw) },
)

const edits = fc.record({
  kind: fc.constantFrom('set', 'set', 'set', 'set', 'drop', 'empty', 'repeat', 'list', 'object', 'extra', 'rename'),
  field: fc.nat(),
  text: encodedTexts,
  extra: fc.constantFrom(...extras),
})

const headerEdits: Record<string, string | string[]>[] = [
  ...['application/json', '*/*', 'text/csv', 'text/html;q=x', '', 'a/b, '.repeat(300)].map((accept) => ({ accept })),
  ...[
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'application/xml',
    '',
    'application/x-www-form-urlencoded; charset=utf-16',
    'APPLICATION/X-WWW-FORM-URLENCODED',
    'x',
    'a/b; charset="',
  ].map((type) => ({ 'content-type': type })),
  ...['gzip', 'br', 'x'].map((encoding) => ({ 'content-encoding': encoding })),
  ...[
    '',
    '__Host-session=',
    '=;;;=;',
    '__Host-session=s%3Ax.y',
    '__Host-session=s%3A%00.%00',
    '__Host-session=j%3A{}',
    '%E0%A4%A=%E0%A4%A',
    `a=${'x'.repeat(8_000)}`,
  ].map((cookie) => ({ cookie })),
  ...['https://hx.example', 'null', 'x', ''].map((origin) => ({ origin })),
  ...['cross-site', 'same-site', 'x'].map((site) => ({ 'sec-fetch-site': site })),
  ...['hx.example', 'localhost:1', '[::1]', 'a b', '"><hx>'].map((host) => ({ host })),
  {
    'x-forwarded-host': 'hx.example',
    'x-forwarded-proto': 'gopher',
    'x-forwarded-for': '"><hx>, 1',
    forwarded: 'host=hx.example',
  },
  ...['DELETE', 'PUT', '<hx>'].map((method) => ({ 'x-http-method-override': method })),
  ...['bytes=0-0', 'bytes=9-1', 'bytes=-1', 'x'].map((range) => ({ range })),
  ...['*', '"x"', 'W/"', 'x,'.repeat(500)].map((tags) => ({ 'if-none-match': tags, 'if-match': tags })),
  { 'if-modified-since': 'morgen', 'if-unmodified-since': 'gestern' },
  ...['de', 'x'.repeat(4_000), '*;q=2', '../../x'].map((language) => ({ 'accept-language': language })),
  { 'accept-encoding': 'x, gzip;q=0' },
  { referer: 'https://hx.example/"><hx>', 'user-agent': '<hx>' },
  { expect: '100-continue' },
  { 'x-request-id': '<hx>', 'x-csrf-token': 'x', 'csrf-token': ['a', 'b'] },
  { te: 'trailers', upgrade: 'h2c' },
]

/** How a form or an address is spoiled; which one, the harness says, so that each gets its turn. */
export const spoilings = fc.record({
  edits: fc.array(edits, { minLength: 1, maxLength: 3 }),
  choices: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
  headers: fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constantFrom(...headerEdits) },
  ),
  path: encodedTexts,
  method: fc.constantFrom(
    'GET',
    'GET',
    'GET',
    'GET',
    'HEAD',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'TRACE',
    'PROPFIND',
  ),
})
export type Spoiling = typeof spoilings extends fc.Arbitrary<infer Value> ? Value : never

/** Percent-encoded whatever it is; a lone surrogate as the bytes that some programs make of it. */
function encode(text: string): string {
  if (/^[\uD800-\uDFFF]/.test(text) && text.length === 1) return '%ED%A0%80'
  const bytes = [...Buffer.from(text, 'utf8')]
  return bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}

type Pair = [name: string, value: string]

/** A form as somebody might send it who does not mean well. Its key is new, so that no earlier answer is repeated. */
export function spoiledForm(
  form: FoundForm,
  { edits: changes, choices, headers, path }: Spoiling,
  newKey: string,
): Attack {
  const pairs = form.fields.map(({ name, values }, at): Pair => {
    const value = name === '_key' ? newKey : values[choices[at % choices.length] % values.length]
    return [encode(name), encode(value)]
  })
  for (const edit of changes) spoil(pairs, edit)
  const query = pairs.map((pair) => pair.join('=')).join('&')
  if (form.method === 'GET')
    return { method: 'GET', path: `${form.target.split('?')[0]}?${query}`, headers: { ...headers }, body: undefined }
  // Now and then the thing itself is another one.
  const target = choices[0] % 8 === 0 ? spoiledPath(form.target, choices[1], path) : form.target
  return {
    method: 'POST',
    path: target,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: query,
  }
}

function spoil(pairs: Pair[], { kind, field, text, extra }: Spoiling['edits'][number]): void {
  // A wrong token is refused before anything else is read: one time in ten is enough.
  const first = field % 10 === 0 ? 0 : pairs.findIndex(([name]) => name !== encode('_csrf'))
  const at = Math.max(0, first) + (field % Math.max(1, pairs.length - Math.max(0, first)))
  const name = pairs[at]?.[0] ?? 'x'
  switch (kind) {
    case 'set':
      pairs[at] = [name, text]
      break
    case 'drop':
      pairs.splice(at, 1)
      break
    case 'empty':
      pairs[at] = [name, '']
      break
    case 'repeat':
      pairs.push([name, text])
      break
    case 'list':
      pairs[at] = [`${name}[]`, text]
      break
    case 'object':
      pairs[at] = [`${name}[${extra}]`, text]
      break
    case 'extra':
      pairs.push([extra, text])
      break
    case 'rename':
      pairs.push([text, text])
  }
}

/** An address that somebody found, with another thing in it, another query, another method. */
export function spoiledAddress(address: string, spoiling: Spoiling, names: readonly string[]): Attack {
  const { edits: changes, choices, headers, method, path } = spoiling
  const [pathname, query = ''] = address.split('?')
  const place = choices[0] % 2 === 0 ? spoiledPath(pathname, choices[1], path) : pathname
  const pairs = query
    .split('&')
    .filter(Boolean)
    .map((part): Pair => [part.split('=')[0], part.split('=')[1] ?? ''])
  pairs.push([names[choices[2] % names.length], changes[0].text])
  for (const edit of changes) spoil(pairs, edit)
  return {
    method,
    path: `${place}?${pairs.map((pair) => pair.join('=')).join('&')}`,
    headers: { ...headers },
    body: undefined,
  }
}

function spoiledPath(pathname: string, choice: number, text: string): string {
  const parts = pathname.split('?')[0].split('/')
  parts[1 + (choice % Math.max(1, parts.length - 1))] = text
  return parts.join('/')
}

const agent = new Agent({ keepAlive: true, maxSockets: 2 })

export function send(base: string, { method, path, headers, body }: Attack): Promise<Answered> {
  const begun = performance.now()
  const { hostname, port } = new URL(base)
  return new Promise((answered, failed) => {
    const options = { agent, hostname, port, method, path: path.replaceAll(/[^\x21-\x7e]/g, encode), headers }
    const sent = request(options, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', failed)
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8')
        const milliseconds = performance.now() - begun
        answered({ status: response.statusCode ?? 0, headers: response.headers, text, milliseconds })
      })
    })
    sent.on('error', failed)
    sent.end(body)
  })
}
