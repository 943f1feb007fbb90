import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { hash, verify } from '@node-rs/argon2'
import { type Actions, createActions } from './actions/app.ts'
import { type Config, readOperator } from './config.ts'
import { deletionJournal } from './deletion-journal.ts'
import { ticketOf } from './domain/ticket.ts'
import { readRetention } from './retention.ts'
import { readSecrets } from './secrets.ts'
import { type Database, openDatabase } from './store/db.ts'
import { headSignerOf } from './store/head-signer.ts'
import { keyringOf, type Secrets } from './store/keyring.ts'
import { migrate } from './store/migrate.ts'
import { paths } from './web/paths.ts'
import { computeInThread } from './worker/compute-in-thread.ts'
import { nearestChangesInThread } from './worker/nearest-change-in-thread.ts'

// OWASP's first choice for argon2id.
export const argon2id = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export type OpenApp = { database: Database; actions: Actions; secrets: Secrets; close(): Promise<void> }

/** The store, migrated and proved durable, with the actions bound to it: for the server and for commands. */
export async function openApp(config: Config): Promise<OpenApp> {
  const secrets = readSecrets(config.secretsFile)
  const database = openDatabase(config.databaseUrl)
  await migrate(database.db)
  await database.proveDurable()
  const actions = createActions({
    db: database.db,
    now: () => new Date().toISOString(),
    newId: randomUUID,
    newTicket: () => ticketOf(randomBytes(16)),
    newSalt: () => randomBytes(32).toString('hex'),
    newToken: () => randomBytes(32).toString('base64url'),
    keyring: keyringOf(secrets),
    retention: readRetention(config.dataDir),
    journal: deletionJournal(join(config.dataDir, 'deletions.txt')),
    headSigner: headSignerOf(secrets.heads, `${new URL(config.baseUrl).host}${paths.trailHeads.href()}`),
    witnesses: readOperator(config.dataDir).witnesses,
    compute: computeInThread,
    nearestChanges: nearestChangesInThread,
    hashPassword: (password) => hash(password, argon2id),
    verifyPassword: verify,
  })
  return { database, actions, secrets, close: () => database.close() }
}
