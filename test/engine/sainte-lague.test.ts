import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { divideByExchange } from '../../src/engine/verify/divide.ts'
import { divideBySainteLague, lastAward } from '../../src/engine/sainte-lague.ts'
import { webster } from './support/by-definition.ts'
import { numRuns } from './support/problems.ts'

const anyWeight = fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 300 }))
const divisions = fc.tuple(fc.nat({ max: 60 }), fc.array(anyWeight, { maxLength: 9 }))

describe('dividing places among companies', () => {
  test.each([
    [0, [3, 3, 1], [0, 0, 0]],
    // Hare–Niemeyer gives the third company one of three places and takes it away when there are four.
    [3, [3, 3, 1], [2, 1, 0]],
    [4, [3, 3, 1], [2, 2, 0]],
    [5, [3, 3, 1], [2, 2, 1]],
    [7, [53, 24, 23], [3, 2, 2]],
    // The largest gets less than its quota of 14.5 rounded down.
    [20, [290, ...Array.from({ length: 10 }, () => 11)], [13, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0]],
    // Equal quotients: the larger weight first, then the smaller id.
    [1, [1, 1], [1, 0]],
    [2, [3, 1], [2, 0]],
    [2, [1, 3], [0, 2]],
  ])('%i places by weights %j', (places, weights, expected) => {
    expect(divideBySainteLague(places, weights)).toEqual(expected)
    expect(divideByExchange(places, weights)).toEqual(expected)
  })

  test('nobody shares nothing', () => {
    expect(divideBySainteLague(5, [])).toEqual([])
    expect(divideByExchange(5, [])).toEqual([])
  })

  test('both ways agree with going place by place', () => {
    fc.assert(
      fc.property(divisions, ([places, weights]) => {
        const table = Object.fromEntries(weights.map((weight, at) => [`c${at}`, weight]))
        const expected = Object.values(webster(places, table))

        expect(divideBySainteLague(places, weights)).toEqual(expected)
        expect(divideByExchange(places, weights)).toEqual(expected)
      }),
      { numRuns: numRuns(500) },
    )
  })

  test('one place less takes one place from one company', () => {
    fc.assert(
      fc.property(divisions, ([places, weights]) => {
        fc.pre(places > 0 && weights.length > 0)
        const shares = divideBySainteLague(places, weights)
        shares[lastAward(weights, shares)]--

        expect(shares).toEqual(divideBySainteLague(places - 1, weights))
      }),
      { numRuns: numRuns(500) },
    )
  })

  test('numbers near the largest exact one are divided at once, and exactly', () => {
    const weights = [9_007_199_254_740_991, 9_007_199_254_740_990, 1]
    const shares = divideBySainteLague(9_007_199_254_740_991, weights)

    expect(shares.reduce((total, share) => total + BigInt(share), 0n)).toBe(9_007_199_254_740_991n)
    expect(shares).toEqual(divideByExchange(9_007_199_254_740_991, weights))
  })
})
