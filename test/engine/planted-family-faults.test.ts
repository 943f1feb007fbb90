import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hashOutcome } from '../../src/engine/canonical.ts'
import type {
  AllocationOutcome,
  AllocationProblem,
  ClaimReason,
  FamilyInput,
  Violation,
  WishCode,
} from '../../src/engine/types.ts'
import { formatViolation, verifyOutcome } from '../../src/engine/verify/verify.ts'
import { child, problem, program } from './support/builders.ts'
import { outcomeByDefinition } from './support/families-by-definition.ts'
import { outcomeFile } from './support/outcome-by-definition.ts'

/** The right outcome, worked out by trying all ways, with one thing changed and its hash made right again. */
function changed(of: AllocationProblem, change: (outcome: AllocationOutcome) => void): AllocationOutcome {
  const outcome = structuredClone(outcomeFile(of, outcomeByDefinition(of)))
  change(outcome)
  return { ...outcome, outcomeHash: hashOutcome(outcome) }
}

const faults = (of: AllocationProblem, change: (outcome: AllocationOutcome) => void) =>
  verifyOutcome(of, changed(of, change))
const checksOf = (violations: Violation[]) => new Set(violations.map(({ check }) => check))

/** Gives the places anew, all of them from the pool; nothing but who has which place counts. */
const placed = (of: AllocationProblem, places: Record<string, string>): Violation[] => {
  const assignments = Object.entries(places).map(([id, kita]) => ({ child: id, program: kita, countsFor: null }))
  const violations = faults(of, (outcome) => Object.assign(outcome, { assignments, explanations: undefined }))
  return violations.filter(({ check }) => check !== 'V9' && check !== 'V10')
}

const family = (
  id: string,
  children: string[],
  wishes: FamilyInput['wishes'],
  together: FamilyInput['together'] = 'require',
): FamilyInput => ({ id, children, together, wishes })

const load = (name: string): AllocationProblem => {
  return JSON.parse(readFileSync(new URL(`../cases/${name}.json`, import.meta.url), 'utf8')).problem
}

describe('a pair that is too late for k1 together and goes to k2 together', () => {
  const pair = load('24-siblings-stable-unique')
  const detail = (values: object) => faults(pair, ({ methodDetail }) => Object.assign(methodDetail, values))

  test('the right outcome is an exact one', () => {
    expect(changed(pair, () => {})).toMatchObject({
      method: 'family-exact',
      methodDetail: { rankSum: 6, optimal: true },
    })
    expect(faults(pair, () => {})).toEqual([])
  })

  test('V2: one of them is at k1, the other at k2', () => {
    const violations = placed(pair, { s1: 'k1', c1: 'k1', c2: 'k2', s2: 'k2' })

    expect(violations.map(formatViolation)).toContain('V2 family F: its places together are none of its options')
  })

  test('V2: only one of them has a place', () => {
    expect(checksOf(placed(pair, { s1: 'k1', s2: 'k1', c1: 'k2' }))).toContain('V2')
  })

  test('V8: they have nothing, though k2 would take both', () => {
    const violations = placed(pair, { s1: 'k1', s2: 'k1' })

    expect(violations.map(formatViolation)).toEqual(['V8 family F: would rather have ["k2","k2"], and would get it'])
  })

  test('V6: they are at k1, and a single child who comes before them is not', () => {
    const violations = placed(pair, { c1: 'k1', c2: 'k1', s1: 'k2', s2: 'k2' })

    expect(violations.map(formatViolation)).toEqual([
      'V6 program k1: child s1: comes before the last one held in the pool',
    ])
  })

  test('V4: a single child is without a place, though one is free', () => {
    expect(checksOf(placed(pair, { s1: 'k1', c1: 'k2', c2: 'k2' }))).toContain('V4')
  })

  test('V2: the pair is split, though it wants to be together or nothing', () => {
    expect(detail({ split: ['F'] }).map(formatViolation)).toEqual([
      'V2 family F: is split and wants to be together or nothing',
    ])
  })

  test('V2: a family is split that nobody knows', () => {
    expect(detail({ split: ['G'] }).map(formatViolation)).toEqual(['V2 family G: is split and not in the problem'])
  })

  test('V7: it is called the plain round', () => {
    const plain = faults(pair, (outcome) => Object.assign(outcome, { method: 'plain', methodDetail: {} }))

    expect(checksOf(plain)).toContain('V7')
  })

  test('V10: the rank sum is another', () => {
    expect(detail({ rankSum: 5 }).map(formatViolation)).toEqual([
      'V10 methodDetail.rankSum is 5, the positions add up to 6',
    ])
  })

  test('V10: the rank sum is missing', () => {
    expect(checksOf(detail({ rankSum: undefined }))).toEqual(new Set(['V10']))
  })

  test('V10: it is not said whether the sum is proved to be minimal', () => {
    expect(checksOf(detail({ optimal: undefined }))).toEqual(new Set(['V10']))
  })

  test('V10: a reason for the fallback is given', () => {
    expect(checksOf(detail({ exact: 'limit-reached' }))).toEqual(new Set(['V10']))
  })

  test('V10: options are deleted', () => {
    expect(checksOf(detail({ deleted: { F: [0] } }))).toEqual(new Set(['V10']))
  })

  test('V10: a claim stands beside an exact result', () => {
    const claimed = faults(pair, (outcome) => {
      outcome.claims = [{ family: 'F', wish: ['k1', 'k1'], reason: 'own-places-released' }]
    })

    expect(checksOf(claimed)).toEqual(new Set(['V10']))
  })
})

