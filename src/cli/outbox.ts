import { readConfig } from '../config.ts'
import { openApp } from '../open-app.ts'
import { run } from './files.ts'
import { outboxCommand } from './outbox-command.ts'

await run(() =>
  outboxCommand(process.argv.slice(2), {
    async open() {
      const { actions, close } = await openApp(readConfig())
      return { operateOutbox: actions.operateOutbox, close }
    },
    print: (text) => void process.stdout.write(text),
  }),
)
