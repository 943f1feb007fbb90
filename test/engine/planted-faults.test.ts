import { describe, expect, test } from 'vitest'
import { allocateSingles } from '../../src/engine/allocate.ts'
import { hashOutcome } from '../../src/engine/canonical.ts'
import type { AllocationOutcome, AllocationProblem, Assignment, Violation } from '../../src/engine/types.ts'
import { formatViolation, verifyOutcome } from '../../src/engine/verify/verify.ts'
import { child, problem, program } from './support/builders.ts'

/** Two Kitas with overlapping reserves and shares, and more children than places. */
const crowded = problem(
  [program('k1', 3, { A: 1, B: 1 }), { ...program('k2', 2), poolShares: { A: 1, B: 1 } }, program('k3', 5, { A: 2 })],
  [
    child('ab', ['k1', 'k2'], 9, { companies: ['A', 'B'], lot: '07' }),
    child('a', ['k1', 'k2'], 8, { companies: ['A'], lot: '03' }),
    child('b', ['k1', 'k2'], 5, { companies: ['B'] }),
    child('x', ['k1', 'k2'], 7, { poolPriority: 1, blocked: ['k2'] }),
    child('y', ['k2', 'k1'], 6),
    child('z', ['k2', 'k3'], { k1: 1, k2: 2, k3: 3 }),
    child('n', [], 1),
  ],
)

/** The right outcome with one thing changed, and its hash made right again. */
function changed(of: AllocationProblem, change: (outcome: AllocationOutcome) => void): AllocationOutcome {
  // As from a file: no two explanations share an object.
  const outcome: AllocationOutcome = JSON.parse(JSON.stringify(allocateSingles(of)))
  change(outcome)
  return { ...outcome, outcomeHash: hashOutcome(outcome) }
}

const place = (outcome: AllocationOutcome, id: string): Assignment => {
  const found = outcome.assignments.find(({ child: who }) => who === id)
  if (found === undefined) throw new Error(`${id} has no place`)
  return found
}
const explanation = (outcome: AllocationOutcome, id: string) => {
  const found = outcome.explanations?.find(({ child: who }) => who === id)
  if (found === undefined) throw new Error(`${id} is not explained`)
  return found
}
const checksOf = (violations: Violation[]) => violations.map(({ check }) => check)
const faults = (outcome: AllocationOutcome, of = crowded) => verifyOutcome(of, outcome)
const fault = (change: (outcome: AllocationOutcome) => void) => checksOf(faults(changed(crowded, change)))

const inPool = (id: string) => ({ child: id, program: 'k', countsFor: null })

/** Gives the places anew, by hand; ledger, cut-offs and explanations are those of the engine and count for nothing. */
const placed = (of: AllocationProblem, assignments: Assignment[]): Violation[] =>
  faults(
    changed(of, (outcome) => Object.assign(outcome, { assignments })),
    of,
  )

describe('the outcome of the engine', () => {
  test('holds', () => {
    expect(faults(allocateSingles(crowded))).toEqual([])
  })

  test('holds without explanations', () => {
    expect(faults(allocateSingles(crowded, { explanations: false }))).toEqual([])
  })
})

describe('V0: the hashes', () => {
  test('another problem', () => {
    const other = { ...crowded, programs: [...crowded.programs, program('k4', 1)] }

    expect(checksOf(faults(allocateSingles(crowded), other))).toContain('V0')
  })

  test('an outcome changed afterwards', () => {
    const outcome = { ...allocateSingles(crowded), explanations: undefined }

    expect(checksOf(faults(outcome))).toEqual(['V0'])
  })
})

