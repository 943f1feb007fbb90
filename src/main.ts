import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pino from 'pino'
import { readConfig, readOperator, WrongSetting } from './config.ts'
import { openApp, sessionSecret } from './open-app.ts'
import { createServer } from './web/server.ts'
import { startWorker } from './worker/work.ts'

try {
  const config = readConfig()
  const logger = pino({ level: config.logLevel })
  const app = await openApp(config)
  const server = createHttpServer(
    createServer({
      actions: app.actions,
      baseUrl: config.baseUrl,
      trustProxyHops: config.trustProxyHops,
      sessionSecret: sessionSecret(config.dataDir),
      operator: readOperator(config.dataDir),
      demo: await app.actions.isDemo(),
      logger,
    }),
  )
  const worker = startWorker(app.actions, { onFailure: (err) => logger.error({ err }, 'a job failed') })
  server.on('error', (error) => {
    process.stderr.write(`cannot listen on ${config.host}:${config.port}: ${error.message}\n`)
    process.exit(1)
  })
  server.listen(config.port, config.host, () => {
    const { port } = server.address() as AddressInfo
    const url = config.port === 0 ? `http://localhost:${port}` : config.baseUrl
    process.stdout.write(`${JSON.stringify({ event: 'ready', url })}\n`)
  })
  const drain = () => {
    server.close(() => void worker.stop().then(() => app.close()))
    server.closeIdleConnections()
  }
  process.once('SIGTERM', drain)
  process.once('SIGINT', drain)
} catch (error) {
  process.stderr.write(`${error instanceof WrongSetting ? `wrong setting\n${error.message}` : String(error)}\n`)
  process.exitCode = 1
}
