import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Criterion,
  type PointsCatalogue,
  scoreAt,
  type ScoredFacts,
  scoreEverywhere,
  scoreTrace,
} from '../../src/domain/points-catalogue.ts'
import { numRuns } from '../engine/support/problems.ts'

const catalogue: PointsCatalogue = {
  version: '2027-1',
  criteria: [
    {
      id: 'hours-of-less-employed-parent',
      kind: 'number',
      thresholds: [
        { from: 1, points: 5 },
        { from: 16, points: 10 },
        { from: 28, points: 15 },
      ],
    },
    { id: 'single-parent', kind: 'flag', points: 10 },
    { id: 'sibling-in-house', kind: 'at-kita', points: 20 },
  ],
}

describe('a family with 20 hours of work and a sibling at one Kita', () => {
  const answers = [
    { criterion: 'sibling-in-house', kitaId: 'samoastrasse', value: 1 },
    { criterion: 'hours-of-less-employed-parent', kitaId: null, value: 20 },
    { criterion: 'single-parent', kitaId: null, value: 0 },
    { criterion: 'company-tenure', kitaId: null, value: 9 },
  ]
  const trace = scoreTrace(catalogue, { answers, wishedKitas: [] })

  test('gets the points of the highest threshold reached, and each line says why', () => {
    expect(trace).toEqual([
      { criterion: 'hours-of-less-employed-parent', kitaId: null, value: 20, points: 10 },
      { criterion: 'sibling-in-house', kitaId: 'samoastrasse', value: 1, points: 20 },
    ])
  })

  test('has the sibling counted at that Kita and nowhere else', () => {
    expect(scoreAt('samoastrasse', trace)).toBe(30)
    expect(scoreAt('hardt', trace)).toBe(10)
  })

  test('gets nothing for a sibling who is at no Kita', () => {
    const nowhere = [{ criterion: 'sibling-in-house', kitaId: null, value: 1 }]

    expect(scoreTrace(catalogue, { answers: nowhere, wishedKitas: [] })).toEqual([])
  })
})

describe('points for a short way', () => {
  const near: PointsCatalogue = {
    version: '1',
    criteria: [
      {
        id: 'distance-to-kita',
        kind: 'distance',
        bands: [
          { from: 0, to: 1000, points: 6 },
          { from: 1001, to: 2500, points: 3 },
        ],
      },
    ],
  }
  const scoreOf = (metres: number) =>
    scoreAt('hardt', scoreTrace(near, { answers: [], wishedKitas: [{ kitaId: 'hardt', metres }] }))

  test.each([
    [0, 6],
    [1000, 6],
    [1001, 3],
    [2500, 3],
    [2501, 0],
  ])('%i metres give %i: both ends belong to a band', (metres, points) => {
    expect(scoreOf(metres)).toBe(points)
  })

  test('count at each wished Kita by its own way, and the trace tells the metres', () => {
    const wishedKitas = [
      { kitaId: 'hardt', metres: 400 },
      { kitaId: 'rott', metres: 1800 },
      { kitaId: 'fern', metres: 9000 },
    ]

    expect(scoreTrace(near, { answers: [], wishedKitas })).toEqual([
      { criterion: 'distance-to-kita', kitaId: 'hardt', value: 400, points: 6 },
      { criterion: 'distance-to-kita', kitaId: 'rott', value: 1800, points: 3 },
    ])
  })

  test('are given for what was measured, whatever a family has typed', () => {
    const answers = [{ criterion: 'distance-to-kita', kitaId: 'hardt', value: 1 }]

    expect(scoreTrace(near, { answers, wishedKitas: [{ kitaId: 'hardt', metres: 9000 }] })).toEqual([])
  })
})

describe('a Kita that gives points on top', () => {
  const withAddition: PointsCatalogue = {
    version: '1',
    criteria: [
      { id: 'single-parent', kind: 'flag', points: 10, additions: [{ kita: 'hardt', points: 4 }] },
      { id: 'sibling-in-house', kind: 'at-kita', points: 20, additions: [{ kita: 'rott', points: 5 }] },
    ],
  }
  const wishedKitas = [
    { kitaId: 'hardt', metres: 1 },
    { kitaId: 'rott', metres: 1 },
  ]
  const singleParent = { criterion: 'single-parent', kitaId: null, value: 1 }

  test('gives them there only, in a line of their own', () => {
    const trace = scoreTrace(withAddition, { answers: [singleParent], wishedKitas })

    expect(trace).toEqual([
      { criterion: 'single-parent', kitaId: null, value: 1, points: 10 },
      { criterion: 'single-parent', kitaId: 'hardt', value: 1, points: 4, addition: true },
    ])
    expect([scoreEverywhere(trace), scoreAt('hardt', trace), scoreAt('rott', trace)]).toEqual([10, 14, 10])
  })

  test('gives none to whoever does not meet the criterion, nor to a sibling at another Kita', () => {
    const answers = [
      { ...singleParent, value: 0 },
      { criterion: 'sibling-in-house', kitaId: 'hardt', value: 1 },
    ]

    expect(scoreTrace(withAddition, { answers, wishedKitas })).toEqual([
      { criterion: 'sibling-in-house', kitaId: 'hardt', value: 1, points: 20 },
    ])
  })

  test('is told only to those who wish for it', () => {
    const elsewhere = [{ kitaId: 'rott', metres: 1 }]

    expect(scoreTrace(withAddition, { answers: [singleParent], wishedKitas: elsewhere })).toHaveLength(1)
  })
})

