import { describe, expect, test } from 'vitest'
import { dayOf, daysAfter, endOfGermanDay, isDay, isMonth, kitaYearOf, monthsBetween } from '../../src/domain/day.ts'

describe('a deadline', () => {
  test.each([
    ['in winter', '2027-01-15', '2027-01-15T22:59:59.999Z'],
    ['in summer', '2027-07-15', '2027-07-15T21:59:59.999Z'],
    ['on the day the clocks go forward', '2027-03-28', '2027-03-28T21:59:59.999Z'],
    ['on the day the clocks go back', '2027-10-31', '2027-10-31T22:59:59.999Z'],
    ['on a leap day', '2028-02-29', '2028-02-29T22:59:59.999Z'],
  ])('ends with the printed German day %s', (_, day, end) => {
    expect(endOfGermanDay(day)).toBe(end)
    expect(dayOf(end)).toBe(day)
  })

  test('fourteen days after 20 March is 3 April, though an hour is missing between', () => {
    expect(daysAfter('2027-03-20', 14)).toBe('2027-04-03')
  })
})

describe('a calendar day', () => {
  test.each(['2027-02-29', '1.2.25', '2027-13-01', '', '2027-1-1'])('is not %j', (text) => {
    expect(isDay(text)).toBe(false)
  })

  test('is a month on its first day only', () => {
    expect(isMonth('2027-08-01')).toBe(true)
    expect(isMonth('2027-08-02')).toBe(false)
  })

  test('belongs to the Kita year that began on the last 1 August', () => {
    expect(kitaYearOf('2027-07-31')).toBe(2026)
    expect(kitaYearOf('2027-08-01')).toBe(2027)
  })

  test('counts completed months only', () => {
    expect(monthsBetween('2024-11-02', '2027-11-01')).toBe(35)
    expect(monthsBetween('2024-11-01', '2027-11-01')).toBe(36)
  })
})
