import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chooseSiblings } from '../../src/actions/sibling-choices/choose-siblings.ts'
import { showSiblings } from '../../src/actions/sibling-choices/show-siblings.ts'
import { createActions } from '../../src/actions/app.ts'
import type { Deps } from '../../src/actions/deps.ts'
import type { RoundState } from '../../src/domain/round.ts'
import type { Viewer } from '../../src/policy/scope.ts'
import type { Database } from '../../src/store/db.ts'
import { anAccount } from '../support/builders.ts'
import { testDeps } from '../support/deps.ts'
import { proposeFreeze } from '../support/draw-steps.ts'
import { aFamilyRound, roundSteps } from '../support/family-builders.ts'
import { migratedDatabase } from '../support/house.ts'

let database: Database & { drop(): Promise<void> }
let deps: Deps

const mother: Viewer = { accountId: 'mother', name: 'M', role: 'parent', subjects: ['berger'] }
const father: Viewer = { ...mother, accountId: 'father' }
const coordinator: Viewer = { accountId: 'ko-1', name: 'KO', role: 'coordinator', subjects: ['consortium-1'] }
const together = { requestId: 'request-ida', choice: 'together-or-nothing', version: 0, key: 'key-1' } as const

/** Ida and Jonas Berger; one place in the Sonne, which both want first, and two in the Mond. Zoe comes before them in the Sonne. */
beforeEach(async () => {
  database = await migratedDatabase()
  deps = testDeps(database.db)
  await aFamilyRound(database.db, {
    companies: {},
    kitas: [
      { id: 'sonne', name: 'Kita Sonne', places: 2 },
      { id: 'mond', name: 'Kita Mond', places: 2 },
      { id: 'stern', name: 'Kita Stern', places: 1 },
    ],
    children: [
      { id: 'ida', family: 'berger', wishes: ['sonne', 'mond', 'stern'] },
      { id: 'jonas', family: 'berger', wishes: ['sonne', 'mond'] },
      { id: 'zoe', wishes: ['sonne'], answers: [{ criterion: 'hardship', value: 1 }] },
    ],
  })
  for (const id of ['mother', 'father'])
    await anAccount(database.db, { id, role: 'parent', subjects: ['berger'], passwordHash: '-' })
})
afterEach(() => database.drop())

const kindOf = (result: { ok: boolean; refusal?: { kind: string } }) => (result.ok ? 'ok' : result.refusal?.kind)
const kept = () => database.db.selectFrom('sibling_choice').select(['choice', 'version']).execute()
const trail = () => database.db.selectFrom('audit').select(['action', 'actor', 'subject', 'details']).execute()
const setState = (id: string, state: 'draft' | 'withdrawn') =>
  database.db.updateTable('place_request').set({ state }).where('id', '=', id).execute()

describe('a family with two children in an open round', () => {
  test('has chosen nothing, which is independent, and may choose', async () => {
    expect(await showSiblings(deps)(mother, 'request-jonas')).toEqual({
      ok: true,
      value: {
        choice: 'independent',
        version: 0,
        changeable: true,
        children: [
          { childName: 'ida', takesPart: true, place: undefined },
          { childName: 'jonas', takesPart: true, place: undefined },
        ],
        commonKitas: ['Kita Sonne', 'Kita Mond'],
      },
    })
  })

  test('chooses once with one form, and the trail says what was and what is', async () => {
    const first = await chooseSiblings(deps)(mother, together)
    const second = await chooseSiblings(deps)(mother, together)

    expect(first).toEqual({ ok: true, value: { choice: 'together-or-nothing' } })
    expect(second).toEqual(first)
    expect(await kept()).toEqual([{ choice: 'together-or-nothing', version: 1 }])
    expect(await trail()).toEqual([
      {
        action: 'siblingChoice.choose',
        actor: 'mother',
        subject: 'berger',
        details: JSON.stringify({ consortium: 'consortium-1', kitaYear: 2027 }),
      },
    ])
  })

  test('changes its mind', async () => {
    await chooseSiblings(deps)(mother, together)
    const changed = await chooseSiblings(deps)(father, {
      ...together,
      choice: 'together-or-split',
      version: 1,
      key: 'key-2',
    })

    expect(kindOf(changed)).toBe('ok')
    expect(await kept()).toEqual([{ choice: 'together-or-split', version: 2 }])
  })

  test('whose parents choose at the same moment: one is heard, the other is told', async () => {
    const both = await Promise.all([
      chooseSiblings(deps)(mother, together),
      chooseSiblings(deps)(father, { ...together, choice: 'together-or-split', key: 'key-2' }),
    ])

    expect(new Set(both.map(kindOf))).toEqual(new Set(['changed-meanwhile', 'ok']))
    expect(await kept()).toHaveLength(1)
    expect(await trail()).toHaveLength(1)
  })

  test('sends the same form with something else: refused', async () => {
    await chooseSiblings(deps)(mother, together)
    const other = await chooseSiblings(deps)(mother, { ...together, choice: 'independent' })

    expect(kindOf(other)).toBe('key-used-otherwise')
  })

  test('at the same moment as the freeze: what was frozen is what stands afterwards', async () => {
    const second = { ...coordinator, accountId: 'ko-2' }
    const contentHash = await proposeFreeze(deps, [coordinator, second])

    const [chosen, frozen] = await Promise.all([
      chooseSiblings(deps)(mother, together),
      createActions(deps).approveFreeze(second, { roundId: 'round-1', contentHash, key: 'approve' }),
    ])

    // Chosen before, it makes what was proposed void; after, it comes too late.
    expect([kindOf(chosen), frozen.ok && frozen.value.step]).toEqual(
      chosen.ok ? ['ok', 'void'] : ['round-not-open', 'approved'],
    )
    expect(await kept()).toHaveLength(chosen.ok ? 1 : 0)
    expect(await database.db.selectFrom('computation').select('id').execute()).toHaveLength(chosen.ok ? 0 : 1)
  })
})

