import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, inTransaction, openDatabase } from '../../src/store/db.ts'
import { headSignerOf } from '../../src/store/head-signer.ts'
import type { Secrets } from '../../src/store/keyring.ts'
import { migrate } from '../../src/store/migrate.ts'
import { makeHead } from '../../src/store/trail-heads.ts'
import { chainAnew, someEntries, withoutTriggers } from '../support/trail.ts'
import { makeFolder, runCommand } from './run-command.ts'

let folder: ReturnType<typeof makeFolder>
let database: Database
beforeAll(async () => {
  folder = makeFolder()
  database = openDatabase(`sqlite:${folder.path}/verbund-kita.sqlite`)
  await migrate(database.db)
  folder.write('operator.json', {
    name: 'Betreiber',
    address: 'Weg 1',
    email: 'hallo@example.org',
    phone: '0202 0',
    dataProtection: 'datenschutz@example.org',
    witnesses: ['presse@witness.example', 'betriebsrat@witness.example'],
  })
})
afterAll(async () => {
  await database.close()
  folder.remove()
})

const command = (name: string, ...args: string[]) =>
  runCommand(name, args, folder.path, '', { DATA_DIR: folder.path, BASE_URL: 'https://kita.example' })
const verifyAudit = (...args: string[]) => command('verify-audit', ...args)

describe('a witness who keeps the mails', () => {
  test('gets a head, and later exposes a history that somebody with database and key has written anew', async () => {
    await someEntries(database.db, 20)
    const exported = await command('export-heads')
    expect(exported.code).toBe(0)
    expect(exported.stdout).toMatch(/^kita\.example\/protokoll\n20\n/)
    folder.write('mail.txt', `Guten Tag,\r\n\r\n> ${exported.stdout.replaceAll('\n', '\r\n> ')}\r\nViele Grüße`)
    const mails = await database.db.selectFrom('outbox').select('kind').execute()
    expect(mails).toEqual([{ kind: 'trail-head' }, { kind: 'trail-head' }])

    await someEntries(database.db, 3)
    const untouched = await verifyAudit('--head', 'mail.txt')
    expect(untouched.stdout).toContain('Entries: 23.')
    expect(untouched.stdout).toContain('Holds: numbers, hashes, chain, and every head.')
    expect(untouched.stdout).toContain('Proved against whoever holds the signing key: entries 1 to 20')
    expect(untouched.stdout).toContain('Not proved: entries 21 to 23')
    expect(untouched.code).toBe(0)

    // The operator himself: he has the file, the key, and this program.
    const secrets = JSON.parse(readFileSync(`${folder.path}/secrets.json`, 'utf8')) as Secrets
    await withoutTriggers(database)
    await database.db.updateTable('audit').set({ actor: 'somebody else' }).where('seq', '=', 7).execute()
    await chainAnew(database.db)
    await database.db.deleteFrom('trail_head').execute()
    const signer = headSignerOf(secrets.heads, 'kita.example/protokoll')
    await inTransaction(database.db, (trx) => makeHead(trx, signer, '2026-11-24T08:00:00.000Z'))

    const alone = await verifyAudit()
    expect([alone.code, alone.stderr.includes('unexpected')]).toEqual([0, false])
    expect(alone.stdout).toContain('Proved against whoever holds the signing key: nothing.')

    const exposed = await verifyAudit('--head', 'mail.txt')
    expect(exposed.code).toBe(1)
    expect(exposed.stdout).toContain(
      'root: the first 20 entries are not those of the head that a witness kept: they were written anew',
    )
    expect(exposed.stdout).toContain('Does not hold: 1 findings.')
  }, 60_000)
})

describe('an operator', () => {
  test('is told which entry was changed', async () => {
    await database.db.updateTable('audit').set({ role: 'hr' }).where('seq', '=', 9).execute()

    const { code, stdout } = await verifyAudit()

    expect(code).toBe(1)
    expect(stdout).toContain('changed: entry 9 does not have its own hash')
  }, 30_000)

  test.each([
    [['--head', 'nix.txt'], 'nix.txt cannot be read: there is no such file'],
    [['--head', 'operator.json'], 'has no signed head in it'],
    [['--key', 'abc'], 'is no public key'],
    [['--heads', 'mail.txt'], "Unknown option '--heads'"],
  ])(
    'who gives %j is told what was expected, and nothing is judged',
    async (args, reason) => {
      const { code, stdout, stderr } = await verifyAudit(...args)

      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain(reason)
    },
    30_000,
  )

  test.each(['verify-audit', 'export-heads'])(
    'reads with --help what %s does',
    async (name) => {
      const { code, stdout } = await command(name, '--help')

      expect(code).toBe(0)
      expect(stdout).toContain(`Usage: npm run -s ${name}`)
    },
    30_000,
  )
})
