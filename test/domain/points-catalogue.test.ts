import { describe, expect, test } from 'vitest'
import { type PointsCatalogue, scoreAt, scoreTrace } from '../../src/domain/points-catalogue.ts'

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
  const trace = scoreTrace(catalogue, answers)

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
})
