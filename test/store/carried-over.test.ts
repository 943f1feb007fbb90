import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createActions } from '../../src/actions/app.ts'
import { hashContent } from '../../src/domain/two-person-act.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrate.ts'
import { findOpenAct } from '../../src/store/two-person-acts.ts'
import { databaseBefore } from '../support/before-migration.ts'
import { aRound } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'

/** A database as it was before acts by two persons had a table, with a computed round whose release is proposed. */

let database: Database & { drop(): Promise<void> }

beforeEach(async () => {
  database = await databaseBefore('2026-11-26-two-person-acts')
  const { db } = database
  await aRound(db)
  await db
    .insertInto('account')
    .values({ id: 'account-2', email: 'ko2@example.org', display_name: 'KO2', password_hash: '-', disabled_at: null })
    .execute()
  for (const account_id of ['account-1', 'account-2']) {
    await db
      .insertInto('account_role')
      .values({ account_id, role: 'coordinator', subject_id: 'consortium-1' })
      .execute()
  }
  await db.updateTable('computation').set({ state: 'computed', outcome: '{}', outcome_hash: 'o' }).execute()
})
afterEach(() => database.drop())

const release = (approved_by: string | null, approved_at: string | null) =>
  sql`insert into release (round_id, computation_id, outcome_hash, proposed_by, proposed_at, approved_by, approved_at)
    values ('round-1', 'computation-1', 'o', 'account-1', '2026-12-03T08:00:00.000Z', ${approved_by}, ${approved_at})`.execute(
    database.db,
  )

test('a release that two persons had approved stays one, with both of them', async () => {
  await release('account-2', '2026-12-03T09:00:00.000Z')

  await migrate(database.db)

  const found = await database.db
    .selectFrom('release')
    .innerJoin('two_person_act', 'two_person_act.id', 'two_person_act_id')
    .select(['outcome_hash', 'approved_at', 'state', 'proposed_by', 'decided_by'])
    .execute()
  expect(found).toEqual([
    {
      outcome_hash: 'o',
      approved_at: '2026-12-03T09:00:00.000Z',
      state: 'approved',
      proposed_by: 'account-1',
      decided_by: 'account-2',
    },
  ])
})

test('one that was proposed only waits for its second person as before, bound to the same outcome', async () => {
  await release(null, null)
  await database.db.updateTable('round').set({ state: 'in-review' }).execute()

  await migrate(database.db)

  const open = await findOpenAct(database.db, 'release', 'round-1')
  if (!open) throw new Error('the proposal is gone')
  expect(open.contentHash).toBe(hashContent('release', 'round-1', open))
  const second: Viewer = { accountId: 'account-2', name: 'KO2', role: 'coordinator', subjects: ['consortium-1'] }
  const { contentHash } = open
  const actions = createActions(testDeps(database.db))
  const approved = await actions.approveRelease(second, { roundId: 'round-1', contentHash, key: 'approve' })
  expect(approved).toMatchObject({ ok: true, value: { step: 'approved' } })
})
