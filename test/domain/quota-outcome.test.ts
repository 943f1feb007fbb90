import { describe, expect, test } from 'vitest'
import { quotaOutcomeOf } from '../../src/domain/quota-outcome.ts'
import { mayTellNumber } from '../../src/domain/small-cells.ts'

const result = {
  places: 6,
  used: 6,
  held: 20,
  cutoff: { priority: 35, lot: 'aa' },
  turnedAway: 7,
  children: 40,
}

describe('what a company is told of its places of one class', () => {
  test('reserved, used, gone to the pool, and with many children the cut-off as points and who was turned away', () => {
    expect(quotaOutcomeOf(result)).toEqual({ reserved: 6, used: 6, toPool: 0, cutoff: 35, turnedAway: 7 })
    expect(quotaOutcomeOf({ ...result, used: 4 })).toMatchObject({ used: 4, toPool: 2 })
  })

  test.each([
    ['where fewer than five hold places of the class', { held: 4 }],
    ['where fewer than five of them are the company’s own', { used: 4 }],
    ['where nobody was last', { cutoff: 'open' as const }],
    ['where there is no place', { cutoff: 'closed' as const }],
    ['where the outcome has none', { cutoff: undefined }],
  ])('no cut-off %s', (_, traits) => {
    expect(quotaOutcomeOf({ ...result, ...traits }).cutoff).toBeNull()
  })

  test.each([
    ['no own child was turned away', { turnedAway: 0 }],
    ['one was', { turnedAway: 1 }],
    ['four were', { turnedAway: 4 }],
    ['all but four were', { turnedAway: 36 }],
    ['all were', { turnedAway: 40 }],
  ])('not how many, where %s', (_, traits) => {
    expect(quotaOutcomeOf({ ...result, ...traits }).turnedAway).toBeNull()
  })

  test.each([
    [5, 10, true],
    [5, 9, false],
    [4, 100, false],
    [0, 100, false],
  ])('%d of %d may be told: %s', (children, whole, may) => {
    expect(mayTellNumber(children, whole)).toBe(may)
  })
})
