/** `npm run -s export-heads`: signs the trail as it stands and prints its heads. */
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { openApp } from '../open-app.ts'
import { run, Unusable, writeText } from './files.ts'

const help = `Usage: npm run -s export-heads [-- --file <file>]

Signs the audit trail as it stands now, promises the new head to every witness as the clock does each hour, and writes all heads as
signed notes (c2sp.org/tlog-checkpoint), the newest first. Where nothing has come since the last head, there is no new one.
  --file <file>   where to write them; without it, standard output
  --help          show this

Whoever keeps a head outside this installation can show later that the trail before it was rewritten: npm run -s verify-audit.
Exit 0: done. Exit 2: it could not be done, with the reason.
`

await run(async () => {
  const { file = '-', help: helpAsked } = readArguments()
  if (helpAsked === true) {
    process.stdout.write(help)
    return 0
  }
  const { actions, close } = await openApp(readConfig())
  try {
    await actions.makeTrailHead()
    await writeText(file, [(await actions.exportHeads()).join('\n')])
    return 0
  } finally {
    await close()
  }
})

function readArguments() {
  try {
    const options = { file: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const
    return parseArgs({ options }).values
  } catch (error) {
    throw new Unusable(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
  }
}
