import { describe, expect, test } from 'vitest'
import { allocationProblemOf, computeAllocation, type RoundInput } from '../../src/domain/allocation-problem.ts'
import { allocateProblem } from '../../src/engine/allocate.ts'

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