describe('V2: places that nobody may have', () => {
  test('a child twice', () => {
    expect(fault(({ assignments }) => assignments.push({ ...assignments[0], program: 'k2' }))).toContain('V2')
  })

  test('a child that nobody knows', () => {
    expect(fault(({ assignments }) => assignments.push({ child: 'q', program: 'k1', countsFor: null }))).toContain('V2')
  })

  test('a program that nobody knows', () => {
    expect(fault((outcome) => Object.assign(place(outcome, 'a'), { program: 'k9' }))).toContain('V2')
  })

  test('a program that the child did not wish for', () => {
    expect(fault((outcome) => Object.assign(place(outcome, 'a'), { program: 'k3' }))).toContain('V2')
  })

  test('a program that is blocked for the child', () => {
    const blocked = fault(({ assignments }) => {
      const without = assignments.filter(({ child: id }) => id !== 'x')
      assignments.splice(0, assignments.length, ...without, { child: 'x', program: 'k2', countsFor: null })
    })

    expect(blocked).toContain('V2')
  })

  test('more children than places', () => {
    const one = problem([program('k', 1)], [child('a', ['k'], 2), child('b', ['k'], 1)])
    const both = ['a', 'b'].map((id) => ({ child: id, program: 'k', countsFor: null }))

    expect(checksOf(placed(one, both))).toContain('V2')
  })
})

describe('V3: labels', () => {
  test('a label of a company that is not the child’s', () => {
    expect(fault((outcome) => Object.assign(place(outcome, 'a'), { countsFor: 'B' }))).toContain('V3')
  })

  test('a label of a company that nobody knows', () => {
    expect(fault((outcome) => Object.assign(place(outcome, 'a'), { countsFor: 'Q' }))).toContain('V3')
  })

  test('more labels than reserved places', () => {
    const one = problem(
      [program('k', 2, { A: 1 })],
      ['a', 'b'].map((id) => child(id, ['k'], 1, { companies: ['A'] })),
    )
    const both = ['a', 'b'].map((id) => ({ child: id, program: 'k', countsFor: 'A' }))

    expect(checksOf(placed(one, both))).toContain('V3')
  })

  test('a company place left out', () => {
    expect(fault((outcome) => Object.assign(place(outcome, 'a'), { countsFor: null }))).toContain('V3')
  })

  test('a possible label that is not the one of the rule', () => {
    const two = problem(
      [program('k', 2, { A: 1, B: 1 })],
      ['a', 'b'].map((id) => child(id, ['k'], 1, { companies: ['A', 'B'] })),
    )
    const crossed = changed(two, ({ assignments }) => {
      for (const assignment of assignments) assignment.countsFor = assignment.countsFor === 'A' ? 'B' : 'A'
    })

    expect(checksOf(faults(crossed, two))).toContain('V3')
  })
})

describe('V4 to V6: a child that would rather be elsewhere, and would get in', () => {
  const one = problem(
    [program('k', 2, { A: 1 })],
    [child('a', ['k'], 1, { companies: ['A'] }), child('x', ['k'], 3), child('y', ['k'], 2)],
  )

  test('V4: a place stays free', () => {
    expect(checksOf(placed(one, [{ child: 'a', program: 'k', countsFor: 'A' }]))).toContain('V4')
  })

  test('V5: a company place goes to the pool while a child of the company stays out', () => {
    const violations = placed(one, [inPool('x'), inPool('y')])

    expect(violations.map(formatViolation)).toContain(
      'V5 program k: child a of company A: would fill a free place of its company',
    )
  })

  test('V6: a child in the pool comes later', () => {
    expect(checksOf(placed(one, [{ child: 'a', program: 'k', countsFor: 'A' }, inPool('y')]))).toContain('V6')
  })

  test('V6: a child on a company place comes later', () => {
    const two = problem(
      [program('k', 1, { A: 1 })],
      [child('a', ['k'], 1, { companies: ['A'] }), child('b', ['k'], 2, { companies: ['A', 'B'] })],
    )

    expect(checksOf(placed(two, [{ child: 'a', program: 'k', countsFor: 'A' }]))).toContain('V6')
  })

  test("V6: a child on a company's share of the pool comes later", () => {
    const shares = problem(
      [{ ...program('k', 2), poolShares: { A: 1, B: 1 } }],
      [
        child('a1', ['k'], 1, { companies: ['A'] }),
        child('a2', ['k'], 2, { companies: ['A'] }),
        child('b', ['k'], 0, { companies: ['B'] }),
      ],
    )

    expect(checksOf(placed(shares, [inPool('a1'), inPool('b')]))).toContain('V6')
  })
})

