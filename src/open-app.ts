import { randomBytes, randomUUID } from 'node:crypto'
import { createServer as createPlainServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { hash, verify } from '@node-rs/argon2'
import { type Actions, createActions } from './actions/app.ts'
import { fewestWitnesses } from './domain/trail.ts'
import type { Deliver } from './actions/mails/send-next-mail.ts'
import { type Config, type Operator, readOidcProviders, readOperator, WrongSetting } from './config.ts'
import { deletionJournal } from './deletion-journal.ts'
import { ticketOf } from './domain/ticket.ts'
import { readRetention } from './retention.ts'
import { readSecrets } from './secrets.ts'
import { type Database, openDatabase } from './store/db.ts'
import { headSignerOf } from './store/head-signer.ts'
import { keyringOf, type Secrets } from './store/keyring.ts'
import { migrate } from './store/migrate.ts'
import { createHttpServer } from './web/http-server.ts'
import { paths } from './web/paths.ts'
import { mailWriter } from './web/mails/write-mail.ts'
import { createLogger } from './web/logger.ts'
import { openDoors } from './web/oidc/doors.ts'
import { createServer } from './web/server.ts'
import { computeInThread } from './worker/compute-in-thread.ts'
import { type MailSettings, openPost } from './worker/mail-transport.ts'
import { nearestChangesInThread } from './worker/nearest-change-in-thread.ts'
import { startSending } from './worker/send-mails.ts'
import { startWorker } from './worker/work.ts'

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

export type Served = { url: string; stop(): Promise<void> }

/** Starts server and worker over an open app. @throws where the port cannot be had */
export async function serve(config: Config, app: OpenApp): Promise<Served> {
  const logger = createLogger(config.logLevel)
  const operator = readOperator(config.dataDir)
  const witnesses = operator.witnesses.length
  if (witnesses < fewestWitnesses) {
    logger.warn({ witnesses }, `operator.json: the trail's heads need ${fewestWitnesses} witnesses at least`)
  }
  const web = createServer({
    actions: app.actions,
    baseUrl: config.baseUrl,
    trustProxyHops: config.trustProxyHops,
    sessionSecret: app.secrets.session,
    sealer: keyringOf(app.secrets),
    operator,
    demo: await app.actions.isDemo(),
    doors: openDoors(readOidcProviders(config.dataDir), config.baseUrl, {
      sealer: keyringOf(app.secrets),
      onTrouble: (trouble) => logger.warn(trouble, 'a company sign-in failed'),
    }),
    logger,
  })
  const server = createHttpServer(web, logger)
  await listen(server, config)
  const { port } = server.address() as AddressInfo
  const worker = startWorker(app.actions, { onFailure: (err) => logger.error({ err }, 'a job failed') })
  const sending = startSending(app.actions, delivery(config, operator), {
    onFailure: (err) => logger.error({ err }, 'a mail could not be written'),
  })
  return {
    url: config.port === 0 ? `http://localhost:${port}` : config.baseUrl,
    async stop() {
      // Connections that are at work close with their answer.
      server.keepAliveTimeout = 1
      const closed = new Promise((done) => server.close(done))
      server.closeIdleConnections()
      await closed
      await worker.stop()
      await sending.stop()
      await app.close()
    },
  }
}

/** From a promised mail to a mail server or folder: the words of the web, carried by the worker. */
export function delivery(config: Config, operator: Operator): Deliver {
  const write = mailWriter(config.baseUrl)
  const post = openPost(mailSettings(config, operator))
  return ({ id, at, mail }) => post({ id, at, to: mail.to, ...write(mail) })
}

function mailSettings({ mailUrl, baseUrl }: Config, { email, mailFrom }: Operator): MailSettings {
  // Without operator.json nobody is named whom an answer could reach.
  const contact = email.includes('@') ? email : undefined
  const address = mailFrom ?? contact ?? `verbund-kita@${new URL(baseUrl).hostname}`
  const replyTo = contact === address ? undefined : contact
  return { mailUrl, baseUrl, from: { name: 'Verbund-Kita', address }, ...(replyTo !== undefined && { replyTo }) }
}

/** Before anything is built for it: whether the port can be had. @throws {WrongSetting} where it cannot */
export async function proveListening(config: Config): Promise<void> {
  const server = createPlainServer()
  await listen(server, config)
  await new Promise((closed) => server.close(closed))
}

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE'
      failed(
        inUse
          ? new WrongSetting(`PORT: ${port} on ${host} is in use already; choose another, such as PORT=3001`)
          : error,
      )
    })
    server.listen(port, host, listening)
  })
}

export { describeRoutes } from './web/describe-routes.ts'