describe('twins whom a reserved place brings in', () => {
  const twins = problem(
    [program('k1', 2, { A: 1 }), program('k2', 2)],
    [child('t1', [], 3), child('t2', [], 1, { companies: ['A'] }), child('s', ['k1', 'k2'], 2)],
    {
      families: [
        family(
          'T',
          ['t1', 't2'],
          [
            ['k1', 'k1'],
            ['k2', 'k2'],
          ],
        ),
      ],
    },
  )

  test('V8: their better option is hidden', () => {
    const violations = placed(twins, { s: 'k1', t1: 'k2', t2: 'k2' })

    expect(violations.map(formatViolation)).toContain('V8 family T: would rather have ["k1","k1"], and would get it')
  })

  test('V8: one of them stays for what the other would have to leave', () => {
    const moving = problem([program('k1', 1), program('k2', 1)], [child('t1', [], 1), child('t2', [], 1)], {
      families: [
        family(
          'T',
          ['t1', 't2'],
          [
            ['k1', 'k2'],
            ['k2', 'k1'],
          ],
        ),
      ],
    })
    const violations = placed(moving, { t1: 'k2', t2: 'k1' })

    expect(violations.map(formatViolation)).toContain('V8 family T: would rather have ["k1","k2"], and would get it')
  })
})

describe('a pair that would rather be split than without places', () => {
  const splittable = problem(
    [program('k1', 1), program('k2', 0)],
    [child('p1', ['k1'], 2), child('p2', ['k1'], 1), child('s', ['k1'], 3)],
    {
      families: [
        family(
          'P',
          ['p1', 'p2'],
          [
            ['k1', 'k1'],
            ['k2', 'k2'],
          ],
          'prefer',
        ),
      ],
    },
  )

  test('the right outcome splits it', () => {
    expect(changed(splittable, () => {}).methodDetail).toEqual({ split: ['P'] })
    expect(faults(splittable, () => {})).toEqual([])
  })

  test('V2: it has nothing together and is not split', () => {
    const violations = faults(splittable, (outcome) => Object.assign(outcome, { methodDetail: {} }))

    expect(violations.map(formatViolation)).toContain('V2 family P: has nothing together and is not split')
  })

  test('V10: it is split twice', () => {
    const twice = faults(splittable, (outcome) => Object.assign(outcome, { methodDetail: { split: ['P', 'P'] } }))

    expect(checksOf(twice)).toEqual(new Set(['V10']))
  })

  test('V10: an empty list of split families', () => {
    const pair = load('24-siblings-stable-unique')

    expect(checksOf(faults(pair, ({ methodDetail }) => Object.assign(methodDetail, { split: [] })))).toEqual(
      new Set(['V10']),
    )
  })

  test('V6: one of its children is wronged as any single child', () => {
    expect(checksOf(placed(splittable, { p2: 'k1' }))).toContain('V6')
  })
})

/**
 * Two pairs and two single children without a stable result, each as in the worked case 23; a family Q that gets what it
 * wants most; and a family R that would rather have one place than two.
 */
