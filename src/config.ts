import { existsSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'

const settings = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'must begin with sqlite: or postgres://')
    .optional(),
  SECRETS_FILE: z.string().min(1).optional(),
  MAIL_URL: z
    .string()
    .regex(/^(smtps?:\/\/.+|file:\/\/\/.+)$/, 'must begin with smtp://, smtps:// or file:///')
    .optional(),
  TRUST_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

export type Config = {
  host: string
  port: number
  /** Links and cookies come from here only, never from a request. */
  baseUrl: string
  dataDir: string
  databaseUrl: string
  /** Where the installation's keys are; made at the first start where it is missing. */
  secretsFile: string
  /** A mail server, or a folder that gets each mail as an .eml file. */
  mailUrl: string
  trustProxyHops: number
  logLevel: string
}

/** The environment as one value. @throws {WrongSetting} naming the variable, what was expected, and nothing secret */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable means the same as none: z.coerce would make PORT='' a zero.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = settings.safeParse(given)
  if (!read.success) {
    const issues = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new WrongSetting(issues.join('\n'))
  }
  const { data } = read
  const dataDir = resolve(data.DATA_DIR)
  return {
    host: data.HOST,
    port: data.PORT,
    baseUrl: (data.BASE_URL ?? `http://localhost:${data.PORT}`).replace(/\/$/, ''),
    dataDir,
    databaseUrl: data.DATABASE_URL ?? `sqlite:${resolve(dataDir, 'verbund-kita.sqlite')}`,
    secretsFile: resolve(data.SECRETS_FILE ?? resolve(dataDir, 'secrets.json')),
    mailUrl: data.MAIL_URL ?? pathToFileURL(resolve(dataDir, 'mail')).href,
    trustProxyHops: data.TRUST_PROXY_HOPS,
    logLevel: data.LOG_LEVEL,
  }
}

export class WrongSetting extends Error {}

/** Where the caller stands: `npm run` changes into the project's folder and leaves the caller's own in INIT_CWD. */
export function callerDirectory(): string {
  return resolve(process.env.INIT_CWD ?? process.cwd())
}

const operatorFile = z.object({
  name: z.string().min(1),
  address: z.string().min(1),
  email: z.email(),
  phone: z.string().min(1),
  /** The sender of mails, where it is another than `email`, which then gets the answers. */
  mailFrom: z.email().optional(),
  dataProtection: z.string().min(1),
  /** Addresses outside the operator's hands that get every head of the audit trail: two at least. */
  witnesses: z.array(z.email()).default([]),
})
export type Operator = z.infer<typeof operatorFile>

/**
 * Who runs this installation, from `operator.json` in the data folder: the legal pages tell it. Without the file they say
 * that it is missing, so that nobody goes public with somebody else's name.
 *
 * @throws {WrongSetting} naming the field that is wrong
 */
export function readOperator(dataDir: string): Operator {
  const path = resolve(dataDir, 'operator.json')
  if (!existsSync(path)) {
    const missing = '(noch nicht eingetragen: operator.json im Datenordner)'
    return { name: missing, address: missing, email: missing, phone: missing, dataProtection: missing, witnesses: [] }
  }
  const read = operatorFile.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!read.success)
    throw new WrongSetting(`${path}: ${read.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join(', ')}`)
  return read.data
}

const httpsUrl = z
  .url({ protocol: /^https?$/ })
  .refine(
    (url) => url.startsWith('https:') || ['localhost', '127.0.0.1'].includes(new URL(url).hostname),
    'needs https',
  )

const oidcFile = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'a short word of a-z, 0-9 and -'),
    company: z.string().min(1),
    issuer: httpsUrl,
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
    mailDomains: z.array(z.string().regex(/^[a-z0-9.-]+$/, 'a domain in lower case')).min(1),
    rules: z
      .array(
        z.strictObject({
          claim: z.string().min(1),
          value: z.string().min(1),
          role: z.literal('hr'),
          companyId: z.string().min(1),
        }),
      )
      .min(1),
    secondFactor: z
      .strictObject({ amr: z.array(z.string()).default([]), acr: z.array(z.string()).default([]) })
      .default({ amr: [], acr: [] }),
  }),
)
export type OidcProviders = z.infer<typeof oidcFile>

/**
 * The companies whose people may come in by their company's OpenID Connect provider, from `oidc.json` in the data folder; none
 * without the file. It holds what this installation is known by at each provider, so only its owner may read it.
 *
 * @throws {WrongSetting} naming the field that is wrong, never its value
 */
export function readOidcProviders(dataDir: string): OidcProviders {
  const path = resolve(dataDir, 'oidc.json')
  if (!existsSync(path)) return []
  if ((statSync(path).mode & 0o077) !== 0) throw new WrongSetting(`${path}: others may read it; chmod 600 ${path}`)
  let text: unknown
  try {
    text = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new WrongSetting(`${path} is no JSON`)
  }
  const read = oidcFile.safeParse(text)
  if (!read.success)
    throw new WrongSetting(`${path}: ${read.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join(', ')}`)
  const ids = read.data.map(({ id }) => id)
  if (new Set(ids).size < ids.length) throw new WrongSetting(`${path}: two providers have the same id`)
  return read.data
}
