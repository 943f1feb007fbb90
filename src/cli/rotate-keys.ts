/** `npm run rotate-keys`: a new key for sealed fields, and none left under an old one. */
import { readConfig } from '../config.ts'
import { openApp } from '../open-app.ts'
import { beginKeyRotation, endKeyRotation } from '../secrets.ts'
import { run, Unusable } from './files.ts'

const help = `Usage: npm run -s rotate-keys

Puts a new key into SECRETS_FILE, seals every sealed field by it, and takes the old keys out. Stop the server first: it knows the
old key only. Killed in the middle, nothing is lost: run it again. Backups from before need the secrets from before.
Environment: SECRETS_FILE, DATABASE_URL, DATA_DIR. Exit codes: 0 done, 1 it failed, 2 the command cannot be carried out.
`

await run(async () => {
  const [unknown] = process.argv.slice(2).filter((arg) => arg !== '--help')
  if (unknown !== undefined) throw new Unusable(`there is no ${unknown} here; --help tells what there is`)
  if (process.argv.includes('--help')) {
    process.stdout.write(help)
    return 0
  }
  const config = readConfig()
  const name = beginKeyRotation(config.secretsFile)
  const app = await openApp(config)
  try {
    const fields = await app.actions.reseal((done, total) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} columns`)
    })
    if (process.stderr.isTTY) process.stderr.write('\n')
    endKeyRotation(config.secretsFile)
    process.stdout.write(`${fields} fields are sealed by the key ${name} now; the old keys are gone.\n`)
    return 0
  } finally {
    await app.close()
  }
})
