import { describe, expect, test } from 'vitest'
import {
  changesToldOf,
  explanationOfWish,
  isUnmet,
  reasonWithoutPart,
  type ToldChange,
  type WishReason,
} from '../../src/domain/explanation.ts'
import type { WishCode, WishExplanation } from '../../src/engine/types.ts'

const own = { priority: 25, lot: 'bbbbbbbbbbbb' }
const wish = (code: WishCode, more: Partial<WishExplanation> = {}): WishExplanation => ({
  program: 'p',
  code,
  own,
  needed: { pool: { priority: 30, lot: 'aaaaaaaaaaaa' } },
  ...more,
})
const at = (priority: number, lot: string | null = 'aaaaaaaaaaaa') => ({ priority, lot })

describe('why a wish was met or not', () => {
  test.each<[string, WishExplanation, WishReason]>([
    [
      'met by a quota',
      wish('admitted', { own: { ...own, countsFor: 'a' } }),
      { key: 'admitted-by-quota', company: 'a' },
    ],
    ['met by the pool', wish('admitted', { own: { ...own, countsFor: null } }), { key: 'admitted-by-pool' }],
    ['not needed', wish('better-wish-met'), { key: 'better-wish-met' }],
    ['no places', wish('no-places'), { key: 'no-places' }],
    ['rejected', wish('blocked'), { key: 'blocked' }],
    ['siblings apart', wish('sibling-apart'), { key: 'sibling-apart' }],
    ['not for all siblings', wish('family-option-blocked'), { key: 'family-option-blocked' }],
    ['given up for being together', wish('deleted-for-together'), { key: 'deleted-for-together' }],
    [
      'too few points',
      wish('below-cutoff'),
      { key: 'too-few-points', own: 25, ways: [{ way: 'pool', needed: 30 }], poolClosed: false },
    ],
    [
      'too few points by every way, the easiest first',
      wish('below-cutoff', { needed: { pool: at(40), a: at(35), b: at(30) } }),
      {
        key: 'too-few-points',
        own: 25,
        ways: [
          { way: { company: 'b' }, needed: 30 },
          { way: { company: 'a' }, needed: 35 },
          { way: 'pool', needed: 40 },
        ],
        poolClosed: false,
      },
    ],
    [
      'too few points where the pool has no place',
      wish('below-cutoff', { needed: { pool: 'closed', a: at(35) } }),
      { key: 'too-few-points', own: 25, ways: [{ way: { company: 'a' }, needed: 35 }], poolClosed: true },
    ],
    [
      'a quota without a place is no way',
      wish('below-cutoff', { needed: { pool: at(40), a: 'closed' } }),
      { key: 'too-few-points', own: 25, ways: [{ way: 'pool', needed: 40 }], poolClosed: false },
    ],
    ['every place a quota’s', wish('below-cutoff', { needed: { pool: 'closed' } }), { key: 'quotas-took-all' }],
    [
      'the lot decided: eight digits',
      wish('below-cutoff', { needed: { pool: at(25) } }),
      { key: 'lot-decided', own: 25, way: 'pool', lots: { own: 'bbbbbbbb', needed: 'aaaaaaaa' } },
    ],
    [
      'the lot decided by two ways: the larger lot was easier',
      wish('below-cutoff', { needed: { pool: at(25, '1111111111'), a: at(25, '2222222222') } }),
      { key: 'lot-decided', own: 25, way: { company: 'a' }, lots: { own: 'bbbbbbbb', needed: '22222222' } },
    ],
    [
      'the lot decided by one way, the other needed more points: no lot but the deciding one',
      wish('below-cutoff', { needed: { pool: at(30, 'cccccccccc'), a: at(25) } }),
      { key: 'lot-decided', own: 25, way: { company: 'a' }, lots: { own: 'bbbbbbbb', needed: 'aaaaaaaa' } },
    ],
    [
      'lots that begin alike tell nothing',
      wish('below-cutoff', { needed: { pool: at(25, 'bbbbbbbbaaaa') } }),
      { key: 'lot-decided', own: 25, way: 'pool', lots: null },
    ],
    [
      'no lots at all',
      wish('below-cutoff', { needed: { pool: at(25, null) } }),
      { key: 'lot-decided', own: 25, way: 'pool', lots: null },
    ],
  ])('%s', (_, explanation, reason) => {
    expect(explanationOfWish(explanation, 5)).toEqual(reason)
  })

  test.each([0, 1, 4])('no figure where only %d children hold the places, on a tie neither', (held) => {
    for (const needed of [at(30), at(25), 'closed'] as const) {
      expect(explanationOfWish(wish('below-cutoff', { needed: { pool: needed } }), held)).toEqual({
        key: 'not-reached',
      })
    }
  })

  test('a wish without an explanation did not fit the child, or it was for one of siblings alone who wanted to be together', () => {
    expect(reasonWithoutPart(false)).toEqual({ key: 'not-in-round' })
    expect(reasonWithoutPart(true)).toEqual({ key: 'not-a-common-wish' })
  })

  test('what was met, or not needed, is not unmet', () => {
    const reasons = [wish('admitted'), wish('better-wish-met'), wish('below-cutoff'), wish('no-places')]
    expect(reasons.map((one) => isUnmet(explanationOfWish(one, 5)))).toEqual([false, false, true, true])
  })
})

describe('what alone would have met a wish', () => {
  const change = { program: 'p', points: 5, lot: true, place: true }
  const figures = explanationOfWish(wish('below-cutoff'), 5)

  test.each<[string, typeof change | { program: string; points: null; lot: false; place: false }, ToldChange[]]>([
    [
      'everything that helps',
      change,
      [{ key: 'earlier-lot' }, { key: 'more-points', points: 5 }, { key: 'one-place-more' }],
    ],
    ['no points', { program: 'p', points: null, lot: false, place: false }, [{ key: 'no-points' }]],
  ])('%s is told beside figures', (_, found, told) => {
    expect(changesToldOf(figures, found)).toEqual(told)
  })

  test('nothing is told without a computation, nor where the figures stay private, nor where there was nothing to reach', () => {
    expect(changesToldOf(figures, undefined)).toEqual([])
    for (const held of [0, 4]) expect(changesToldOf(explanationOfWish(wish('below-cutoff'), held), change)).toEqual([])
    for (const code of ['no-places', 'blocked', 'sibling-apart', 'deleted-for-together', 'admitted'] as const) {
      expect(changesToldOf(explanationOfWish(wish(code), 5), change)).toEqual([])
    }
  })
})
