import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import { proposedRetention } from '../../src/domain/retention.ts'
import { personalData } from '../../src/store/personal-data.ts'
import { type Database, openDatabase } from '../../src/store/db.ts'
import { queueMail } from '../../src/store/outbox.ts'
import { inTransaction } from '../../src/store/db.ts'
import { anAccount } from '../support/builders.ts'
import { freshMigratedDatabase } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { aFamilyRound, aGuardian, roundSteps } from '../support/family-builders.ts'

let fresh: Awaited<ReturnType<typeof freshMigratedDatabase>>
let database: Database
let deps: Deps

const canary = 'KANARIENVOGEL'
const at = (now: string): Deps => ({ ...deps, now: () => now })
const purgeAt = (now: string, dryRun = false) => createActions(at(now)).purge({ dryRun })

/** A released round: Ida has a place at Kita Sonne, Zoe has none; both families carry a canary in whatever names them. */
beforeEach(async () => {
  fresh = await freshMigratedDatabase()
  database = openDatabase(fresh.url)
  deps = testDeps(database.db)
  const { db } = database
  await aFamilyRound(db, {
    companies: { 'company-a': 'Klinik A' },
    kitas: [{ id: 'sonne', name: 'Kita Sonne', places: 1 }],
    children: [
      { id: 'ida', wishes: ['sonne'], answers: [{ criterion: 'hardship', value: 1 }] },
      {
        id: 'zoe',
        wishes: ['sonne'],
        answers: [{ criterion: 'single-parent', value: 1 }],
        companies: [{ id: 'company-a', confirmed: true }],
      },
    ],
  })
  await db
    .updateTable('child')
    .set({ given_name: `${canary}-kind`, family_name: `${canary}-familie` })
    .execute()
  await db
    .updateTable('employment')
    .set({ employee_name: `${canary}-angestellte`, employee_email: `${canary}@example.org` })
    .execute()
  for (const family of ['ida', 'zoe']) {
    const id = `parent-of-${family}`
    await anAccount(db, { id, role: 'parent', subjects: [family], passwordHash: '-' })
    await db
      .updateTable('account')
      .set({ email: `${canary}-${family}@example.org`, display_name: `${canary} ${family}` })
      .where('id', '=', id)
      .execute()
    await aGuardian(db, { id: `guardian-${family}`, family, accountId: id, name: [`${canary}-vorname`, canary] })
    const viewer = { accountId: id, name: '', role: 'parent', subjects: [family] } as const
    const actions = createActions(deps)
    const contact = { phone: '0202 1', street: `${canary}-weg`, postalCode: '42103', city: 'Ort' }
    await actions.changeContact(viewer, { contact, addressSecret: false, version: 0, key: 'c' })
    await actions.changeParticulars(viewer, { childId: family, particulars: ['health'], version: 0, key: 'p' })
    await inTransaction(db, (trx) =>
      queueMail(trx, deps.keyring, {
        id: `mail-${family}`,
        accountId: id,
        mail: { kind: 'already-registered', to: `${canary}@example.org`, values: { name: canary } },
        at: deps.now(),
      }),
    )
  }
  await roundSteps(deps).all()
})
afterEach(async () => {
  await database.close()
  await fresh.drop()
})

async function rowsWithCanary(): Promise<string[]> {
  const found: string[] = []
  for (const table of Object.keys(personalData) as (keyof typeof personalData)[]) {
    const rows = await database.db.selectFrom(table).selectAll().execute()
    found.push(...rows.filter((row) => JSON.stringify(row).includes(canary)).map(() => table))
  }
  return found
}

/** Bytes of the database's files that hold the canary; only where there are files to look into. */
function filesWithCanary(): string[] {
  const path = fresh.url.slice('sqlite:'.length)
  return ['', '-wal', '-shm'].filter((end) => existsSync(path + end) && readFileSync(path + end).includes(canary))
}
const onFiles = () => fresh.url.startsWith('sqlite:')

