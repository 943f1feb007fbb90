import { describe, expect, test } from 'vitest'
import {
  answerEmployment,
  type EmploymentState,
  employmentStateOf,
  type NamingRequest,
} from '../../src/domain/employment.ts'
import { type PlaceRequestState, placeRequestStates } from '../../src/domain/place-request.ts'

const at = '2026-12-01T09:00:00.000Z'
const request = (state: PlaceRequestState, confirmed: boolean): NamingRequest => ({ id: state, state, confirmed })

describe('what a company says to an employment', () => {
  test('is nothing at first, then one of two', () => {
    expect(employmentStateOf({ confirmedAt: null, deniedAt: null })).toBe('open')
    expect(employmentStateOf({ confirmedAt: at, deniedAt: null })).toBe('confirmed')
    expect(employmentStateOf({ confirmedAt: null, deniedAt: at })).toBe('denied')
  })

  test.each<[EmploymentState, 'confirmed' | 'denied', boolean]>([
    ['open', 'confirmed', true],
    ['open', 'denied', true],
    ['confirmed', 'denied', true],
    ['denied', 'confirmed', true],
    ['confirmed', 'confirmed', false],
    ['denied', 'denied', false],
  ])('%s, then %s: possible is %s', (state, answer, possible) => {
    expect(answerEmployment(state, answer, []).ok).toBe(possible)
  })
})

describe('the requests that name the company', () => {
  const before = ['awaiting-parent', 'draft', 'submitted']
  const frozen = ['in-round', 'proposed', 'waiting', 'offered', 'accepted']

  test.each(placeRequestStates)('%s: a confirmation counts for it before the freeze, and for none after', (state) => {
    const answered = answerEmployment('open', 'confirmed', [request(state, false)])

    expect(answered).toEqual({ ok: true, value: before.includes(state) ? [state] : [] })
  })

  test.each(placeRequestStates)('%s: a denial takes a confirmation away before the freeze, never after', (state) => {
    const answered = answerEmployment('confirmed', 'denied', [request(state, true)])

    expect(answered.ok).toBe(!frozen.includes(state))
    if (answered.ok) expect(answered.value).toEqual(before.includes(state) ? [state] : [])
  })

  test.each(placeRequestStates)(
    '%s: one that was never confirmed neither hinders a denial nor is told of by it',
    (state) => {
      expect(answerEmployment('open', 'denied', [request(state, false)])).toEqual({ ok: true, value: [] })
    },
  )

  test('a confirmed one in an allocation keeps the confirmation of all of them', () => {
    const requests = [request('draft', true), request('in-round', true)]

    expect(answerEmployment('confirmed', 'denied', requests)).toEqual({
      ok: false,
      refusal: { kind: 'employment-counts-already' },
    })
  })
})