const quarrels = (() => {
  const parts = ['a', 'b'].map((id) => ({
    programs: [program(`${id}1`, 1), program(`${id}2`, 1)],
    children: [
      child(`${id}-f`, [], { [`${id}1`]: 2, [`${id}2`]: 1 }),
      child(`${id}-g`, [], { [`${id}1`]: 0, [`${id}2`]: 1 }),
      child(`${id}-s`, [`${id}1`, `${id}2`], { [`${id}1`]: 1, [`${id}2`]: 2 }),
    ],
    family: family(`F${id}`, [`${id}-f`, `${id}-g`], [[`${id}1`, `${id}2`]]),
  }))
  const content = [
    family(
      'Q',
      ['q-f', 'q-g'],
      [
        ['q', 'q'],
        ['q', null],
      ],
    ),
    family(
      'R',
      ['r-f', 'r-g'],
      [
        ['r', null],
        ['r', 'r'],
      ],
    ),
  ]
  return problem(
    [...parts.flatMap(({ programs }) => programs), program('q', 2), program('r', 2)],
    [
      ...parts.flatMap(({ children }) => children),
      ...content.flatMap(({ children }) => children).map((id) => child(id, [], 1)),
    ],
    { families: [...parts.map((part) => part.family), ...content] },
  )
})()

describe('families for whom nothing is stable together', () => {
  const claims = (change: (outcome: AllocationOutcome['claims']) => AllocationOutcome['claims']) =>
    faults(quarrels, (outcome) => (outcome.claims = change(outcome.claims)))
  const deleted = (table: object) =>
    faults(quarrels, ({ methodDetail }) => Object.assign(methodDetail, { deleted: table }))
  const checksOfClaims = (change: Parameters<typeof claims>[0]) => checksOf(claims(change))

  test('the right outcome publishes the claims, with both reasons', () => {
    const outcome = changed(quarrels, () => {})

    expect(outcome.methodDetail).toEqual({ exact: 'no-stable-result', deleted: { Fa: [0], Fb: [0] } })
    expect(outcome.claims).toEqual([
      { family: 'Fa', wish: ['a1', 'a2'], reason: 'deleted-for-together' },
      { family: 'Fb', wish: ['b1', 'b2'], reason: 'deleted-for-together' },
      { family: 'R', wish: ['r', null], reason: 'own-places-released' },
    ])
    expect(faults(quarrels, () => {})).toEqual([])
  })

  test('V8: a claim too few', () => {
    expect(claims((right) => right.toSpliced(1, 1)).map(formatViolation)).toEqual([
      'V8 family Fb: would rather have ["b1","b2"], and would get it',
    ])
  })

  test('V8: a claim of a family that has what it wants most', () => {
    const tooMany = claims((right) =>
      right.toSpliced(2, 0, { family: 'Q', wish: ['q', 'q'], reason: 'own-places-released' }),
    )

    expect(tooMany.map(formatViolation)).toEqual(['V8 family Q: claims ["q","q"], but no option of it blocks'])
  })

  test('V8: a claim of a family that nobody knows', () => {
    const unknown = claims((right) => [...right, { family: 'Z', wish: ['q'], reason: 'own-places-released' }])

    expect(checksOf(unknown)).toEqual(new Set(['V8']))
  })

  test('V8: a claim to another option', () => {
    expect(checksOfClaims((right) => right.with(1, { ...right[1], wish: ['b2', 'b1'] }))).toEqual(new Set(['V8']))
  })

  test.each([
    [1, 'own-places-released'],
    [2, 'deleted-for-together'],
  ] as [number, ClaimReason][])('V8: claim %i with the wrong reason %s', (at, reason) => {
    expect(checksOfClaims((right) => right.with(at, { ...right[at], reason }))).toEqual(new Set(['V8']))
  })

  test('V10: claims out of order', () => {
    expect(checksOfClaims((right) => right.toReversed())).toEqual(new Set(['V10']))
  })

  test('V10: a claim twice', () => {
    expect(checksOfClaims((right) => [right[0], ...right])).toEqual(new Set(['V10']))
  })

  test('V7: an option is said to have stayed, which would have changed the round', () => {
    expect(checksOf(deleted({ Fb: [0] }))).toContain('V7')
  })

  test('V7: an option is said to be deleted that the family has', () => {
    expect(checksOf(deleted({ Fa: [0], Fb: [0], Q: [0] }))).toContain('V7')
  })

  test('V7: a single child has another place than the round on what is left gives', () => {
    const { assignments } = changed(quarrels, () => {})
    const places = Object.fromEntries(assignments.map((one) => [one.child, one.program]))

    const violations = placed(quarrels, { ...places, 'a-s': 'a2' })

    expect(checksOf(violations)).toContain('V7')
  })

  test.each([
    ['an option that the family has not', { Fa: [0], Fb: [0], Q: [7] }],
    ['none', { Fa: [0], Fb: [0], Q: [] }],
    ['one twice', { Fa: [0, 0], Fb: [0] }],
    ['some of a family that nobody knows', { Fa: [0], Fb: [0], Z: [0] }],
  ])('V10: deleted options are wrong: %s', (_what, table) => {
    expect(checksOf(deleted(table))).toEqual(new Set(['V10']))
  })

  test('V10: it is not said why there is no exact result', () => {
    expect(checksOf(faults(quarrels, ({ methodDetail }) => delete methodDetail.exact))).toEqual(new Set(['V10']))
  })

  test('V10: a rank sum is given', () => {
    expect(checksOf(faults(quarrels, ({ methodDetail }) => (methodDetail.rankSum = 9)))).toEqual(new Set(['V10']))
  })
})

