import { parseArgs } from 'node:util'
import type { Actions } from '../actions/app.ts'
import { Unusable } from './files.ts'

export const outboxHelp = `Usage: npm run -s outbox [-- --retry]

Prints how many mails wait, left, are stuck or ran out, and which are stuck: when they were promised, how often they were
tried, and why they did not leave. Never to whom they go. The server sends what is due; this command does not.
  --retry   have all that is stuck tried again
  --help    show this

Prints JSON. Exit 0: done. Exit 2: the arguments or the settings are wrong; nothing was changed.
`

export type OutboxWay = {
  open: () => Promise<{ operateOutbox: Actions['operateOutbox']; close: () => Promise<void> }>
  print: (text: string) => void
}

/** @throws {Unusable} with the reason, for whatever the caller can mend */
export async function outboxCommand(args: string[], { open, print }: OutboxWay): Promise<number> {
  const { help = false, retry = false } = readArguments(args)
  if (help) {
    print(outboxHelp)
    return 0
  }
  const { operateOutbox, close } = await open()
  try {
    print(`${JSON.stringify(await operateOutbox({ retry }), null, 2)}\n`)
    return 0
  } finally {
    await close()
  }
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options: { retry: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } }).values
  } catch (error) {
    throw new Unusable(`${error instanceof Error ? error.message : String(error)}\n\n${outboxHelp}`)
  }
}
