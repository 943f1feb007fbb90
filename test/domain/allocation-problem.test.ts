import { describe, expect, test } from 'vitest'
import { allocationProblemOf, computeAllocation, type RoundInput } from '../../src/domain/allocation-problem.ts'
import { allocateProblem } from '../../src/engine/allocate.ts'
import { readProblem } from '../../src/engine/files/problem.ts'

const kind = { kitaId: 'kita', ageBand: 'U3', hours: 45, startMonth: '2027-08-01', version: 1 } as const
const toddler = '2025-09-14'
const catalogue = { version: '1', criteria: [{ id: 'single-parent', kind: 'flag', points: 10 } as const] }

const wishedKitas = [{ kitaId: 'kita', metres: 800 }]

/** Two places, one of them company A's; Anna scores most, Ben belongs to A. */
const input: RoundInput = {
  placeClasses: [{ ...kind, id: 'p', vacancies: 2 }],
  quotaPlaces: [{ id: 'q1', companyId: 'A', placeClassId: 'p' }],
  requests: [
    { ticket: 'ANNA', birth: toddler, companies: [], wishes: ['p'], answers: [single()], wishedKitas },
    { ticket: 'BEN', birth: toddler, companies: ['A'], wishes: ['p'], answers: [], wishedKitas },
    { ticket: 'CLARA', birth: toddler, companies: [], wishes: ['p'], answers: [single()], wishedKitas },
  ],
  catalogue,
  siblings: [],
}

function single() {
  return { criterion: 'single-parent', kitaId: null, value: 1 }
}

describe('a round with one reserved and one open place', () => {
  test('becomes an engine problem with reserves, scores and tickets', () => {
    const problem = allocationProblemOf(input)

    expect(problem).toMatchObject({
      ok: true,
      value: {
        programs: [{ id: 'p', capacity: 2, reserves: { A: 1 } }],
        children: [
          { id: 'ANNA', priority: { p: 10 } },
          { id: 'BEN', priority: { p: 0 }, companies: ['A'] },
          { id: 'CLARA' },
        ],
      },
    })
  })

  test('gives the reserved place to the child of the company, and the other to one of the higher score', async () => {
    const problem = allocationProblemOf(input)
    const computed = problem.ok && (await computeAllocation(problem.value))

    const assignments = computed && computed.ok ? computed.value.outcome.assignments : []
    expect(assignments).toHaveLength(2)
    expect(assignments).toContainEqual({ child: 'BEN', program: 'p', countsFor: 'A' })
  })

  test('leaves out a wish for another age band', () => {
    const schoolSoon = { ...input.requests[0], birth: '2023-01-01' }

    const problem = allocationProblemOf({ ...input, requests: [schoolSoon] })

    expect(problem).toMatchObject({ value: { children: [{ wishes: [], priority: {} }] } })
  })

  test('is refused if the companies hold more than is vacant, with the numbers', () => {
    const tooMany = { ...input, placeClasses: [{ ...kind, id: 'p', vacancies: 0 }] }

    expect(allocationProblemOf(tooMany)).toEqual({
      ok: false,
      refusal: { kind: 'reserves-exceed-vacancies', placeClassId: 'p', reserved: 1, vacancies: 0 },
    })
  })
})

