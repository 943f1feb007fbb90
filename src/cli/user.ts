import { readConfig } from '../config.ts'
import { openApp } from '../open-app.ts'
import { run } from './files.ts'
import { userCommand } from './user-command.ts'

await run(() =>
  userCommand(process.argv.slice(2), {
    async open() {
      const { actions, close } = await openApp(readConfig())
      return { actions, close }
    },
    print: (text) => void process.stdout.write(text),
  }),
)
