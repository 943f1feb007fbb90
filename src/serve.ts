import { createServer as createPlainServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fewestWitnesses } from './domain/trail.ts'
import type { Deliver } from './actions/mails/send-next-mail.ts'
import { type Config, type Operator, readOidcProviders, readOperator, WrongSetting } from './config.ts'
import { keyringOf } from './store/keyring.ts'
import { createHttpServer } from './web/http-server.ts'
import { mailWriter } from './web/mails/write-mail.ts'
import { createLogger } from './web/logger.ts'
import { openDoors } from './web/oidc/doors.ts'
import { createServer } from './web/server.ts'
import { type MailSettings, openPost } from './worker/mail-transport.ts'
import { startSending } from './worker/send-mails.ts'
import { startWorker } from './worker/work.ts'
import type { OpenApp } from './open-app.ts'

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
