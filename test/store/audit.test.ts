import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { makeTrailHead } from '../../src/actions/trail/make-trail-head.ts'
import { hashEntry } from '../../src/engine/trail/entry.ts'
import { appendAudit } from '../../src/store/audit.ts'
import { type Database, inTransaction, openDatabase, type Trx } from '../../src/store/db.ts'
import { keyringOf } from '../../src/store/keyring.ts'
import { migrate, pendingMigrations } from '../../src/store/migrate.ts'
import { digestOfValues, forgetSubjectKey } from '../../src/store/subject-keys.ts'
import { freshDatabase, testDialect } from '../support/database.ts'
import { testDeps, testSecrets } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { findingsOf, someEntries } from '../support/trail.ts'

let database: Database & { drop(): Promise<void> }
beforeEach(async () => {
  database = await migratedDatabase()
})
afterEach(() => database.drop())

const keyring = keyringOf(testSecrets)
const look = {
  at: '2026-11-24T08:00:00.000Z',
  actor: 'account-1',
  role: 'coordinator',
  action: 'child.look',
  subject: 'ticket-1',
  details: { round: 'round-1' },
}
const change = { ...look, action: 'place.change', before: { name: 'Mia' }, after: { name: 'Mila' } }

const transaction = <T>(work: (trx: Trx) => Promise<T>) => inTransaction(database.db, work)
const trail = () => database.db.selectFrom('audit').selectAll().orderBy('seq').execute()

describe('an entry of the trail', () => {
  test('that was written before values, reasons and requests existed keeps its hash', async () => {
    // As the first program wrote it: canonical JSON of nine fields after a zero byte.
    const text =
      '{"action":"child.look","actor":"account-1","at":"2026-11-24T08:00:00.000Z","details":"{\\"round\\":\\"round-1\\"}","prev":"","role":"coordinator","seq":1,"subject":"ticket-1"}'

    await transaction((trx) => appendAudit(trx, look))

    const [entry] = await trail()
    expect(entry.hash).toBe(createHash('sha256').update(`\0${text}`).digest('hex'))
  })

  test('with a reason has it under its hash', async () => {
    await transaction((trx) => appendAudit(trx, { ...look, reason: 'outcome-check' }))

    const [{ hash, ...entry }] = await trail()
    expect(entry.reason).toBe('outcome-check')
    expect(hash).toBe(hashEntry(entry))
    expect(hash).not.toBe(hashEntry({ ...entry, reason: null }))
  })

  test('follows the one before it, also when many are written at the same moment', async () => {
    await Promise.all(Array.from({ length: 20 }, () => transaction((trx) => appendAudit(trx, look))))

    const entries = await trail()
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
    expect(entries.map(({ prev }) => prev)).toEqual(['', ...entries.slice(0, -1).map(({ hash }) => hash)])
  })
})

describe('values that an act changes', () => {
  test('are in the trail as digests that whoever knows the value can show again', async () => {
    await transaction((trx) => appendAudit(trx, change, keyring))
    await transaction((trx) => appendAudit(trx, { ...change, before: { name: 'Mila' } }, keyring))

    const [first, second] = await trail()
    expect(JSON.stringify([first, second])).not.toMatch(/Mi(l)?a/)
    expect(second.before).toBe(first.after)
    await transaction(async (trx) => {
      expect(first.before).toBe(await digestOfValues(trx, keyring, 'ticket-1', { name: 'Mia' }))
      expect(first.after).toBe(await digestOfValues(trx, keyring, 'ticket-1', { name: 'Mila' }))
      expect(first.before).not.toBe(await digestOfValues(trx, keyring, 'ticket-2', { name: 'Mia' }))
    })
  })

  test('mean nothing any more once the key of their subject is forgotten, and the trail stays whole', async () => {
    await transaction((trx) => appendAudit(trx, change, keyring))

    await transaction((trx) => forgetSubjectKey(trx, 'ticket-1'))

    const [{ hash, ...entry }] = await trail()
    const again = await transaction((trx) => digestOfValues(trx, keyring, 'ticket-1', { name: 'Mia' }))
    expect(entry.before).not.toBe(again)
    expect(hash).toBe(hashEntry(entry))
  })

  test('are kept under a key that a stolen database does not show', async () => {
    await transaction((trx) => appendAudit(trx, change, keyring))

    const [{ sealed_key }] = await database.db.selectFrom('subject_key').selectAll().execute()
    expect(sealed_key).toMatch(/^v1\.k1\./)
  })
})

describe('the program’s own connection', () => {
  const attempts: Record<string, string> = {
    'change an entry': `update audit set actor = 'somebody'`,
    'remove an entry': `delete from audit where seq = 1`,
    ...(testDialect() === 'postgres'
      ? {
          'empty the trail': 'truncate audit',
          'overwrite an entry by writing it again': `insert into audit (seq, at, actor, role, action, subject, details, prev, hash)
            values (1, '', '', '', '', '', '', '', 'h') on conflict (seq) do update set actor = 'somebody'`,
        }
      : {
          'replace an entry by writing it again': `insert or replace into audit (seq, at, actor, role, action, subject, details, prev, hash)
            values (1, '', '', '', '', '', '', '', 'h')`,
          'replace an entry by one with its hash': `insert or replace into audit (seq, at, actor, role, action, subject, details, prev, hash)
            select 9, at, 'somebody', role, action, subject, details, prev, hash from audit`,
        }),
  }

  test.each(Object.entries(attempts))('cannot %s', async (_, statement) => {
    await transaction((trx) => appendAudit(trx, look))
    const before = await trail()

    await expect(sql.raw(statement).execute(database.db)).rejects.toThrow(/audit_is_append_only/)

    expect(await trail()).toEqual(before)
  })
})

// An embedded database has no roles.
if (testDialect() === 'postgres') {
  describe('an app whose role is not the owner of the tables', () => {
    test('works, and can neither change the trail nor take its guards away', async () => {
      const fresh = await freshDatabase()
      const owner = openDatabase(fresh.url)
      await migrate(owner.db)
      const role = `app_${randomBytes(6).toString('hex')}`
      for (const statement of grantsFor(role)) await sql.raw(statement).execute(owner.db)
      const url = new URL(fresh.url)
      url.searchParams.set('options', `-c role=${role}`)
      const app = openDatabase(url.href)
      onTestFinished(async () => {
        await app.close()
        await sql.raw(`drop owned by ${role}; drop role ${role}`).execute(owner.db)
        await owner.close()
        await fresh.drop()
      })
      const deps = testDeps(app.db)

      expect(await pendingMigrations(app.db)).toEqual([])
      await migrate(app.db)
      await app.proveDurable()
      await someEntries(app.db, 3)
      await makeTrailHead(deps)()

      expect(await findingsOf(deps)).toEqual([])
      for (const table of ['audit', 'trail_head']) {
        for (const statement of [
          `update ${table} set at = 'x'`,
          `delete from ${table}`,
          `truncate ${table}`,
          `alter table ${table} disable trigger all`,
          `drop trigger ${table}_is_append_only on ${table}`,
        ]) {
          await expect(sql.raw(statement).execute(app.db), statement).rejects.toThrow(/permission denied|must be owner/)
        }
      }
    })
  })
}

/** The statements of db/README.md, word for word, for a role of another name. */
function grantsFor(role: string): string[] {
  const readme = readFileSync(new URL('../../db/README.md', import.meta.url), 'utf8')
  const [, block = ''] = /```sql\n([\s\S]*?)```/.exec(readme) ?? []
  return block
    .replaceAll('verbund_kita_app', role)
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}