describe('what has been kept for its time', () => {
  test('is gone: a family without a place six months after the Kita year, in the tables and in the files', async () => {
    await database.db.updateTable('place_request').set({ state: 'waiting' }).where('id', '=', 'request-ida').execute()
    expect((await rowsWithCanary()).length).toBeGreaterThan(5)
    if (onFiles()) expect(filesWithCanary()).not.toEqual([])

    await purgeAt('2029-01-31T03:00:00.000Z')
    await purgeAt('2029-01-31T03:00:00.000Z')

    // The accounts have lost their families; whoever never signed in is told by nobody and goes when it asks to.
    expect([...new Set(await rowsWithCanary())]).toEqual(['account'])
    for (const id of ['parent-of-ida', 'parent-of-zoe']) {
      const viewer = { accountId: id, name: '', role: 'parent', subjects: [] } as const
      await createActions(at('2029-01-31T03:00:00.000Z')).requestDeletion(viewer, { key: 'd' })
    }
    await purgeAt('2029-02-03T03:00:00.000Z')
    expect(await rowsWithCanary()).toEqual([])
    if (onFiles()) expect(filesWithCanary()).toEqual([])
    expect(await database.db.selectFrom('family').select('id').execute()).toEqual([])
    expect(await database.db.selectFrom('criterion_answer').selectAll().execute()).toEqual([])
  })

  test('stays until that day, and what was drawn and decided stays countable', async () => {
    await database.db.updateTable('place_request').set({ state: 'waiting' }).where('id', '=', 'request-ida').execute()
    await purgeAt('2029-01-30T03:00:00.000Z')
    expect(await database.db.selectFrom('family').select('id').execute()).toHaveLength(2)

    await purgeAt('2029-01-31T03:00:00.000Z')

    const { db } = database
    const requests = await db.selectFrom('place_request').selectAll().orderBy('id').execute()
    expect(requests.map(({ family_id, ticket, child_birth_month }) => [family_id, ticket, child_birth_month])).toEqual([
      [null, 'TICKET-ida', '2025-01-01'],
      [null, 'TICKET-zoe', '2025-01-01'],
    ])
    expect(await db.selectFrom('proposal').select('request_id').execute()).toHaveLength(1)
    expect(await db.selectFrom('draw_leaf').select('ticket').execute()).toHaveLength(2)
  })

  test('a placed child goes three months after it started, the other keeps waiting', async () => {
    await database.db.updateTable('place_request').set({ state: 'accepted' }).where('id', '=', 'request-ida').execute()

    await purgeAt('2027-11-01T03:00:00.000Z')

    expect(await database.db.selectFrom('family').select('id').execute()).toEqual([{ id: 'zoe' }])
  })

  test('criteria go a year after the release, the result and its reasons stay', async () => {
    await purgeAt('2027-12-02T03:00:00.000Z')

    expect(await database.db.selectFrom('criterion_answer').selectAll().execute()).toEqual([])
    const explanations = await database.db.selectFrom('explanation').select(['facts', 'wishes']).execute()
    expect(explanations.map(({ facts }) => facts)).toEqual([null, null])
    expect(explanations.every(({ wishes }) => wishes.length > 2)).toBe(true)
  })

  test('mails lose what they said after thirty days', async () => {
    await purgeAt('2026-12-31T03:00:00.000Z')

    const mails = await database.db
      .selectFrom('outbox')
      .select('content')
      .where('kind', '=', 'already-registered')
      .execute()
    expect(mails.map(({ content }) => content)).toEqual([null, null])
  })

  test('is counted by a dry run, which changes nothing', async () => {
    const before = await rowsWithCanary()

    const report = await purgeAt('2029-02-01T03:00:00.000Z', true)

    expect(report.rules.find(({ kind }) => kind === 'without-place')?.count).toBeGreaterThan(0)
    expect(await rowsWithCanary()).toEqual(before)
  })

  test('is kept longer where the installation says so, with its own reason', async () => {
    deps = {
      ...deps,
      retention: { ...proposedRetention, 'without-place': { period: { months: 12 }, from: '', reason: 'own' } },
    }
    await database.db.updateTable('place_request').set({ state: 'waiting' }).where('id', '=', 'request-ida').execute()

    await purgeAt('2029-01-31T03:00:00.000Z')

    expect(await database.db.selectFrom('family').select('id').execute()).toHaveLength(2)
  })
})

