import { describe, expect, test } from 'vitest'
import {
  beginDelegation,
  countAsOnePerson,
  type Delegation,
  endDelegation,
  isInForce,
} from '../../src/domain/delegation.ts'

const delegation = (traits: Partial<Delegation> = {}): Delegation => ({
  id: 'd',
  from: 'anna',
  to: 'ben',
  role: 'coordinator',
  subjectId: 'verbund',
  validFrom: '2027-03-20',
  validTo: '2027-04-02',
  endedAt: null,
  version: 1,
  ...traits,
})

describe('the days of a delegation', () => {
  test.each([
    ['today alone', '2027-03-20', '2027-03-20', undefined],
    ['sixty days', '2027-03-20', '2027-05-18', undefined],
    ['one day more', '2027-03-20', '2027-05-19', 'delegation-too-long'],
    ['yesterday', '2027-03-19', '2027-03-25', 'delegation-days'],
    ['an end before the beginning', '2027-03-25', '2027-03-24', 'delegation-days'],
  ])('%s', (_, validFrom, validTo, refusal) => {
    const decision = beginDelegation({ validFrom, validTo }, '2027-03-20')

    expect(decision.ok ? undefined : decision.refusal.kind).toBe(refusal)
  })
})

describe('a delegation lends its role', () => {
  // Clocks change on 28 March 2027: midnight in Germany is 23:00 UTC before it, 22:00 after.
  test.each([
    ['not a second before its first day', '2027-03-19T22:59:59.999Z', false],
    ['from the first second of its first day', '2027-03-19T23:00:00.000Z', true],
    ['to the last second of its last day', '2027-04-02T21:59:59.999Z', true],
    ['and no longer', '2027-04-02T22:00:00.000Z', false],
  ])('%s', (_, at, inForce) => {
    expect(isInForce(delegation(), at)).toBe(inForce)
  })

  test('until somebody ends it, and it can be ended once', () => {
    const ended = endDelegation(delegation(), '2027-03-22T10:00:00.000Z')

    expect(ended.ok && isInForce(ended.value, '2027-03-22T09:59:59.999Z')).toBe(true)
    expect(ended.ok && isInForce(ended.value, '2027-03-22T10:00:00.000Z')).toBe(false)
    expect(ended.ok && endDelegation(ended.value, '2027-03-22T11:00:00.000Z').ok).toBe(false)
    expect(endDelegation(delegation(), '2027-04-02T22:00:00.000Z').ok).toBe(false)
  })
})

describe('what takes two persons', () => {
  const within = '2027-03-25T10:00:00.000Z'
  const after = '2027-04-10T10:00:00.000Z'

  test.each([
    ['the same person twice', 'anna', within, 'anna', within, true],
    ['a stand-in checks what the other has done', 'anna', within, 'ben', within, true],
    ['somebody checks what its stand-in has done', 'ben', within, 'anna', after, true],
    ['long after the holiday, both for themselves', 'anna', after, 'ben', after, false],
    ['a third person', 'anna', within, 'clara', within, false],
  ])('%s', (_, one, oneAt, other, otherAt, same) => {
    expect(countAsOnePerson({ by: one, at: oneAt }, { by: other, at: otherAt }, [delegation()])).toBe(same)
  })
})