describe('siblings in a round', () => {
  const preschooler = '2022-05-01'
  const older = { ...kind, ageBand: 'Ü3', hours: 45 } as const
  const child = (ticket: string, birth: string, wishes: string[], answers = [single()]) => ({
    ticket,
    birth,
    companies: [],
    wishes,
    answers,
    wishedKitas,
  })
  /** Kita 1 has a place for each age, Kita 2 two; Mia and Tom want Kita 1 first, and Ada, with more points, Mia's place. */
  const round = (...siblings: RoundInput['siblings']): RoundInput => ({
    placeClasses: [
      { ...kind, id: 'one-u3', kitaId: '1', vacancies: 1 },
      { ...older, id: 'one-ü3', kitaId: '1', vacancies: 1 },
      { ...kind, id: 'two-u3', kitaId: '2', vacancies: 2 },
      { ...older, id: 'two-ü3', kitaId: '2', vacancies: 2 },
    ],
    quotaPlaces: [],
    requests: [
      child('ADA', toddler, ['one-u3']),
      child('MIA', toddler, ['one-ü3', 'one-u3', 'two-u3'], []),
      child('TOM', preschooler, ['one-ü3', 'two-ü3'], []),
    ],
    siblings,
    catalogue,
  })
  const outcomeOf = async (asked: RoundInput) => {
    const problem = allocationProblemOf(asked)
    if (!problem.ok) throw new Error(problem.refusal.kind)
    // Also as a file: what the app freezes, anybody can read and check.
    expect(readProblem(JSON.parse(JSON.stringify(problem.value)))).toMatchObject({ ok: true })
    const computed = await computeAllocation(problem.value)
    if (!computed.ok) throw new Error(computed.refusal.violations.join('\n'))
    const { outcome } = computed.value
    return {
      problem: problem.value,
      outcome,
      places: Object.fromEntries(outcome.assignments.map((one) => [one.child, one.program])),
    }
  }

  test('who are together or nothing come to the Kita where both fit, and have no wishes of their own in the problem', async () => {
    const { problem, outcome, places } = await outcomeOf(
      round({ choice: 'together-or-nothing', tickets: ['TOM', 'MIA'] }),
    )

    expect(problem.families).toEqual([
      {
        id: 'MIA',
        children: ['MIA', 'TOM'],
        together: 'require',
        wishes: [
          ['one-u3', 'one-ü3'],
          ['two-u3', 'two-ü3'],
        ],
      },
    ])
    expect(problem.children.slice(1)).toMatchObject([
      { id: 'MIA', wishes: [], priority: { 'one-u3': 0, 'two-u3': 0 } },
      { id: 'TOM', wishes: [], priority: { 'one-ü3': 0, 'two-ü3': 0 } },
    ])
    expect(places).toEqual({ ADA: 'one-u3', MIA: 'two-u3', TOM: 'two-ü3' })
    expect(outcome.method).toBe('family-exact')
  })

  test('of whom each stands alone are no family', async () => {
    const { problem, outcome, places } = await outcomeOf(round({ choice: 'independent', tickets: ['MIA', 'TOM'] }))

    expect(problem.families).toEqual([])
    expect(places).toEqual({ ADA: 'one-u3', MIA: 'two-u3', TOM: 'one-ü3' })
    expect(outcome.method).toBe('plain')
  })

  test('who may be split keep their wishes, and are split where there is no place for both', async () => {
    const asked = round({ choice: 'together-or-split', tickets: ['MIA', 'TOM'] })
    const full = asked.placeClasses.map((one) => (one.id === 'two-u3' ? { ...one, vacancies: 0 } : one))

    const { problem, outcome, places } = await outcomeOf({ ...asked, placeClasses: full })

    expect(problem.children.slice(1)).toMatchObject([
      { wishes: ['one-u3', 'two-u3'] },
      { wishes: ['one-ü3', 'two-ü3'] },
    ])
    expect(places).toEqual({ ADA: 'one-u3', TOM: 'one-ü3' })
    expect(outcome.methodDetail.split).toEqual(['MIA'])
  })

  test('who want a common Kita only and have none get nothing, and the round is still sound', async () => {
    const asked = round({ choice: 'together-or-nothing', tickets: ['MIA', 'TOM'] })
    const requests = asked.requests.map((one) => (one.ticket === 'TOM' ? { ...one, wishes: ['two-ü3'] } : one))
    const onlyFirst = requests.map((one) => (one.ticket === 'MIA' ? { ...one, wishes: ['one-u3'] } : one))

    const { places, outcome } = await outcomeOf({ ...asked, requests: onlyFirst })

    expect(places).toEqual({ ADA: 'one-u3' })
    expect(outcome.unplaced).toEqual(['MIA', 'TOM'])
  })

  test('of whom one was withdrawn: the other goes singly', async () => {
    const asked = round({ choice: 'together-or-nothing', tickets: ['TOM'] })

    const { problem, places } = await outcomeOf({
      ...asked,
      requests: asked.requests.filter(({ ticket }) => ticket !== 'MIA'),
    })

    expect(problem.families).toEqual([])
    expect(places).toEqual({ ADA: 'one-u3', TOM: 'one-ü3' })
  })
})

describe('an engine that makes a mistake', () => {
  test('yields no result but the violations', async () => {
    const problem = allocationProblemOf(input)
    if (!problem.ok) throw new Error('the round is sound')
    const forgetsBen: typeof allocateProblem = async (...args) => {
      const outcome = await allocateProblem(...args)
      return {
        ...outcome,
        assignments: outcome.assignments.filter(({ child }) => child !== 'BEN'),
        unplaced: [...outcome.unplaced, 'BEN'].toSorted(),
      }
    }

    const computed = await computeAllocation(problem.value, undefined, forgetsBen)

    expect(computed).toMatchObject({ ok: false, refusal: { kind: 'verification-failed' } })
    expect(!computed.ok && computed.refusal.violations.join('\n')).toContain(
      'V4 program p: child BEN: would rather have the place that is free here',
    )
  })
})
