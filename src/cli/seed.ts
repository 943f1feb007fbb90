import { readConfig } from '../config.ts'
import { openApp } from '../open-app.ts'
import { run } from './files.ts'
import { seedCommand } from './seed-command.ts'

await run(() =>
  seedCommand(process.argv.slice(2), {
    async open() {
      const { actions, close } = await openApp(readConfig())
      return { seed: actions.seedNetwork, close }
    },
    print: (text) => void process.stdout.write(text),
  }),
)
