import { checkNetwork } from '../../domain/check-network.ts'
import type { Instant } from '../../domain/day.ts'
import type { Network } from '../../domain/network.ts'
import { normalisedPassword } from '../../domain/password.ts'
import { keyedThings } from '../../domain/network-index.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import type { FormatError } from '../../engine/types.ts'
import { type Db, inTransaction } from '../../store/db.ts'
import { insertNetwork } from '../../store/network/insert-network.ts'
import type { Keyring } from '../../store/keyring.ts'
import { claimInstallation, isEmptyNetwork } from '../../store/network/installation.ts'
import { networkSchema } from './schema.ts'

export type SeedDeps = {
  db: Db
  newId: () => string
  /** 128 random bits in Crockford's base32. */
  newTicket: () => string
  hashPassword: (password: string) => Promise<string>
  now: () => Instant
  keyring: Keyring
}

export type SeedRefusal = { kind: 'database-not-empty' } | { kind: 'not-a-network'; errors: FormatError[] }

/** The file's keys with the ids that they were given. */
export type Seeded = { ids: Record<string, string> }

/**
 * An operator fills an empty database with a whole network, all of it or nothing.
 *
 * Refuses a database in which anything stands already, and a file that is no sound `network/1`, with the paths.
 */
export const seedNetwork =
  (deps: SeedDeps) =>
  async (input: unknown): Promise<Result<Seeded, SeedRefusal>> => {
    const read = readNetwork(input)
    if (!read.ok) return read
    if (!(await isEmptyNetwork(deps.db))) return refuse({ kind: 'database-not-empty' })
    const network = read.value
    const ids = new Map([...keyedThings(network)].map(({ thing }) => [thing.key, deps.newId()]))
    // Slow on purpose, so before the transaction: nothing but SQL may keep the others waiting.
    const passwordHashes = await hashPasswords(network, deps.hashPassword)

    return inTransaction(deps.db, async (trx) => {
      // Whoever seeds at the same time waits here, and then finds the database filled.
      await claimInstallation(trx, network.installation)
      if (!(await isEmptyNetwork(trx))) throw new NotEmptyAnymore()
      await insertNetwork(trx, network, { ...deps, ids, passwordHashes, at: deps.now() })
      return ok({ ids: Object.fromEntries(ids) })
    }).catch((error: unknown) => {
      if (error instanceof NotEmptyAnymore) return refuse({ kind: 'database-not-empty' })
      throw error
    })
  }

/** Rolls back; a refusal that is returned would commit the installation's new name. */
class NotEmptyAnymore extends Error {}

/** The shape first, then what refers to what. */
export function readNetwork(input: unknown): Result<Network, Extract<SeedRefusal, { kind: 'not-a-network' }>> {
  const parsed = networkSchema.safeParse(input)
  const errors = parsed.success ? checkNetwork(parsed.data) : parsed.error.issues.map((issue) => errorOf(issue, input))
  return parsed.success && errors.length === 0 ? ok(parsed.data) : refuse({ kind: 'not-a-network', errors })
}

function errorOf({ path, message }: { path: PropertyKey[]; message: string }, input: unknown): FormatError {
  const found = path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | null)?.[step], input)
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  // "Invalid input: expected string, received number" → "string"
  const expected = message.replace(/^[A-Za-z ]+: expected /, '').replace(/, received .*$/, '')
  return {
    path: `$${name}`,
    expected,
    found: path.at(-1) === 'password' || path.at(-1) === 'totpSecret' ? 'another one' : shown(found),
  }
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = JSON.stringify(value)
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`
}

/** Account key → hash. A few at a time: each takes memory and a thread of its own. */
async function hashPasswords(network: Network, hashPassword: SeedDeps['hashPassword']): Promise<Map<string, string>> {
  const hashes = new Map<string, string>()
  const waiting = network.accounts.values()
  const work = async () => {
    for (const { key, password } of waiting) hashes.set(key, await hashPassword(normalisedPassword(password)))
  }
  await Promise.all(Array.from({ length: 4 }, work))
  return hashes
}
