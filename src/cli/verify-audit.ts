/** `npm run -s verify-audit`: whether the audit trail of a database is whole, and up to where that is proved. */
import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import type { VerifiedTrail, VerifyTrailRefusal } from '../actions/trail/verify-trail.ts'
import { readConfig } from '../config.ts'
import { openApp } from '../open-app.ts'
import { readText, run, Unusable, writeText } from './files.ts'

const help = `Usage: npm run -s verify-audit [-- --head <file>] [--key <key>]

Reads the whole audit trail of this database and checks that its numbers have no gap, that every entry has its own hash and follows
the one before, and that every signed head covers exactly the entries that are here. DATABASE_URL says which database.
  --head <file>   a head that a witness kept, such as the text of the mail; may be given several times; - is standard input
  --key <key>     trust this public key (name+id+key, as on the page of the heads) instead of the one in SECRETS_FILE; may be
                  given several times, for keys of earlier times
  --help          show this

Only a head from outside shows a trail that somebody with database and key has written anew: it is proved up to the last head that
a witness kept, and the output says up to where.
Exit 0: it holds. Exit 1: it does not, with a line for each finding. Exit 2: it could not be checked, with the reason.
`

type Finding = VerifiedTrail['findings'][number]

const keepers = { database: 'of this database', witness: 'that a witness kept' }

function wordsOf(finding: Finding): string {
  switch (finding.kind) {
    case 'sequence':
      return `sequence: entry ${finding.seq} stands where ${finding.expected} should: entries were removed, added or moved`
    case 'changed':
      return `changed: entry ${finding.seq} does not have its own hash`
    case 'chain':
      return `chain: entry ${finding.seq} does not follow the hash of the one before`
    case 'cut':
      return `cut: a head ${keepers[finding.keptBy]} covers ${finding.size} entries, here are ${finding.entries}`
    case 'root':
      return `root: the first ${finding.size} entries are not those of the head ${keepers[finding.keptBy]}: they were written anew`
    case 'signature':
      return `signature: the head ${keepers[finding.keptBy]} over ${finding.size} entries is not signed by a trusted key`
  }
}

function report({ entries, findings, found, provedBy, heads }: VerifiedTrail): string[] {
  const { database, witness } = provedBy
  const proved = Math.max(database, witness)
  const count = (of: keyof typeof heads) => {
    const { count: some, lastAt } = heads[of]
    return `${some}${lastAt === null ? '' : `, the last signed at ${lastAt}`}`
  }
  return [
    ...findings.map((finding) => `${wordsOf(finding)}\n`),
    ...(found > findings.length ? [`… and ${found - findings.length} further findings\n`] : []),
    `Entries: ${entries}. Heads ${keepers.database}: ${count('database')}. Heads ${keepers.witness}: ${count('witness')}.\n`,
    found === 0 ? 'Holds: numbers, hashes, chain, and every head.\n' : `Does not hold: ${found} findings.\n`,
    proved === 0
      ? 'Proved: nothing. Without a head that holds, whoever can write to the database may have written all of it anew.\n'
      : `Proved: entries 1 to ${proved}, by a signed head. Whoever has changed them since would have needed the signing key.\n`,
    witness === 0
      ? 'Proved against whoever holds the signing key: nothing. That takes a head that a witness kept: --head <file>.\n'
      : `Proved against whoever holds the signing key: entries 1 to ${witness}, by the head that a witness kept.\n`,
    ...(entries > proved
      ? [`Not proved: entries ${proved + 1} to ${entries}, which no head covers that holds.\n`]
      : []),
  ]
}

const refusals: Record<VerifyTrailRefusal['kind'], string> = {
  'no-head': 'a file given with --head has no signed head in it: expected the text of the mail, with all of its lines',
  'no-key': 'a --key is no public key: expected name+id+key, as on the page of the heads',
}

await run(async () => {
  const { head = [], key = [], help: helpAsked } = readArguments()
  if (helpAsked === true) {
    process.stdout.write(help)
    return 0
  }
  const kept = head.map(readText)
  const { actions, close } = await openApp(readConfig())
  try {
    const bar = new SingleBar({
      format: 'Trail [{bar}] {value} of {total} entries, {duration_formatted}',
      noTTYOutput: true,
    })
    bar.start(0, 0)
    const verified = await actions.verifyTrail({ kept, keys: key }, (done, total) => {
      bar.setTotal(total)
      bar.update(done)
    })
    bar.stop()
    if (!verified.ok) throw new Unusable(refusals[verified.refusal.kind])
    await writeText('-', report(verified.value))
    return verified.value.found === 0 ? 0 : 1
  } finally {
    await close()
  }
})

function readArguments() {
  try {
    const options = {
      head: { type: 'string', multiple: true },
      key: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
    } as const
    return parseArgs({ options }).values
  } catch (error) {
    throw new Unusable(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
  }
}
