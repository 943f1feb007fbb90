import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actions, createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import { codeOf } from '../../src/actions/code-of.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import { type Database, type Db, openDatabase } from '../../src/store/db.ts'
import { anAccount, anOpenRound } from '../support/builders.ts'
import { type FreshDatabase, freshMigratedDatabase, testDialect } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { tokenIn } from '../support/mailbox.ts'
import { numRuns } from '../engine/support/problems.ts'

/**
 * Two apps on one database: whoever comes at the same moment may come through either. On PostgreSQL each has connections of its
 * own; SQLite has one writer, for which they queue. More than a code, an invitation or a link allows never get through.
 */

let fresh: FreshDatabase
let databases: Database[]
let apps: Actions[]
let deps: Deps
let db: Db

beforeAll(async () => {
  fresh = await freshMigratedDatabase()
  const first = openDatabase(fresh.url)
  // Two connections to SQLite in one thread would wait for each other: the driver blocks.
  databases = [first, testDialect() === 'sqlite' ? first : openDatabase(fresh.url)]
  db = databases[0].db
  await anOpenRound(db)
  await anAccount(db, { id: 'hr', role: 'hr', subjects: ['company-a'], passwordHash: '-' })
  deps = testDeps(db)
  // Ids and tokens are counted for both together, as chance would keep them apart.
  apps = databases.map((database) => createActions({ ...deps, db: database.db }))
}, 60_000)
afterAll(async () => {
  for (const database of new Set(databases)) await database.close()
  await fresh.drop()
})

const hr: Viewer = { accountId: 'hr', name: 'HR', role: 'hr', subjects: ['company-a'] }
const password = 'der Elefant fiel in die Wupper'
const person = (number: string) => ({
  givenName: 'Pia',
  familyName: 'Nummer',
  email: `${number}@example.org`,
  password,
})
const appOf = (at: number) => apps[at % apps.length]

const work = async () => {
  while (await apps[0].workOnce()) {
    // until nothing waits
  }
}
const together = <Answer>(count: number, act: (at: number) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => act(at)))
const won = (answers: readonly { ok: boolean }[]) => answers.filter(({ ok }) => ok).length

async function aCode(uses: number, key: string): Promise<{ codeId: string; code: string }> {
  const made = await apps[0].makeCompanyCode(hr, {
    companyId: 'company-a',
    label: key,
    uses,
    validTo: '2027-01-31',
    key,
  })
  if (!made.ok) throw new Error(made.refusal.kind)
  return { codeId: made.value.codeId, code: codeOf(deps, made.value.codeId) }
}

async function raceFor(code: string, racers: number, name: string): Promise<number> {
  const answers = await together(racers, (at) =>
    appOf(at).registerParent({ ...person(`${name}-${at}`), code, network: `${name}-${at}`, key: `${name}-${at}` }),
  )
  return won(answers)
}
const usesLeft = async (id: string) =>
  (await db.selectFrom('company_code').select('uses_left').where('id', '=', id).executeTakeFirstOrThrow()).uses_left
const registrationsOf = async (id: string) =>
  (await db.selectFrom('registration').select('id').where('code_id', '=', id).execute()).length

const racers = 20

describe('a code with a few uses, and many who register at the same moment through two apps', () => {
  test('lets exactly as many through as it has uses, and nobody who was refused leaves a trace', async () => {
    for (let round = 0; round < numRuns(6); round++) {
      const uses = 1 + (round % 7)
      const { codeId, code } = await aCode(uses, `race-${round}`)

      const passed = await raceFor(code, racers, `racer-${round}`)

      expect([passed, await usesLeft(codeId), await registrationsOf(codeId)]).toEqual([uses, 0, uses])
    }
  })

  test('gives one account and one family for each, however often the links are clicked at once', async () => {
    const { code } = await aCode(3, 'clicks')
    await raceFor(code, 3, 'clicker')
    await work()
    const tokens = await Promise.all([0, 1, 2].map((at) => tokenIn(db, `clicker-${at}@example.org`, 'confirm-address')))

    const answers = await together(15, (at) => appOf(at).confirmAddress(tokens[at % 3]))

    expect(won(answers)).toBe(15)
    const accounts = await db.selectFrom('account').select('id').where('email', 'like', 'clicker-%').execute()
    const families = await db
      .selectFrom('account_role')
      .innerJoin('account', 'account.id', 'account_role.account_id')
      .select('subject_id')
      .where('email', 'like', 'clicker-%')
      .execute()
    expect([accounts.length, families.length]).toEqual([3, 3])
  })

  test('gives one account where one address registered five times and confirms all links at once', async () => {
    const { code } = await aCode(5, 'same')
    const asked = await together(5, (at) =>
      appOf(at).registerParent({ ...person('same'), code, network: '10.1.1.1', key: `same-${at}` }),
    )
    await work()
    const rows = await db.selectFrom('outbox').selectAll().where('kind', '=', 'confirm-address').execute()
    const tokens = rows
      .map(({ id, content }) => JSON.parse(deps.keyring.open(`outbox.content/${id}`, content ?? '')))
      .filter(({ to }: { to: string }) => to === 'same@example.org')
      .map(({ values }: { values: { token: string } }) => values.token)

    await together(5, (at) => appOf(at).confirmAddress(tokens[at]))

    expect([won(asked), tokens.length]).toEqual([5, 5])
    expect(await db.selectFrom('account').select('id').where('email', '=', 'same@example.org').execute()).toHaveLength(
      1,
    )
  })

  test('would let more through if its uses were read first and written afterwards: the race finds it', async () => {
    const { codeId } = await aCode(3, 'planted')
    const takeByReading = async (at: number) => {
      const own = databases[at % 2].db
      const { uses_left } = await own
        .selectFrom('company_code')
        .select('uses_left')
        .where('id', '=', codeId)
        .executeTakeFirstOrThrow()
      if (uses_left === 0) return { ok: false }
      await own
        .updateTable('company_code')
        .set({ uses_left: uses_left - 1 })
        .where('id', '=', codeId)
        .execute()
      return { ok: true }
    }

    expect(won(await together(racers, takeByReading))).toBeGreaterThan(3)
  })
})

describe('an invitation that many accept at the same moment', () => {
  test('gives one account with one role', async () => {
    for (let round = 0; round < numRuns(3); round++) {
      const email = `guest-${round}@example.org`
      await apps[0].giveInvitation(hr, { role: 'hr', subjectId: 'company-a', email, key: `invite-${round}` })
      const token = await tokenIn(db, email, 'invitation')

      const answers = await together(racers, (at) =>
        appOf(at).acceptAsNewcomer({ token, givenName: 'Gerda', familyName: 'Gast', password: `${password} ${at}` }),
      )

      expect(won(answers)).toBe(1)
      expect(await db.selectFrom('account').select('id').where('email', '=', email).execute()).toHaveLength(1)
      expect(
        await db
          .selectFrom('invitation')
          .select('id')
          .where('email', '=', email)
          .where('accepted_by', 'is not', null)
          .execute(),
      ).toHaveLength(1)
    }
  })
})
