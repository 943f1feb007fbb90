import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hash, verify } from '@node-rs/argon2'
import { type Actions, createActions } from './actions/app.ts'
import type { Config } from './config.ts'
import { type Database, openDatabase } from './store/db.ts'
import { migrate } from './store/migrate.ts'
import { computeInThread } from './worker/compute-in-thread.ts'

// OWASP's first choice for argon2id.
const argon2id = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export type OpenApp = { database: Database; actions: Actions; close(): Promise<void> }

/** The store, migrated and proved durable, with the actions bound to it: for the server and for commands. */
export async function openApp(config: Config): Promise<OpenApp> {
  const database = openDatabase(config.databaseUrl)
  await migrate(database.db)
  await database.proveDurable()
  const actions = createActions({
    db: database.db,
    now: () => new Date().toISOString(),
    newId: randomUUID,
    compute: computeInThread,
    hashPassword: (password) => hash(password, argon2id),
    verifyPassword: verify,
  })
  return { database, actions, close: () => database.close() }
}

/** The secret that signs session cookies: made at the first start, readable by this user only. */
export function sessionSecret(dataDir: string): string {
  const path = join(dataDir, 'session-secret')
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(path, 'utf8')
}
