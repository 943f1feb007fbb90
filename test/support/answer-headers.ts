/** What every answer must carry, said a second time and in other words than the program says it. */
const required: Readonly<Record<string, RegExp>> = {
  'content-security-policy':
    /^(?=.*default-src 'none')(?=.*script-src 'self'(;|$))(?=.*style-src 'self'(;|$))(?=.*form-action 'self')(?=.*frame-ancestors 'none')(?=.*base-uri 'none')(?!.*unsafe)/,
  'strict-transport-security': /^max-age=(\d{8,})/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  // An address that opens something says nothing of itself to anybody.
  'referrer-policy': /^(same-origin|strict-origin)$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /^(?=.*camera=\(\))(?=.*geolocation=\(\))(?=.*publickey-credentials-get=\(self\))/,
}
const forbidden = ['x-powered-by', 'server', 'etag', 'access-control-allow-origin']

type Headers = Readonly<Record<string, string | string[] | undefined>>

/** What is wrong with the headers of an answer; `kept` for the versioned static files, which alone may be kept. */
export function faultsOfHeaders(headers: Headers, { kept = false } = {}): string[] {
  const text = (name: string) => String(headers[name] ?? '')
  const wrong = Object.entries(required).filter(([name, wanted]) => !wanted.test(text(name)))
  const cookies = [headers['set-cookie'] ?? []].flat()
  const careless = cookies.filter(
    (cookie) =>
      !cookie.startsWith('__Host-') ||
      !['Path=/', 'HttpOnly', 'Secure'].every((part) => cookie.split('; ').includes(part)) ||
      !/; SameSite=(Lax|Strict)/.test(cookie) ||
      /; Domain=/i.test(cookie),
  )
  const caching = kept ? 'public, max-age=31536000, immutable' : 'no-store'
  return [
    ...wrong.map(([name]) => `${name}: ${text(name)}`),
    ...forbidden.filter((name) => headers[name] !== undefined && !(kept && name === 'etag')),
    ...careless.map((cookie) => `set-cookie: ${cookie.replace(/=[^;]*/, '=…')}`),
    ...(text('cache-control') === caching ? [] : [`cache-control: ${text('cache-control')}`]),
    ...(kept || text('vary').split(', ').toSorted().join() === 'Accept,Cookie' ? [] : [`vary: ${text('vary')}`]),
  ]
}

/** How many headers are looked at in one answer. */
export const headersLookedAt = Object.keys(required).length + forbidden.length + 2
