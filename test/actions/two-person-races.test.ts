import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actions, createActions } from '../../src/actions/app.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import { appendAudit } from '../../src/store/audit.ts'
import { type Database, inTransaction, openDatabase } from '../../src/store/db.ts'
import { findOpenAct } from '../../src/store/two-person-acts.ts'
import { numRuns } from '../engine/support/problems.ts'
import { anAccount, anOpenRound } from '../support/builders.ts'
import { type FreshDatabase, freshMigratedDatabase, testDialect } from '../support/database.ts'
import { testDeps } from '../support/deps.ts'
import { drand } from '../support/draw-steps.ts'
import { followHistory, type Happened } from '../support/two-person-history.ts'

/**
 * People propose, approve, withdraw and change what is proposed at the same moment, on PostgreSQL over two pools of connections, as
 * two app processes have them. In a demo, so that the round can be frozen and thawed without end.
 */

const roundId = 'round-1'
const people = ['account-1', 'account-2', 'account-3'].map((accountId): Viewer => ({
  accountId,
  name: accountId,
  role: 'coordinator',
  subjects: ['consortium-1'],
}))
const kita: Viewer = { accountId: 'kita', name: 'K', role: 'kitaAdmin', subjects: ['kita-1'] }

type House = { database: Database; actions: Actions }
let fresh: FreshDatabase
let houses: House[]
let keys = 0
let requests = 0

beforeAll(async () => {
  fresh = await freshMigratedDatabase()
  houses = []
  for (const number of [1, 2]) {
    // SQLite is embedded in one process, and its driver waits without letting that process go on: both share its connection.
    const database = number === 2 && testDialect() === 'sqlite' ? houses[0].database : openDatabase(fresh.url)
    const deps = testDeps(database.db)
    // Two processes never give the same id.
    const newId = () => `${number}-${deps.newId()}`
    houses.push({ database, actions: createActions({ ...deps, newId }) })
  }
  const { db } = houses[0].database
  await anOpenRound(db, { seats: 3 })
  await db.updateTable('installation').set({ demo: 1 }).execute()
  for (const id of ['account-2', 'account-3']) {
    await anAccount(db, { id, role: 'coordinator', subjects: ['consortium-1'], passwordHash: '-' })
  }
  await anAccount(db, { id: 'kita', role: 'kitaAdmin', subjects: ['kita-1'], passwordHash: '-' })
  await db
    .insertInto('account_role')
    .values({ account_id: 'account-1', role: 'coordinator', subject_id: 'consortium-1' })
    .execute()
}, 60_000)
afterAll(async () => {
  for (const database of new Set(houses.map((house) => house.database))) await database.close()
  await fresh.drop()
})

const state = async () =>
  (await houses[0].database.db.selectFrom('round').select('state').executeTakeFirstOrThrow()).state as 'open' | 'frozen'
const openHash = async (act: 'freeze' | 'thaw') =>
  (await findOpenAct(houses[0].database.db, act, roundId))?.contentHash ?? 'none'
const trailFrom = async (seq: number): Promise<Happened[]> => {
  const rows = await houses[0].database.db
    .selectFrom('audit')
    .select(['action', 'actor', 'details'])
    .where('seq', '>', seq)
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({ ...row, details: JSON.parse(row.details) as Happened['details'] }))
}
const lastSeq = async () => {
  const { last } = await houses[0].database.db
    .selectFrom('audit')
    .select(({ fn }) => fn.max<number | null>('seq').as('last'))
    .executeTakeFirstOrThrow()
  return last ?? 0
}

type Step = { kind: 'approve' | 'withdraw' | 'propose' | 'change'; person: number; house: number; again: boolean }

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('approve', 'approve', 'approve', 'withdraw', 'propose', 'change'),
  person: fc.integer({ min: 0, max: 2 }),
  house: fc.integer({ min: 0, max: 1 }),
  /** The same form sent a second time, over the other process. */
  again: fc.boolean(),
})

