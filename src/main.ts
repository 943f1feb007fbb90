import { readConfig, WrongSetting } from './config.ts'
import { openApp } from './open-app.ts'
import { serve } from './serve.ts'

try {
  const config = readConfig()
  const served = await serve(config, await openApp(config))
  process.stdout.write(`${JSON.stringify({ event: 'ready', url: served.url })}\n`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void served.stop())
} catch (error) {
  process.stderr.write(`${error instanceof WrongSetting ? 'wrong setting: ' : ''}${(error as Error).message}\n`)
  process.exitCode = 1
}
