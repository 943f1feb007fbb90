import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { Result } from '../../src/domain/result.ts'
import type { ActName } from '../../src/domain/two-person-act.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { anAccount, anOpenRound } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { freezeAndDraw, freezeByTwo, lotto } from '../support/draw-steps.ts'
import { migratedDatabase } from '../support/house.ts'

/** Every way we could think of to do alone what takes two, for every act: refused by name, and nothing has happened. */

const roundId = 'round-1'
const first: Viewer = { accountId: 'account-1', name: 'KO', role: 'coordinator', subjects: ['consortium-1'] }
const second: Viewer = { ...first, accountId: 'account-2', name: 'KO2' }

type Answer<Value> = Promise<Result<Value, { kind: string }>>
type Plugged = {
  propose: (by: Viewer, key: string) => Answer<{ contentHash: string }>
  approve: (by: Viewer, input: { roundId: string; contentHash: string; key: string }) => Answer<object>
}

const acts: ActName[] = ['freeze', 'thaw', 'release']

describe.each(acts)('the %s of a round', (act) => {
  let database: Database & { drop(): Promise<void> }
  let deps: Deps
  let keys = 0
  let contentHash = ''

  const actionsOf = (): Plugged => {
    const { proposeFreeze, approveFreeze, proposeThaw, approveThaw, proposeRelease, approveRelease } =
      createActions(deps)
    switch (act) {
      case 'freeze':
        return {
          propose: (by: Viewer, key: string) => proposeFreeze(by, { roundId, named: lotto, key }),
          approve: approveFreeze,
        }
      case 'thaw':
        return {
          propose: (by: Viewer, key: string) => proposeThaw(by, { roundId, reason: 'ordered', key }),
          approve: approveThaw,
        }
      case 'release':
        return { propose: (by: Viewer, key: string) => proposeRelease(by, { roundId, key }), approve: approveRelease }
    }
  }
  const approve = (by: Viewer, hash = contentHash, key = `approve-${++keys}`) =>
    actionsOf().approve(by, { roundId, contentHash: hash, key })
  const kindOf = (result: { ok: boolean; value?: unknown; refusal?: { kind: string } }) =>
    result.ok ? JSON.stringify(result.value) : result.refusal?.kind

  beforeAll(async () => {
    database = await migratedDatabase()
    const { db } = database
    deps = testDeps(db)
    await anOpenRound(db)
    for (const id of ['account-2', 'account-3']) {
      await anAccount(db, { id, role: 'coordinator', subjects: ['consortium-1'], passwordHash: '-' })
    }
    await db
      .insertInto('account_role')
      .values([
        { account_id: 'account-1', role: 'coordinator', subject_id: 'consortium-1' },
        { account_id: 'account-1', role: 'hr', subject_id: 'company-a' },
      ])
      .execute()
    if (act === 'thaw') await freezeByTwo(deps, [first, second])
    if (act === 'release') {
      await freezeAndDraw(deps, [first, second])
      await createActions(deps).workOnce()
    }
    const proposed = await actionsOf().propose(first, 'propose')
    if (!proposed.ok) throw new Error(proposed.refusal.kind)
    contentHash = proposed.value.contentHash
  }, 60_000)
  afterAll(() => database.drop())

  const everything = async () => {
    const { db } = database
    return {
      round: await db.selectFrom('round').selectAll().execute(),
      requests: await db.selectFrom('place_request').select(['id', 'state', 'version']).orderBy('id').execute(),
      draws: await db.selectFrom('draw').selectAll().execute(),
      computations: await db.selectFrom('computation').select(['id', 'state']).execute(),
      releases: await db.selectFrom('release').selectAll().execute(),
      acts: await db.selectFrom('two_person_act').selectAll().orderBy('id').execute(),
      audit: await db.selectFrom('audit').select('seq').execute(),
    }
  }
  const disable = (id: string, at: string | null) =>
    database.db.updateTable('account').set({ disabled_at: at }).where('id', '=', id).execute()
  const takeRole = (id: string) =>
    database.db.deleteFrom('account_role').where('account_id', '=', id).where('role', '=', 'coordinator').execute()
  const giveRole = (id: string, subject_id = 'consortium-1') =>
    database.db.insertInto('account_role').values({ account_id: id, role: 'coordinator', subject_id }).execute()
  const asGuardian = async (id: string, attempt: () => Answer<object>) => {
    const { db } = database
    await db
      .insertInto('guardian')
      .values({ id: 'g', family_id: 'ben', account_id: id, given_name: 'K', family_name: 'O' })
      .execute()
    const answer = await attempt()
    await db.deleteFrom('guardian').where('id', '=', 'g').execute()
    return answer
  }
  const asParent = async (id: string, attempt: () => Answer<object>) => {
    const { db } = database
    const role = { account_id: id, role: 'parent', subject_id: 'ben' } as const
    await db.insertInto('account_role').values(role).execute()
    const answer = await attempt()
    await db.deleteFrom('account_role').where('role', '=', 'parent').execute()
    return answer
  }

  const ways: [way: string, attempt: () => Answer<object>, refusal: string][] = [
    ['by the same person', () => approve(first), 'second-person-needed'],
    [
      'by the same person in another browser, with a key of its own',
      () => approve({ ...first }),
      'second-person-needed',
    ],
    [
      'by the same person in another of its roles',
      () => approve({ ...first, role: 'hr', subjects: ['company-a'] }),
      'not-found',
    ],
    [
      'by the same person, who calls itself coordinator of more',
      () => approve({ ...first, subjects: ['consortium-1', 'consortium-2'] }),
      'second-person-needed',
    ],
    [
      'by the same person, who has lost the role and got it back',
      async () => {
        await takeRole('account-1')
        await giveRole('account-1')
        return approve(first)
      },
      'second-person-needed',
    ],
    [
      'by a second person without the role by now, on a page opened before',
      async () => {
        await takeRole('account-2')
        const answer = await approve(second)
        await giveRole('account-2')
        return answer
      },
      'not-found',
    ],
    [
      'by a second person who was disabled a moment ago',
      async () => {
        await disable('account-2', deps.now())
        const answer = await approve(second)
        await disable('account-2', null)
        return answer
      },
      'not-found',
    ],
    [
      'by a coordinator of another consortium',
      async () => {
        return approve({ ...second, accountId: 'account-3', subjects: ['consortium-2'] })
      },
      'not-found',
    ],
    ['by HR', () => approve({ accountId: 'account-3', name: '', role: 'hr', subjects: ['company-a'] }), 'not-found'],
    ['by nobody', () => approve({ ...second, accountId: null }), 'not-found'],
    [
      'by a guardian of a child of the round',
      () => asGuardian('account-2', () => approve(second)),
      'guardian-concerned',
    ],
    [
      'by whoever holds the account of such a family',
      () => asParent('account-2', () => approve(second)),
      'guardian-concerned',
    ],
    [
      'under a hash that was tampered with',
      () => approve(second, `${contentHash.slice(0, -1)}x`),
      'other-content-proposed',
    ],
    ['under no hash', () => approve(second, ''), 'other-content-proposed'],
    [
      'with the key of the proposal, by the proposer',
      () => approve(first, contentHash, 'propose'),
      'key-used-otherwise',
    ],
  ]

  test.each(ways)('is not approved %s', async (_, attempt, refusal) => {
    const before = await everything()

    expect(kindOf(await attempt())).toBe(refusal)
    expect(await everything()).toEqual(before)
  })

  test('is not proposed by a guardian either', async () => {
    const answer = await asGuardian('account-2', () => actionsOf().propose(second, 'guardian'))

    expect(kindOf(answer)).toBe('guardian-concerned')
  })

  test.each([
    ['was disabled', () => disable('account-1', '2026-12-01T09:00:00.000Z'), () => disable('account-1', null)],
    ['has lost the role', () => takeRole('account-1'), () => giveRole('account-1')],
  ])(
    'is void where whoever proposed it %s; proposed anew, an old page approves nothing',
    async (_, leave, comeBack) => {
      const seen = contentHash
      await leave()
      const answer = await approve(second, seen, `void-${++keys}`)
      await comeBack()

      expect(kindOf(answer)).toBe('{"step":"void","because":"proposer-not-permitted"}')
      expect(kindOf(await approve(second, seen))).toBe('not-proposed')
      const again = await actionsOf().propose(first, `again-${++keys}`)
      contentHash = again.ok ? again.value.contentHash : ''
      expect(kindOf(await approve(first, contentHash))).toBe('second-person-needed')
    },
  )

  test('is done by two, once, and the same form again is told the same', async () => {
    const answers = [await approve(second, contentHash, 'at-last'), await approve(second, contentHash, 'at-last')]

    expect(kindOf(answers[0])).toContain('"step":"approved"')
    expect(answers[1]).toEqual(answers[0])
    expect(kindOf(await approve({ ...second, accountId: 'account-3' }))).toBe('not-proposed')
    const done = await database.db.selectFrom('audit').select('seq').where('action', '=', `round.${act}`).execute()
    expect(done).toHaveLength(1)
  })
})