describe('whatever the catalogue and the facts', () => {
  const kitas = ['k0', 'k1', 'k2']
  const points = fc.nat({ max: 30 })
  const additions = fc.array(fc.record({ kita: fc.constantFrom(...kitas), points }), { maxLength: 2 })
  const ascending = fc
    .uniqueArray(fc.nat({ max: 40 }), { minLength: 2, maxLength: 6 })
    .map((list) => list.toSorted((a, b) => a - b))
  const catalogues: fc.Arbitrary<PointsCatalogue> = fc
    .record({
      flag: fc.record({ points, additions }),
      atKita: fc.record({ points, additions }),
      number: fc.record({ bounds: ascending, points, additions }),
      distance: fc.record({ bounds: ascending, points, additions }),
    })
    .map(({ flag, atKita, number, distance }) => ({
      version: '1',
      criteria: [
        { id: 'flag', kind: 'flag', ...flag },
        { id: 'at-kita', kind: 'at-kita', ...atKita },
        {
          id: 'number',
          kind: 'number',
          additions: number.additions,
          thresholds: number.bounds.map((from, at) => ({ from, points: number.points + at })),
        },
        {
          id: 'distance',
          kind: 'distance',
          additions: distance.additions,
          bands: distance.bounds.slice(1).map((to, at) => {
            return { from: distance.bounds[at] + 1, to, points: distance.points + at }
          }),
        },
      ],
    }))
  const facts: fc.Arbitrary<ScoredFacts> = fc
    .record({
      metres: fc.array(fc.nat({ max: 45 }), { minLength: 3, maxLength: 3 }),
      flag: fc.nat({ max: 1 }),
      sibling: fc.option(fc.constantFrom(...kitas)),
      number: fc.nat({ max: 45 }),
    })
    .map(({ metres, flag, sibling, number }) => ({
      wishedKitas: kitas.map((kitaId, at) => ({ kitaId, metres: metres[at] })),
      answers: [
        { criterion: 'flag', kitaId: null, value: flag },
        { criterion: 'number', kitaId: null, value: number },
        ...(sibling === null ? [] : [{ criterion: 'at-kita', kitaId: sibling, value: 1 }]),
      ],
    }))

  const sumsAsDefined = (traced: typeof scoreTrace) =>
    fc.check(
      fc.property(catalogues, facts, (one, given) => {
        const trace = traced(one, given)
        return kitas.every((kitaId) => {
          const there = trace.filter((line) => line.kitaId === kitaId).reduce((sum, line) => sum + line.points, 0)
          const score = scoreAt(kitaId, trace)
          return score === scoreByDefinition(one, given, kitaId) && score === scoreEverywhere(trace) + there
        })
      }),
      { numRuns: numRuns(200) },
    )

  test('the trace sums to the score that the definition gives at each Kita', () => {
    expect(sumsAsDefined(scoreTrace)).toMatchObject({ failed: false })
  })

  test.each<[string, typeof scoreTrace]>([
    ['forgets what a Kita adds', (...given) => scoreTrace(...given).filter(({ addition }) => !addition)],
    ['tells a line twice', (...given) => [...scoreTrace(...given), ...scoreTrace(...given).slice(0, 1)]],
    ['lets a sibling count everywhere', (...given) => scoreTrace(...given).map((line) => ({ ...line, kitaId: null }))],
  ])('and one that %s is found out', (_, faulty) => {
    expect(sumsAsDefined(faulty)).toMatchObject({ failed: true })
  })
})

/** The points at one Kita, criterion by criterion, without a trace. */
function scoreByDefinition({ criteria }: PointsCatalogue, facts: ScoredFacts, kitaId: string): number {
  const met = (criterion: Criterion): number | undefined => {
    const answer = facts.answers.find(({ criterion: id }) => id === criterion.id)
    const metres = facts.wishedKitas.find((kita) => kita.kitaId === kitaId)?.metres ?? Infinity
    switch (criterion.kind) {
      case 'flag':
        return answer?.value === 1 ? criterion.points : undefined
      case 'at-kita':
        return answer?.value === 1 && answer.kitaId === kitaId ? criterion.points : undefined
      case 'number': {
        const reached = criterion.thresholds.filter(({ from }) => (answer?.value ?? -1) >= from)
        return reached.find(({ from }) => from === Math.max(...reached.map((row) => row.from)))?.points
      }
      case 'distance':
        return criterion.bands.find(({ from, to }) => metres >= from && metres <= to)?.points
    }
  }
  return criteria.reduce((sum, criterion) => {
    const points = met(criterion)
    const extra = (criterion.additions ?? []).filter(({ kita }) => kita === kitaId)
    return points === undefined ? sum : sum + points + extra.reduce((all, addition) => all + addition.points, 0)
  }, 0)
}
