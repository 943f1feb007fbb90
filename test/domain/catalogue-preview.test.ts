import { describe, expect, test } from 'vitest'
import { allocationProblemOf, type RoundInput } from '../../src/domain/allocation-problem.ts'
import { problemWithCatalogue } from '../../src/domain/catalogue-preview.ts'
import type { PointsCatalogue } from '../../src/domain/points-catalogue.ts'

const kind = { ageBand: 'U3', hours: 45, startMonth: '2027-08-01', version: 1, vacancies: 1 } as const
const then: PointsCatalogue = { version: '1', criteria: [{ id: 'single-parent', kind: 'flag', points: 10 }] }
const otherwise: PointsCatalogue = {
  version: '1',
  criteria: [
    { id: 'hardship', kind: 'flag', points: 7, additions: [{ kita: 'mond', points: 2 }] },
    { id: 'distance-to-kita', kind: 'distance', bands: [{ from: 0, to: 1000, points: 1 }] },
  ],
}

const input: RoundInput = {
  placeClasses: [
    { ...kind, id: 'sonne-u3', kitaId: 'sonne' },
    { ...kind, id: 'mond-u3', kitaId: 'mond' },
  ],
  quotaPlaces: [{ id: 'q', companyId: 'A', placeClassId: 'sonne-u3' }],
  requests: [
    {
      ticket: 'ANNA',
      birth: '2025-09-14',
      companies: ['A'],
      wishes: ['sonne-u3', 'mond-u3'],
      answers: [
        { criterion: 'single-parent', kitaId: null, value: 1 },
        { criterion: 'hardship', kitaId: null, value: 1 },
      ],
      wishedKitas: [
        { kitaId: 'sonne', metres: 300 },
        { kitaId: 'mond', metres: 3000 },
      ],
    },
    { ticket: 'BEN', birth: '2025-09-14', companies: [], wishes: [], answers: [], wishedKitas: [] },
  ],
  siblings: [],
  catalogue: then,
}
const facts = new Map(input.requests.map((request) => [request.ticket, request]))
const kitaOf = new Map(input.placeClasses.map(({ id, kitaId }) => [id, kitaId]))

function problemOf(round: RoundInput) {
  const problem = allocationProblemOf(round)
  if (!problem.ok) throw new Error(problem.refusal.kind)
  return problem.value
}

describe('a frozen round under another catalogue', () => {
  test('has other points and everything else alike: places, reserves, wishes and lots', () => {
    const frozen = problemOf(input)

    const changed = problemWithCatalogue(frozen, otherwise, facts, kitaOf)

    expect(changed.children[0].priority).toEqual({ 'sonne-u3': 8, 'mond-u3': 9 })
    const withoutPoints = (problem: typeof frozen) => ({
      ...problem,
      children: problem.children.map((child) => ({ ...child, priority: 0 })),
    })
    expect(withoutPoints(changed)).toEqual(withoutPoints(frozen))
  })

  test('is the problem that the freeze would have made with that catalogue', () => {
    expect(problemWithCatalogue(problemOf(input), otherwise, facts, kitaOf)).toEqual(
      problemOf({ ...input, catalogue: otherwise }),
    )
  })

  test('is itself under its own catalogue', () => {
    expect(problemWithCatalogue(problemOf(input), then, facts, kitaOf)).toEqual(problemOf(input))
  })

  test('is no problem at all where the facts of a child are missing', () => {
    expect(() => problemWithCatalogue(problemOf(input), otherwise, new Map(), kitaOf)).toThrow()
  })
})