describe('the choice stays as it is', () => {
  test.each<RoundState>(['planned', 'frozen', 'drawn', 'computed', 'in-review', 'released', 'refilling', 'closed'])(
    'while the round is %s',
    async (state) => {
      await database.db.updateTable('round').set({ state }).execute()

      expect(kindOf(await chooseSiblings(deps)(mother, together))).toBe('round-not-open')
      expect(await kept()).toEqual([])
    },
  )

  test.each(['draft', 'withdrawn'] as const)('while one of two is %s', async (state) => {
    await setState('request-ida', state)

    expect(kindOf(await chooseSiblings(deps)(mother, together))).toBe('no-siblings-applying')
    expect(await trail()).toEqual([])
  })

  test.each<[string, Viewer]>([
    ['another family', { ...mother, subjects: ['zoe'] }],
    ['HR', { ...mother, role: 'hr' }],
    ['a Kita', { ...mother, role: 'kitaAdmin' }],
    ['a coordinator', coordinator],
    ['a visitor', { accountId: null, name: '', role: 'visitor', subjects: ['berger'] }],
  ])('for %s, to whom the request does not exist', async (_, viewer) => {
    expect(kindOf(await chooseSiblings(deps)(viewer, together))).toBe('not-found')
    expect(kindOf(await showSiblings(deps)(viewer, 'request-ida'))).toBe('not-found')
    expect(await trail()).toEqual([])
  })
})

describe('a family without siblings in the round', () => {
  test('has nothing to choose', async () => {
    const alone: Viewer = { ...mother, subjects: ['zoe'] }

    expect(await showSiblings(deps)(alone, 'request-zoe')).toEqual({ ok: true, value: null })
  })

  test('no longer has a common Kita once the one of it is on one list only', async () => {
    await database.db.deleteFrom('wish').where('request_id', '=', 'request-jonas').execute()

    const shown = await showSiblings(deps)(mother, 'request-ida')

    expect(shown.ok && shown.value?.commonKitas).toEqual([])
  })
})

describe('a round with siblings who want to be together', () => {
  const places = async () =>
    Object.fromEntries(
      (await database.db.selectFrom('proposal').select(['request_id', 'place_class_id', 'wish_rank']).execute()).map(
        (row) => [row.request_id, [row.place_class_id, row.wish_rank]],
      ),
    )

  test('places them in the Kita where both fit, each under the rank of its own list', async () => {
    await chooseSiblings(deps)(mother, together)
    const steps = roundSteps(deps)
    await steps.freeze()
    await steps.compute()

    expect(await places()).toEqual({
      'request-ida': ['class-mond', 2],
      'request-jonas': ['class-mond', 2],
      'request-zoe': ['class-sonne', 1],
    })
    const before = await showSiblings(deps)(mother, 'request-ida')
    expect(before.ok && before.value?.children.map(({ place }) => place)).toEqual([undefined, undefined])

    await steps.propose()
    await steps.release()
    const after = await showSiblings(deps)(mother, 'request-ida')
    expect(after.ok && after.value?.children.map(({ place }) => place?.name)).toEqual(['Kita Mond', 'Kita Mond'])
  })

  test('separates them if they stand alone, as they have chosen nothing', async () => {
    const steps = roundSteps(deps)
    await steps.freeze()
    await steps.compute()

    const placed = await places()
    expect(new Set([placed['request-ida'][0], placed['request-jonas'][0]])).toEqual(
      new Set(['class-sonne', 'class-mond']),
    )
  })

  test('takes the one singly whose sibling was withdrawn', async () => {
    await chooseSiblings(deps)(mother, together)
    await setState('request-jonas', 'withdrawn')
    const steps = roundSteps(deps)
    await steps.freeze()
    await steps.compute()

    expect((await places())['request-ida']).toEqual(['class-sonne', 1])
  })
})
