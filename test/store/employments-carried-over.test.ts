import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrate.ts'
import { databaseBefore } from '../support/before-migration.ts'
import { aRound } from '../support/builders.ts'

/** A database as it was before a company could answer: one parent came by an invitation, two by a code, one of them was invited too. */

let database: Database & { drop(): Promise<void> }

beforeEach(async () => {
  database = await databaseBefore('2026-11-27-employments')
  const { db } = database
  await aRound(db)
  for (const [id, confirmed] of [
    ['invited', '2026-11-20T08:00:00.000Z'],
    ['code', null],
    ['code-then-invited', '2026-11-24T08:00:00.000Z'],
  ]) {
    const account = { id: id ?? '', email: `${id}@example.org`, display_name: '', password_hash: '-' }
    await db.insertInto('account').values(account).execute()
    await sql`insert into employer (account_id, company_id, told_at, confirmed_at)
      values (${id}, 'company-a', '2026-11-20T08:00:00.000Z', ${confirmed})`.execute(db)
  }
})
afterEach(() => database.drop())

test('who was confirmed stays so, by the way that each came first', async () => {
  await migrate(database.db)

  const rows = await database.db
    .selectFrom('employer')
    .select(['account_id', 'came_by', 'confirmed_at', 'denied_at', 'version'])
    .orderBy('account_id')
    .execute()
  expect(rows).toEqual([
    { account_id: 'code', came_by: 'code', confirmed_at: null, denied_at: null, version: 1 },
    {
      account_id: 'code-then-invited',
      came_by: 'code',
      confirmed_at: '2026-11-24T08:00:00.000Z',
      denied_at: null,
      version: 1,
    },
    {
      account_id: 'invited',
      came_by: 'invitation',
      confirmed_at: '2026-11-20T08:00:00.000Z',
      denied_at: null,
      version: 1,
    },
  ])
})

test('confirmed and denied at once is refused by the database itself', async () => {
  await migrate(database.db)

  const both = database.db
    .updateTable('employer')
    .set({ denied_at: '2026-11-25T08:00:00.000Z' })
    .where('account_id', '=', 'invited')
    .execute()

  await expect(both).rejects.toThrow(/check/i)
})