describe('V7: another outcome that is stable too', () => {
  test('a company round first, and a release afterwards', () => {
    const twoPhases = problem(
      [program('k1', 1, { A: 1 }), program('k2', 1, { B: 1 })],
      [child('a', ['k2', 'k1'], 10, { companies: ['A'] }), child('b', ['k1', 'k2'], 9, { companies: ['B'] })],
    )
    const violations = placed(twoPhases, [
      { child: 'a', program: 'k1', countsFor: 'A' },
      { child: 'b', program: 'k2', countsFor: 'B' },
    ])

    expect(new Set(checksOf(violations.filter(({ check }) => check !== 'V9' && check !== 'V10')))).toEqual(
      new Set(['V7']),
    )
  })

  test('a method for families where there are none', () => {
    const detail = { rankSum: 9, optimal: true }

    expect(fault((outcome) => Object.assign(outcome, { method: 'family-exact', methodDetail: detail }))).toEqual(['V7'])
  })
})

describe('V9: figures', () => {
  test('a cut-off', () => {
    expect(fault(({ programs }) => Object.assign(programs[0].cutoffs, { pool: 'open' }))).toEqual(['V9'])
  })

  test('a cut-off left out', () => {
    expect(fault(({ programs }) => delete programs[0].cutoffs.A)).toEqual(['V9'])
  })

  test('a cut-off of a share', () => {
    expect(fault(({ programs }) => Object.assign(programs[1].shareCutoffs ?? {}, { A: 'closed' }))).toEqual(['V9'])
  })

  test('a priority in an explanation', () => {
    expect(fault((outcome) => explanation(outcome, 'z').wishes[0].own.priority++)).toEqual(['V9'])
  })

  test('a cut-off in an explanation', () => {
    expect(fault((outcome) => Object.assign(explanation(outcome, 'z').wishes[0].needed, { pool: 'open' }))).toEqual([
      'V9',
    ])
  })

  test('a code in an explanation', () => {
    expect(fault((outcome) => (explanation(outcome, 'x').wishes[1].code = 'below-cutoff'))).toEqual(['V9'])
  })

  test('a label in an explanation', () => {
    expect(fault((outcome) => (explanation(outcome, 'a').wishes[0].own.countsFor = null))).toEqual(['V9'])
  })

  test('a wish that is not explained', () => {
    expect(fault((outcome) => explanation(outcome, 'ab').wishes.pop())).toEqual(['V9'])
  })

  test('a child that is not explained', () => {
    expect(fault(({ explanations }) => explanations?.pop())).toEqual(['V9'])
  })
})

describe('V10: the ledger', () => {
  test('a number of children held', () => {
    expect(fault(({ programs }) => programs[0].held--)).toEqual(['V10'])
  })

  test('a capacity', () => {
    expect(fault(({ programs }) => programs[0].capacity++)).toEqual(['V10'])
  })

  test('a number of company places in use', () => {
    expect(fault(({ programs }) => programs[0].reserves.A.used--)).toEqual(['V10'])
  })

  test('a number of reserved places', () => {
    expect(fault(({ programs }) => programs[2].reserves.A.places--)).toEqual(['V10'])
  })

  test('a share', () => {
    expect(fault(({ programs }) => programs[1].shares.A++)).toEqual(['V10'])
  })

  test('a child without a place that is not listed', () => {
    expect(fault(({ unplaced }) => unplaced.pop())).toEqual(['V10'])
  })

  test('a child with a place that is listed as without', () => {
    expect(fault(({ unplaced }) => unplaced.unshift('a'))).toEqual(['V10'])
  })

  test('assignments out of order', () => {
    expect(fault((outcome) => (outcome.assignments = outcome.assignments.toReversed()))).toEqual(['V10'])
  })

  test('a program left out', () => {
    expect(fault(({ programs }) => programs.pop())).toEqual(['V10'])
  })

  test('a claim where there are no families', () => {
    expect(fault(({ claims }) => claims.push({ family: 'F', wish: ['k1'], reason: 'own-places-released' }))).toEqual([
      'V10',
    ])
  })
})