async function take({ kind, person, house, again }: Step, act: 'freeze' | 'thaw', contentHash: string) {
  const viewer = people[person]
  const key = `race-${++keys}`
  const once = async ({ actions, database }: House): Promise<{ ok: boolean; value?: unknown }> => {
    requests++
    switch (kind) {
      case 'approve': {
        const input = { roundId, contentHash, key }
        return act === 'freeze' ? actions.approveFreeze(viewer, input) : actions.approveThaw(viewer, input)
      }
      case 'withdraw':
        return act === 'freeze'
          ? actions.withdrawFreeze(viewer, { roundId, key })
          : actions.withdrawThaw(viewer, { roundId, key })
      case 'propose':
        return act === 'freeze'
          ? actions.proposeFreeze(viewer, { roundId, named: drand, key })
          : actions.proposeThaw(viewer, { roundId, reason: 'ordered', key })
      case 'change': {
        const { id, version, vacancies } = await database.db
          .selectFrom('place_class')
          .selectAll()
          .executeTakeFirstOrThrow()
        const other = vacancies === 3 ? 4 : 3
        return actions.declareVacancies(kita, { placeClassId: id, vacancies: other, version, key })
      }
    }
  }
  const answers = await Promise.all(again && kind !== 'change' ? houses.map(once) : [once(houses[house])])
  // The same form has one answer, whichever process it reaches, unless what it asked for was refused before.
  if (answers.every(({ ok }) => ok)) expect(answers.at(-1)).toEqual(answers[0])
  return { kind, approved: answers.filter(({ ok, value }) => ok && (value as { step?: string }).step === 'approved') }
}

describe('what takes two persons, when everybody acts at the same moment', () => {
  test('is done once for each proposal, at every prefix of the trail, and the tables say the same', async () => {
    const begin = await lastSeq()
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2 }),
        fc.array(step, { minLength: 2, maxLength: 6 }),
        async (by, steps) => {
          const act = (await state()) === 'open' ? 'freeze' : 'thaw'
          await take({ kind: 'propose', person: by, house: 0, again: false }, act, '')
          const contentHash = await openHash(act)
          const before = await lastSeq()

          const taken = await Promise.all(steps.map((each) => take(each, act, contentHash)))

          const effects = (await trailFrom(before)).filter(({ action }) => action === `round.${act}`)
          const acknowledged = taken.filter(({ approved }) => approved.length > 0)
          expect(effects.length).toBeLessThanOrEqual(1)
          expect(acknowledged).toHaveLength(effects.length)
        },
      ),
      { numRuns: numRuns(15) },
    )

    const { db } = houses[0].database
    const history = followHistory(await trailFrom(begin))
    expect(history.violations).toEqual([])
    expect(history.state).toBe(await state())
    const draws = await db.selectFrom('draw').select('thawed_at').execute()
    expect(draws).toHaveLength(history.frozen)
    expect(draws.filter(({ thawed_at }) => thawed_at === null)).toHaveLength(history.state === 'frozen' ? 1 : 0)
    const waiting = await db.selectFrom('computation').select('id').where('state', '=', 'queued').execute()
    expect(waiting).toHaveLength(history.state === 'frozen' ? 1 : 0)
    const open = await db.selectFrom('two_person_act').select('act').where('state', '=', 'open').execute()
    expect(new Set(open.map((row) => row.act))).toEqual(new Set(history.open))
    console.info(`${requests} racing requests, ${history.frozen} freezes, ${history.violations.length} violations`)
  })

  test('which is what finds out somebody who looks first and writes afterwards', async () => {
    const { db } = houses[0].database
    if ((await state()) === 'frozen') {
      await take({ kind: 'propose', person: 0, house: 0, again: false }, 'thaw', '')
      const contentHash = await openHash('thaw')
      for (const person of [1, 2]) await take({ kind: 'approve', person, house: 0, again: false }, 'thaw', contentHash)
    }
    await take({ kind: 'propose', person: 0, house: 0, again: false }, 'freeze', '')
    const open = await findOpenAct(db, 'freeze', roundId)
    if (!open) throw new Error('nothing is proposed')
    const trail = [
      { action: 'round.propose-freeze', actor: open.proposedBy, details: { contentHash: open.contentHash } },
    ]
    const before = await lastSeq()
    const careless = async (house: House, { accountId, role }: Viewer) => {
      const seen = await findOpenAct(house.database.db, 'freeze', roundId)
      if (!seen || seen.proposedBy === accountId) return
      const { contentHash } = seen
      await inTransaction(house.database.db, (trx) =>
        appendAudit(trx, {
          at: '2026-12-01T09:00:00.000Z',
          actor: accountId ?? '',
          role,
          action: 'round.freeze',
          subject: roundId,
          details: { contentHash },
        }),
      )
    }
    const others = people.filter(({ accountId }) => accountId !== open.proposedBy)

    await Promise.all(others.map((viewer, at) => careless(houses[at], viewer)))

    const { violations } = followHistory([...trail, ...(await trailFrom(before))])
    expect(violations).toHaveLength(2)
    expect(violations[0]).toContain('nothing waits')
  })
})
