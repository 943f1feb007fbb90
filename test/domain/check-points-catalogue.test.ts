import { describe, expect, test } from 'vitest'
import { type CatalogueFaultReason, checkPointsCatalogue } from '../../src/domain/check-points-catalogue.ts'
import { knownCriteria } from '../../src/domain/known-criteria.ts'
import type { Criterion } from '../../src/domain/points-catalogue.ts'

const hours = (...froms: number[]): Criterion => ({
  id: 'hours-of-less-employed-parent',
  kind: 'number',
  thresholds: froms.map((from) => ({ from, points: 5 })),
})
const distance = (...ends: [from: number, to: number][]): Criterion => ({
  id: 'distance-to-kita',
  kind: 'distance',
  bands: ends.map(([from, to]) => ({ from, to, points: 5 })),
})
const flag = (id: string, traits: { points?: number; additions?: Criterion['additions'] } = {}): Criterion => ({
  id,
  kind: 'flag',
  points: 5,
  ...traits,
})
const year = { version: '1', validFrom: '2026-08-01', validTo: '2027-07-31' }

const check = (criteria: Criterion[], validity: Partial<typeof year> = {}) =>
  checkPointsCatalogue({ ...year, ...validity, criteria }, new Set(['hardt', 'rott']))

describe('a sound catalogue', () => {
  test('may use every known criterion', () => {
    const additions = [
      { kita: 'hardt', points: 3 },
      { kita: 'rott', points: 4 },
    ]
    const criteria: Criterion[] = [
      hours(0, 16, 60),
      distance([0, 1000], [1001, 2500]),
      flag('single-parent', { additions }),
      flag('hardship', { points: 0 }),
      flag('needs-45-hours', { points: 10_000 }),
      { id: 'sibling-in-house', kind: 'at-kita', points: 20, additions },
      { id: 'leaving-sibling', kind: 'at-kita', points: 20 },
    ]

    expect(check(criteria)).toEqual([])
    expect(criteria.map(({ id }) => id).toSorted()).toEqual(Object.keys(knownCriteria).toSorted())
  })

  test.each<[string, Criterion]>([
    ['a gap between two bands gives nothing', distance([0, 500], [2000, 3000])],
    ['bands in any order', distance([1001, 2500], [0, 1000])],
    ['thresholds in any order', hours(28, 1, 16)],
    ['a band of a single metre', distance([7, 7])],
  ])('%s', (_, criterion) => {
    expect(check([criterion])).toEqual([])
  })

  test('may be valid for a single day', () => {
    expect(check([], { validTo: year.validFrom })).toEqual([])
  })
})

describe('a catalogue is refused with a named reason and the place', () => {
  const rows = ['criteria', 0, 'thresholds'] as const
  const bands = ['criteria', 0, 'bands'] as const
  const faults: [string, Criterion[], CatalogueFaultReason, (string | number)[]][] = [
    ['a criterion that nobody is asked for', [flag('company-tenure')], 'unknown-criterion', ['criteria', 0, 'id']],
    ['a name that every object has', [flag('constructor')], 'unknown-criterion', ['criteria', 0, 'id']],
    [
      'the same criterion twice',
      [flag('hardship'), hours(1), flag('hardship')],
      'criterion-twice',
      ['criteria', 2, 'id'],
    ],
    ['hours as a flag', [flag('hours-of-less-employed-parent')], 'other-kind', ['criteria', 0, 'kind']],
    ['hours without a threshold', [hours()], 'no-rows', [...rows]],
    ['a distance without a band', [distance()], 'no-rows', [...bands]],
    ['half a point', [flag('hardship', { points: 7.5 })], 'points-not-whole', ['criteria', 0, 'points']],
    ['points below nothing', [flag('hardship', { points: -1 })], 'points-not-whole', ['criteria', 0, 'points']],
    [
      'more points than there are',
      [flag('hardship', { points: 10_001 })],
      'points-not-whole',
      ['criteria', 0, 'points'],
    ],
    ['no number of points', [flag('hardship', { points: NaN })], 'points-not-whole', ['criteria', 0, 'points']],
    ['a threshold that no answer reaches', [hours(1, 61)], 'out-of-range', [...rows, 1, 'from']],
    ['a threshold below every answer', [hours(-1)], 'out-of-range', [...rows, 0, 'from']],
    ['the same threshold twice', [hours(1, 16, 1)], 'threshold-twice', [...rows, 2, 'from']],
    ['a band that ends before it begins', [distance([900, 100])], 'band-upside-down', [...bands, 0, 'to']],
    ['the same band twice', [distance([0, 9], [0, 9])], 'band-twice', [...bands, 1, 'from']],
    ['a band inside another', [distance([0, 900], [100, 200])], 'band-inside-another', [...bands, 1, 'from']],
    ['a band around another', [distance([100, 200], [0, 900])], 'band-inside-another', [...bands, 1, 'from']],
    [
      'a band inside another with a common end',
      [distance([0, 9], [5, 9])],
      'band-inside-another',
      [...bands, 1, 'from'],
    ],
    ['bands that share a metre', [distance([0, 1000], [1000, 2500])], 'bands-overlap', [...bands, 1, 'from']],
    ['a band beyond every distance', [distance([100_001, 100_002])], 'out-of-range', [...bands, 0, 'from']],
    [
      'points on top by a foreign Kita',
      [flag('hardship', { additions: [{ kita: 'fremd', points: 1 }] })],
      'kita-unknown',
      ['criteria', 0, 'additions', 0, 'kita'],
    ],
    [
      'points on top twice by a Kita',
      [
        flag('hardship', {
          additions: [
            { kita: 'rott', points: 1 },
            { kita: 'rott', points: 2 },
          ],
        }),
      ],
      'kita-twice',
      ['criteria', 0, 'additions', 1, 'kita'],
    ],
    [
      'half a point on top',
      [flag('hardship', { additions: [{ kita: 'rott', points: 0.5 }] })],
      'points-not-whole',
      ['criteria', 0, 'additions', 0, 'points'],
    ],
  ]

  test.each(faults)('%s', (_, criteria, reason, path) => {
    expect(check(criteria)).toContainEqual(expect.objectContaining({ reason, path }))
  })

  test('a validity that ends before it begins', () => {
    expect(check([], { validTo: '2026-07-31' })).toEqual([
      {
        reason: 'validity-upside-down',
        path: ['validTo'],
        found: '2026-07-31',
        values: { validFrom: '2026-08-01' },
      },
    ])
  })

  test('once for each fault, and not twice for one', () => {
    expect(check([distance([0, 9], [0, 9], [20, 10])]).map(({ reason }) => reason)).toEqual([
      'band-twice',
      'band-upside-down',
    ])
  })
})