describe('present places that are not kept', () => {
  const refill = problem(
    [program('k1', 2, { A: 1 }), program('k2', 1)],
    [
      child('stays', ['k2'], 0, { companies: ['A'], present: 'k1' }),
      child('a', ['k1'], 4, { companies: ['A'] }),
      child('x', ['k2', 'k1'], 5),
      child('y', ['k1'], 3),
    ],
  )
  const faultOf = (change: (outcome: AllocationOutcome) => void) => checksOf(faults(changed(refill, change), refill))
  const k1 = ({ programs }: AllocationOutcome) => programs[0]

  test('the right outcome holds', () => {
    expect(faults(allocateSingles(refill), refill)).toEqual([])
    expect(allocateSingles(refill).assignments.map(({ child: id }) => id)).toEqual(['a', 'stays', 'x'])
  })

  test('a child put out of its place for one that comes before it', () => {
    const evicted = placed(refill, [
      { child: 'a', program: 'k1', countsFor: 'A' },
      { child: 'x', program: 'k2', countsFor: null },
      { child: 'y', program: 'k1', countsFor: null },
    ])

    expect(evicted.map(formatViolation)).toContain('V6 program k1: child stays: has lost its present place')
  })

  test('a place treated as a last wish and nothing more', () => {
    const children = refill.children.map(({ present, ...others }) => ({
      ...others,
      wishes: present === undefined ? others.wishes : [...others.wishes, present],
    }))
    const checks = checksOf(placed(refill, allocateSingles({ ...refill, children }).assignments))

    expect(checks).toContain('V6')
    expect(checks).toContain('V7')
  })

  test('two children who stay where they are though each would rather have the other’s place', () => {
    const crossed = problem(
      [program('k1', 1), program('k2', 1)],
      [child('one', ['k2'], 1, { present: 'k1' }), child('two', ['k1'], 1, { present: 'k2' })],
    )
    const violations = placed(crossed, [
      { child: 'one', program: 'k1', countsFor: null },
      { child: 'two', program: 'k2', countsFor: null },
    ])

    // Stable, since nobody can be put out, but not what all prefer; the figures are those of the other outcome.
    expect(checksOf(violations).filter((check) => check !== 'V9' && check !== 'V10')).toEqual(['V7', 'V7'])
  })

  test('V3: a child on its present place that counts for its company', () => {
    const besides = changed(refill, (outcome) => Object.assign(place(outcome, 'stays'), { countsFor: 'A' }))
    const instead = faultOf((outcome) => {
      Object.assign(place(outcome, 'stays'), { countsFor: 'A' })
      Object.assign(place(outcome, 'a'), { countsFor: null })
    })

    expect(faults(besides, refill).map(formatViolation)).toContain(
      'V3 program k1: child stays of company A: counts for a company on its present place',
    )
    expect(instead).toContain('V3')
  })

  test('V9: a cut-off taken from a child on its present place', () => {
    expect(faultOf((outcome) => (k1(outcome).cutoffs.A = { priority: 0, lot: null }))).toEqual(['V9'])
    expect(faultOf((outcome) => (k1(outcome).cutoffs.pool = { priority: 0, lot: null }))).toEqual(['V9'])
  })

  test('V9: a company said to be open although no more places may be used', () => {
    const narrow = problem(
      [program('k', 2, { A: 1, B: 1 })],
      [child('stays', [], 0, { present: 'k' }), child('a', ['k'], 2, { companies: ['A'] })],
    )
    const open = changed(narrow, ({ programs: [only] }) => Object.assign(only.cutoffs, { B: 'open' }))

    expect(faults(allocateSingles(narrow), narrow)).toEqual([])
    expect(checksOf(faults(open, narrow))).toEqual(['V9'])
  })

  test('V9: a present place not marked, or one that is none', () => {
    expect(faultOf((outcome) => delete explanation(outcome, 'stays').wishes[1].own.present)).toEqual(['V9'])
    expect(faultOf((outcome) => (explanation(outcome, 'x').wishes[0].own.present = true))).toEqual(['V9'])
  })

  test('V9: a present place that the child is not told about', () => {
    expect(faultOf((outcome) => explanation(outcome, 'stays').wishes.pop())).toEqual(['V9'])
  })

  test('V10: a number of present places', () => {
    expect(faultOf((outcome) => (k1(outcome).present = 2))).toEqual(['V10'])
    expect(faultOf((outcome) => delete k1(outcome).present)).toEqual(['V10'])
    expect(faultOf(({ programs }) => (programs[1].present = 0))).toEqual(['V10'])
  })
})
