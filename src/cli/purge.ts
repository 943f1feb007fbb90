/** `npm run purge`: removes what has been kept for its time, or says with --dry-run what that would be. */
import { readConfig } from '../config.ts'
import { openApp } from '../open-app.ts'
import { run, Unusable } from './files.ts'

const help = `Usage: npm run -s purge [-- --dry-run]

Removes what has been kept for its time, and whom somebody asked to be forgotten; the server does the same once a day.
  --dry-run   say what would be removed, and change nothing
Times and reasons: retention.json in DATA_DIR changes what is proposed. Environment: DATABASE_URL, DATA_DIR, SECRETS_FILE.
Exit codes: 0 done, 1 it failed, 2 the command cannot be carried out.
`

await run(async () => {
  const args = process.argv.slice(2)
  if (args.includes('--help')) {
    process.stdout.write(help)
    return 0
  }
  const unknown = args.find((arg) => arg !== '--dry-run')
  if (unknown !== undefined) throw new Unusable(`there is no ${unknown} here; --help tells what there is`)
  const dryRun = args.includes('--dry-run')
  const app = await openApp(readConfig())
  try {
    const report = await app.actions.purge({ dryRun }, (done, total) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} kinds`)
    })
    if (process.stderr.isTTY) process.stderr.write('\n')
    for (const { kind, period, from, reason, count } of report.rules) {
      const time = 'days' in period ? `${period.days} days` : `${period.months} months`
      process.stdout.write(`${String(count).padStart(6)}  ${kind}: ${time} after ${from}\n        because ${reason}\n`)
    }
    process.stdout.write(
      `${String(report.asked).padStart(6)}  accounts asked to be deleted, ${report.waiting} more must wait\n`,
    )
    process.stdout.write(`${String(report.noticed).padStart(6)}  accounts told that they end in a month\n`)
    process.stdout.write(dryRun ? 'Nothing was changed.\n' : 'Removed.\n')
    return 0
  } finally {
    await app.close()
  }
})