describe('V9: what the children of a family are told', () => {
  const told = problem(
    [program('full', 1), program('none', 0), program('last', 2), program('worse', 2)],
    [child('s', ['full'], 5), child('t', ['last'], 0), child('f', [], 1, { blocked: ['worse'] }), child('g', [], 9)],
    {
      families: [
        family(
          'F',
          ['f', 'g'],
          [
            ['none', 'none'],
            ['full', 'full'],
            ['worse', 'full'],
            ['worse', 'worse'],
            [null, 'last'],
            ['last', null],
          ],
        ),
      ],
    },
  )
  const codes = ({ explanations = [] }: AllocationOutcome, id: string) => {
    const wishes = explanations.find((explanation) => explanation.child === id)?.wishes ?? []
    return Object.fromEntries(wishes.map((wish) => [wish.program, wish.code]))
  }

  test('the right codes, by hand', () => {
    const outcome = changed(told, () => {})

    expect(codes(outcome, 'f')).toEqual({
      none: 'no-places',
      full: 'below-cutoff',
      worse: 'blocked',
      last: 'better-wish-met',
    })
    expect(codes(outcome, 'g')).toEqual({
      none: 'no-places',
      full: 'sibling-apart',
      worse: 'family-option-blocked',
      last: 'admitted',
    })
    expect(
      codes(
        changed(quarrels, () => {}),
        'a-g',
      ),
    ).toEqual({ a2: 'deleted-for-together' })
    expect(faults(told, () => {})).toEqual([])
  })

  test.each([
    ['f', 0, 'below-cutoff'],
    ['f', 1, 'sibling-apart'],
    ['f', 2, 'family-option-blocked'],
    ['f', 3, 'deleted-for-together'],
    ['g', 1, 'below-cutoff'],
    ['g', 2, 'sibling-apart'],
    ['g', 3, 'better-wish-met'],
  ] as [string, number, WishCode][])('another code for %s, wish %i: %s', (id, at, code) => {
    const violations = faults(told, ({ explanations = [] }) => {
      const wish = explanations.find((explanation) => explanation.child === id)?.wishes[at]
      if (wish !== undefined) wish.code = code
    })

    expect(violations.map(({ check, child: who }) => [check, who])).toEqual([['V9', id]])
  })

  test('a claim that is not told', () => {
    const silent = faults(quarrels, ({ explanations = [] }) => {
      for (const { wishes } of explanations) {
        for (const wish of wishes) if (wish.code === 'deleted-for-together') wish.code = 'sibling-apart'
      }
    })

    expect(checksOf(silent)).toEqual(new Set(['V9']))
  })

  test('a program of the family’s options left out', () => {
    const violations = faults(told, ({ explanations = [] }) =>
      explanations.find((one) => one.child === 'g')?.wishes.pop(),
    )

    expect(violations.map(({ check, child: who }) => [check, who])).toEqual([['V9', 'g']])
  })
})
