import { parseArgs } from 'node:util'
import type { Seeded, SeedRefusal } from '../actions/network/seed-network.ts'
import type { Result } from '../domain/result.ts'
import { readJson, refuseFormat, Unusable } from './files.ts'

export const seedHelp = `Usage: npm run -s seed -- --file <network.json>

Fills an empty database with a whole network: consortia, Kitas, companies, contracts, accounts, families, requests, rounds
and services. All of it is written, or nothing. DATABASE_URL says where.
  --file <file>   a network/1 (db/network.schema.json); - is standard input
  --help          show this

Prints a map from the file's keys to ids as JSON.
Exit 0: done. Exit 2: the file is no sound network/1, or the database is not empty; nothing is written.
`

export type SeedWay = {
  /** Opens the database, migrated. Called after the file has been read as JSON. */
  open: () => Promise<{ seed: (input: unknown) => Promise<Result<Seeded, SeedRefusal>>; close: () => Promise<void> }>
  print: (text: string) => void
}

// More than this nobody reads; the rest is often the same mistake again.
const errorsShown = 20

/** @throws {Unusable} with the reason, for whatever the caller can mend */
export async function seedCommand(args: string[], { open, print }: SeedWay): Promise<number> {
  const { file, help } = readArguments(args)
  if (help === true) {
    print(seedHelp)
    return 0
  }
  if (file === undefined) throw new Unusable(`expected --file with a network\n\n${seedHelp}`)
  const input = readJson(file)
  const { seed, close } = await open()
  try {
    const seeded = await seed(input)
    if (seeded.ok) print(`${JSON.stringify(seeded.value.ids, null, 2)}\n`)
    else refuseSeed(file, seeded.refusal)
    return 0
  } finally {
    await close()
  }
}

function refuseSeed(file: string, refusal: SeedRefusal): never {
  switch (refusal.kind) {
    case 'database-not-empty':
      throw new Unusable('the database is not empty: a network is seeded into an empty one only')
    case 'not-a-network': {
      const { errors } = refusal
      const more = { path: '…', expected: 'nothing more', found: `${errors.length - errorsShown} further errors` }
      refuseFormat(file, 'network/1', errors.length > errorsShown ? [...errors.slice(0, errorsShown), more] : errors)
    }
  }
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options: { file: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }).values
  } catch (error) {
    throw new Unusable(`${error instanceof Error ? error.message : String(error)}\n\n${seedHelp}`)
  }
}
