import { describe, expect, test } from 'vitest'
import { totalsOf, useOf } from '../../src/domain/quota.ts'
import { openPlaceRequest } from '../../src/domain/place-request.ts'
import { resultsAreOut, stateOfYear, takesInput, yearInView } from '../../src/domain/rounds-of-year.ts'
import type { RoundState } from '../../src/domain/round.ts'

const free = { held: false, promised: false, startMonth: null }

describe('the use of a contract', () => {
  test('counts a place once, held or promised or both, and tells where the free ones are assigned', () => {
    const use = useOf([
      { ...free, held: true },
      { ...free, promised: true },
      { ...free, held: true, promised: true },
      free,
      { ...free, startMonth: '2027-10-01' },
      { ...free, startMonth: '2027-08-01' },
      { ...free, startMonth: '2027-08-01' },
    ])

    expect(use).toEqual({
      places: 7,
      inUse: 3,
      free: 4,
      freeStarts: [
        { startMonth: '2027-08-01', places: 2 },
        { startMonth: '2027-10-01', places: 1 },
        { startMonth: null, places: 1 },
      ],
    })
  })

  test('sums up to places, use and the fee of every contracted place', () => {
    const one = { ...useOf([free, { ...free, held: true }]), monthlyFeeCents: 100 }
    const other = { ...useOf([free]), monthlyFeeCents: 7 }

    expect(totalsOf([one, other])).toEqual({ places: 3, inUse: 1, free: 2, monthlyFeeCents: 207 })
    expect(totalsOf([])).toEqual({ places: 0, inUse: 0, free: 0, monthlyFeeCents: 0 })
  })
})

describe('the rounds of a year', () => {
  const rounds = (...states: RoundState[]) => states.map((state) => ({ state }))

  test.each<[RoundState[], boolean, boolean, RoundState | 'none']>([
    [[], false, false, 'none'],
    [['planned'], false, false, 'planned'],
    [['open'], true, false, 'open'],
    [['drawn'], false, false, 'drawn'],
    [['in-review'], false, false, 'in-review'],
    [['released'], false, true, 'released'],
    [['closed'], false, true, 'closed'],
    [['released', 'open'], true, true, 'open'],
    [['released', 'computed'], false, false, 'computed'],
    [['open', 'frozen'], false, false, 'frozen'],
  ])('%j: takes input %s, results are out %s, stands at %s', (states, takes, out, state) => {
    expect(takesInput(rounds(...states))).toBe(takes)
    expect(resultsAreOut(rounds(...states))).toBe(out)
    expect(stateOfYear(rounds(...states))).toBe(state)
  })

  test('the year in view is the latest that a round has begun for, else the one we live in', () => {
    const now = '2026-12-01T09:00:00.000Z'
    const planned = { kitaYear: 2028, state: 'planned' } as const

    expect(yearInView([planned, { kitaYear: 2027, state: 'open' }, { kitaYear: 2026, state: 'closed' }], now)).toBe(
      2027,
    )
    expect(yearInView([planned], now)).toBe(2026)
  })
})

describe('HR’s request', () => {
  test.each([
    ['2025-09-01', '2027-08-01', 'ok'],
    ['2027-08-01', '2027-08-01', 'ok'],
    ['2027-09-01', '2027-08-01', 'birth-after-start'],
    ['2020-09-01', '2027-08-01', 'ok'],
    ['2020-08-01', '2027-08-01', 'child-at-school-age'],
    ['2025-09-01', '2027-12-01', 'start-not-offered'],
  ])('for a child born %s from %s: %s', (childBirthMonth, startMonth, expected) => {
    const decision = openPlaceRequest({ childBirthMonth, startMonth }, ['2027-08-01', '2027-10-01'])

    expect(decision.ok ? 'ok' : decision.refusal.kind).toBe(expected)
  })
})
