import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { WrongSetting } from './config.ts'

const key = z.string().regex(/^[0-9a-f]{64}$/, 'must be 256 bits as lower-case hex')

const secretsFile = z.strictObject({
  session: key,
  fields: z
    .strictObject({ current: z.string().regex(/^[a-z0-9-]+$/), keys: z.record(z.string(), key) })
    .refine(({ current, keys }) => Object.hasOwn(keys, current), 'current must name one of keys'),
  digests: key,
  heads: z.string().startsWith('-----BEGIN PRIVATE KEY-----'),
})

type Secrets = z.infer<typeof secretsFile>

/**
 * The keys of this installation. Made at the first start, readable by this user only; to be kept apart from backups of the
 * database, because whoever has both reads what is sealed.
 *
 * @throws {WrongSetting} naming the field that is wrong, never its value
 */
export function readSecrets(path: string): Secrets {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${JSON.stringify(newSecrets(), null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true })
    synchroniseFolder(dirname(path))
  }
  let text: unknown
  try {
    text = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new WrongSetting(`SECRETS_FILE: ${path} is no JSON`)
  }
  const read = secretsFile.safeParse(text)
  if (read.success) return read.data
  const issues = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  throw new WrongSetting(`SECRETS_FILE: ${path}: ${issues.join(', ')}`)
}

/** Without this a power cut may take the name of a new file with it, and with the keys all that has been sealed since. */
function synchroniseFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

export function newSecrets(): Secrets {
  const random = () => randomBytes(32).toString('hex')
  const { privateKey } = generateKeyPairSync('ed25519')
  const heads = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { session: random(), fields: { current: 'k1', keys: { k1: random() } }, digests: random(), heads }
}

/**
 * Puts a new key in front of the old ones, which still open what they have sealed; where a rotation was broken off, its key stays.
 *
 * @returns the name of the key that seals from now on
 */
export function beginKeyRotation(path: string): string {
  const secrets = readSecrets(path)
  const { current, keys } = secrets.fields
  if (Object.keys(keys).length > 1) return current
  const next = `k${Number(current.replace(/\D/g, '') || 0) + 1}`
  replaceSecrets(path, {
    ...secrets,
    fields: { current: next, keys: { ...keys, [next]: randomBytes(32).toString('hex') } },
  })
  return next
}

/** Takes out the keys that seal nothing any more. */
export function endKeyRotation(path: string): void {
  const secrets = readSecrets(path)
  const { current, keys } = secrets.fields
  replaceSecrets(path, { ...secrets, fields: { current, keys: { [current]: keys[current] } } })
}

/** Whole or not at all: half a file of keys opens nothing. */
function replaceSecrets(path: string, secrets: Secrets): void {
  const next = `${path}.next`
  writeFileSync(next, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(next, path)
  synchroniseFolder(dirname(path))
}
