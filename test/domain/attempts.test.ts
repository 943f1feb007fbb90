import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Allowance, limitsOf, takeOne } from '../../src/domain/attempts.ts'
import { numRuns } from '../engine/support/problems.ts'

type Take = typeof takeOne

/** When attempts at these instants (milliseconds, ascending) were let through. */
function passedOf(instants: readonly number[], allowance: Allowance, take: Take = takeOne): number[] {
  let fullAt: number | undefined
  return instants.filter((now) => {
    const taken = take(fullAt, allowance, now)
    if (taken.ok) fullAt = taken.fullAt
    return taken.ok
  })
}

/** The most that passed within any stretch of so many milliseconds. */
const mostWithin = (passed: readonly number[], stretch: number) =>
  Math.max(0, ...passed.map((begin) => passed.filter((at) => at >= begin && at <= begin + stretch).length))

describe('an allowance of 10 at once and one more every 10 minutes', () => {
  const { own } = limitsOf['sign-in']
  const minutes = (count: number) => count * 60_000

  test('lets ten through, tells how long the eleventh waits, and lets it through then', () => {
    let fullAt: number | undefined
    for (let attempt = 1; attempt <= 10; attempt++) {
      const taken = takeOne(fullAt, own, 0)
      fullAt = taken.ok ? taken.fullAt : fullAt
    }

    expect(takeOne(fullAt, own, 0)).toEqual({ ok: false, afterSeconds: 600 })
    expect(takeOne(fullAt, own, minutes(10) - 1)).toEqual({ ok: false, afterSeconds: 1 })
    expect(takeOne(fullAt, own, minutes(10))).toMatchObject({ ok: true })
  })

  test('makes nobody wait longer than one refill, also after the clock was set back by a year', () => {
    expect(takeOne(minutes(365 * 24 * 60), own, 0)).toEqual({ ok: false, afterSeconds: 600 })
  })

  test('slows a guesser who tries every second of a day to 153 of 86,400 guesses', () => {
    const everySecond = Array.from({ length: 86_400 }, (_, second) => second * 1000)

    expect(passedOf(everySecond, own)).toHaveLength(10 + 143)
  })

  const attempts = fc
    .array(fc.integer({ min: 0, max: 7_200_000 }), { minLength: 1, maxLength: 200 })
    .map((instants) => instants.toSorted((a, b) => a - b))
  const allowances = fc.record({
    atOnce: fc.integer({ min: 1, max: 12 }),
    refillSeconds: fc.integer({ min: 1, max: 1_200 }),
  })
  const keepsItsRate = (take: Take) =>
    fc.property(attempts, allowances, fc.integer({ min: 0, max: 7_200_000 }), (instants, allowance, stretch) => {
      const most = mostWithin(passedOf(instants, allowance, take), stretch)
      expect(most).toBeLessThanOrEqual(allowance.atOnce + Math.floor(stretch / (allowance.refillSeconds * 1000)))
    })

  test('never lets more through, in any stretch of time, than at once plus what was refilled', () => {
    fc.assert(keepsItsRate(takeOne), { numRuns: numRuns(300) })
  })

  test('a counter that begins anew at the full hour would be caught: twice as many pass around it', () => {
    let seen = { hour: -1, count: 0 }
    const perWindow: Take = (_, { atOnce, refillSeconds }, now) => {
      const hour = Math.floor(now / (atOnce * refillSeconds * 1000))
      seen = hour === seen.hour ? { hour, count: seen.count + 1 } : { hour, count: 1 }
      return seen.count <= atOnce ? { ok: true, fullAt: now } : { ok: false, afterSeconds: 1 }
    }

    expect(() => fc.assert(keepsItsRate(perWindow), { numRuns: 2_000 })).toThrow()
  })
})