describe('who asks to be deleted', () => {
  const zoe = { accountId: 'parent-of-zoe', name: '', role: 'parent', subjects: ['zoe'] } as const
  const ida = { accountId: 'parent-of-ida', name: '', role: 'parent', subjects: ['ida'] } as const

  test('has three days to think again, and is gone after them with the family', async () => {
    await createActions(at('2026-12-10T09:00:00.000Z')).requestDeletion(zoe, { key: 'd' })
    await purgeAt('2026-12-12T03:00:00.000Z')
    expect(await database.db.selectFrom('family').select('id').execute()).toHaveLength(2)

    await purgeAt('2026-12-13T03:00:00.000Z')

    expect(await database.db.selectFrom('family').select('id').execute()).toEqual([{ id: 'ida' }])
    const [account] = await database.db.selectFrom('account').selectAll().where('id', '=', 'parent-of-zoe').execute()
    expect([account.email, account.display_name, account.disabled_at]).toEqual([
      'removed-parent-of-zoe',
      '',
      '2026-12-13T03:00:00.000Z',
    ])
  })

  test('stays who thinks again in time', async () => {
    await createActions(at('2026-12-10T09:00:00.000Z')).requestDeletion(zoe, { key: 'd' })
    await createActions(at('2026-12-11T09:00:00.000Z')).withdrawDeletion(zoe, { key: 'w' })

    await purgeAt('2026-12-20T03:00:00.000Z')

    expect(await database.db.selectFrom('family').select('id').execute()).toHaveLength(2)
  })

  test('waits as long as others rely on it: with an offer for the child', async () => {
    await createActions(at('2026-12-10T09:00:00.000Z')).requestDeletion(ida, { key: 'd' })

    const report = await purgeAt('2026-12-20T03:00:00.000Z')

    expect([report.asked, report.waiting]).toEqual([0, 1])
    const shown = await createActions(at('2026-12-20T09:00:00.000Z')).showDeletion(ida)
    expect(shown).toMatchObject({ ok: true, value: { obstacle: 'offer' } })
  })

  test('leaves the family to another guardian who has an account for it', async () => {
    await anAccount(database.db, { id: 'other', role: 'parent', subjects: ['zoe'], passwordHash: '-' })
    await aGuardian(database.db, { id: 'guardian-other', family: 'zoe', accountId: 'other', name: ['Tom', 'Test'] })
    await createActions(at('2026-12-10T09:00:00.000Z')).requestDeletion(zoe, { key: 'd' })

    await purgeAt('2026-12-13T03:00:00.000Z')

    expect(await database.db.selectFrom('family').select('id').execute()).toHaveLength(2)
    const guardians = await database.db.selectFrom('guardian').select('id').where('family_id', '=', 'zoe').execute()
    expect(guardians).toEqual([{ id: 'guardian-other' }])
  })

  test('is removed again after a backup from before was restored', async () => {
    const { db } = database
    const family = await db.selectFrom('family').selectAll().where('id', '=', 'zoe').executeTakeFirstOrThrow()
    await createActions(at('2026-12-10T09:00:00.000Z')).requestDeletion(zoe, { key: 'd' })
    await purgeAt('2026-12-13T03:00:00.000Z')
    await db.insertInto('family').values(family).execute()

    await purgeAt('2026-12-14T03:00:00.000Z')

    expect(await db.selectFrom('family').select('id').execute()).toEqual([{ id: 'ida' }])
    const again = await db.selectFrom('audit').select('details').where('action', '=', 'deletion.again').execute()
    expect(again).toEqual([{ details: '{"accounts":0,"families":1}' }])
  })
})

describe('an account that nobody uses', () => {
  const begun = async (day: string) => {
    const { appendAudit } = await import('../../src/store/audit.ts')
    const entry = { actor: 'parent-of-zoe', role: 'parent', subject: 'parent-of-zoe', details: {} }
    await inTransaction(database.db, (trx) =>
      appendAudit(trx, { ...entry, at: `${day}T09:00:00.000Z`, action: 'session.begin' }),
    )
  }

  test('is told a month before, and goes only then', async () => {
    await begun('2026-12-01')
    const told = await purgeAt('2027-12-01T03:00:00.000Z')
    expect(told.noticed).toBe(1)
    expect((await purgeAt('2027-12-02T03:00:00.000Z')).noticed).toBe(0)

    await purgeAt('2028-01-02T03:00:00.000Z')

    const account = database.db.selectFrom('account').select('display_name').where('id', '=', 'parent-of-zoe')
    expect((await account.executeTakeFirstOrThrow()).display_name).toBe('')
  })
})

describe('the look into the files', () => {
  test('finds what a deletion leaves that does not overwrite', async () => {
    if (!onFiles()) return
    const { default: SqliteDatabase } = await import('better-sqlite3')
    const file = new SqliteDatabase(fresh.url.slice('sqlite:'.length))
    file.pragma('secure_delete = OFF')
    file.pragma('foreign_keys = OFF')
    for (const table of ['guardian', 'child', 'employment', 'account']) file.exec(`delete from ${table}`)
    file.pragma('wal_checkpoint(truncate)')
    file.close()

    expect(await rowsWithCanary()).toEqual([])
    expect(filesWithCanary()).not.toEqual([])
  })
})
