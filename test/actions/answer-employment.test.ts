import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { EmploymentAnswer } from '../../src/domain/employment.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { loadRoundInput, findRound } from '../../src/store/rounds.ts'
import { anAccount, anOpenRound } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { freezeByTwo, proposeFreeze } from '../support/draw-steps.ts'
import { aGuardian } from '../support/family-builders.ts'
import { migratedDatabase } from '../support/house.ts'
import { mailsTo } from '../support/mailbox.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps
let keys = 0

const hr: Viewer = { accountId: 'hr', name: 'HR', role: 'hr', subjects: ['company-a'] }
const colleague: Viewer = { ...hr, accountId: 'hr-2' }
const first: Viewer = { accountId: 'account-1', name: 'KO', role: 'coordinator', subjects: ['consortium-1'] }
const second: Viewer = { ...first, accountId: 'account-2', name: 'KO2' }

beforeEach(async () => {
  database = await migratedDatabase()
  const { db } = database
  deps = testDeps(db)
  await anOpenRound(db)
  for (const id of ['hr', 'hr-2']) await anAccount(db, { id, role: 'hr', subjects: ['company-a'], passwordHash: '-' })
  for (const id of ['anna', 'clara']) {
    await anAccount(db, { id, role: 'parent', subjects: [id], passwordHash: '-' })
    await aGuardian(db, { id: `guardian-${id}`, family: id, accountId: id, name: [id, 'Test'] })
    await aClaim(id)
  }
  await db.updateTable('employment').set({ confirmed_at: null }).execute()
})
afterEach(() => database.drop())

async function aClaim(account_id: string) {
  const told = { company_id: 'company-a', told_at: '2026-11-20T08:00:00.000Z', came_by: 'code' } as const
  const unanswered = { confirmed_at: null, denied_at: null, version: 1 }
  await database.db
    .insertInto('employer')
    .values({ account_id, ...told, ...unanswered })
    .execute()
}

const answer = (said: EmploymentAnswer, { version = 1, viewer = hr, accountId = 'anna' } = {}) =>
  createActions(deps).answerEmployment(viewer, {
    accountId,
    companyId: 'company-a',
    answer: said,
    version,
    key: `answer-${++keys}`,
  })
const kindOf = (result: { ok: boolean; refusal?: { kind: string } }) => (result.ok ? 'ok' : result.refusal?.kind)

/** Who counts for the company at a freeze. */
async function counting(): Promise<string[]> {
  const round = await findRound(database.db, 'round-1')
  if (!round) throw new Error('no round')
  const { requests } = await loadRoundInput(database.db, round)
  return requests.filter(({ companies }) => companies.includes('company-a')).map(({ ticket }) => ticket)
}
const confirmedInRequests = async () => {
  const rows = await database.db
    .selectFrom('employment')
    .select('request_id')
    .where('confirmed_at', 'is not', null)
    .orderBy('request_id')
    .execute()
  return rows.map(({ request_id }) => request_id)
}
const stateOf = async (account: string) =>
  database.db
    .selectFrom('employer')
    .select(['confirmed_at', 'denied_at', 'version'])
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow()
const trail = async () =>
  (
    await database.db
      .selectFrom('audit')
      .select(['action', 'actor', 'subject', 'details'])
      .where('action', 'like', 'employment.%')
      .orderBy('seq')
      .execute()
  ).map(({ details, ...entry }) => ({ ...entry, ...(JSON.parse(details) as object) }))

describe('while the round is open', () => {
  test('a confirmation counts for the request of this person alone, and is taken away with it', async () => {
    expect(await counting()).toEqual([])

    expect(kindOf(await answer('confirmed'))).toBe('ok')
    expect(await counting()).toEqual(['anna'])

    expect(kindOf(await answer('denied', { version: 2 }))).toBe('ok')
    expect(await counting()).toEqual([])
    expect(await trail()).toEqual([
      { action: 'employment.confirm', actor: 'hr', subject: 'anna', company: 'company-a', requests: 1 },
      { action: 'employment.deny', actor: 'hr', subject: 'anna', company: 'company-a', requests: 1 },
    ])
  })

  test('the other guardian’s employer is another matter', async () => {
    await database.db.updateTable('employment').set({ guardian: 2 }).where('request_id', '=', 'anna').execute()

    await answer('confirmed')

    expect([await counting(), (await stateOf('anna')).version]).toEqual([[], 2])
  })

  test('each answer sends one mail, with nothing of a child in it', async () => {
    await answer('confirmed')
    await answer('denied', { version: 2 })

    const mails = await mailsTo(database.db, 'anna@example.org')
    expect(mails.map(({ kind, values }) => ({ kind, values }))).toEqual(
      expect.arrayContaining(
        ['confirmed', 'denied'].map((said) => ({
          kind: 'employment-answered',
          values: { name: 'Konto anna', company: 'A', answer: said },
        })),
      ),
    )
    expect(mails).toHaveLength(2)
  })
})

describe('two at the personnel office who answer at once', () => {
  test('never overwrite each other: one is told that somebody was quicker, and has changed nothing', async () => {
    const answers = await Promise.all([answer('confirmed'), answer('denied', { viewer: colleague })])

    expect(new Set(answers.map(kindOf))).toEqual(new Set(['ok', 'changed-meanwhile']))
    const { confirmed_at, denied_at, version } = await stateOf('anna')
    const won = answers[0].ok ? 'employment.confirm' : 'employment.deny'
    expect([confirmed_at !== null, denied_at !== null, version]).toEqual([answers[0].ok, answers[1].ok, 2])
    expect((await trail()).map(({ action }) => action)).toEqual([won])
    expect(await mailsTo(database.db, 'anna@example.org')).toHaveLength(1)
    expect(await counting()).toEqual(answers[0].ok ? ['anna'] : [])
  })
})

describe('once a round is frozen', () => {
  const freeze = () => freezeByTwo(deps, [first, second])

  test('a confirmation that counts is no more taken away; another person’s is free', async () => {
    await answer('confirmed')
    await freeze()

    expect(kindOf(await answer('denied', { version: 2 }))).toBe('employment-counts-already')
    expect(kindOf(await answer('denied', { accountId: 'clara' }))).toBe('ok')

    expect([await confirmedInRequests(), (await stateOf('anna')).version]).toEqual([['anna'], 2])
    expect(await mailsTo(database.db, 'anna@example.org')).toHaveLength(1)
  })

  test('one that comes too late changes nothing of what was frozen, and counts when the round is thawed', async () => {
    await freeze()
    expect(kindOf(await answer('confirmed'))).toBe('ok')
    expect(await confirmedInRequests()).toEqual([])

    const actions = createActions(deps)
    const proposed = await actions.proposeThaw(first, { roundId: 'round-1', reason: 'wrong-requests', key: 'thaw' })
    if (!proposed.ok) throw new Error(proposed.refusal.kind)
    const { contentHash } = proposed.value
    const thawed = await actions.approveThaw(second, { roundId: 'round-1', contentHash, key: 'thaw' })

    expect(thawed.ok).toBe(true)
    expect(await confirmedInRequests()).toEqual(['anna'])
    expect(await counting()).toEqual(['anna'])
  })
})

describe('while a freeze is proposed', () => {
  test('an answer makes the proposal void: what is approved is what was seen', async () => {
    const contentHash = await proposeFreeze(deps, [first, second])
    await answer('confirmed')

    const approved = await createActions(deps).approveFreeze(second, { roundId: 'round-1', contentHash, key: 'freeze' })

    expect(approved).toMatchObject({ ok: true, value: { step: 'void' } })
    expect(await counting()).toEqual(['anna'])
  })

  test('whoever freezes and whoever denies at the same moment come one after the other', async () => {
    await answer('confirmed')
    const contentHash = await proposeFreeze(deps, [first, second])

    const [approved, denied] = await Promise.all([
      createActions(deps).approveFreeze(second, { roundId: 'round-1', contentHash, key: 'freeze' }),
      answer('denied', { version: 2 }),
    ])

    const frozen = approved.ok && approved.value.step === 'approved'
    expect([frozen ? 'frozen' : 'void', kindOf(denied), await confirmedInRequests()]).toEqual(
      frozen ? ['frozen', 'employment-counts-already', ['anna']] : ['void', 'ok', []],
    )
  })
})
