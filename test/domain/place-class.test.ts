import { describe, expect, test } from 'vitest'
import { ageBandOf, declareVacancies } from '../../src/domain/place-class.ts'

describe('the age band of a child that starts in August 2027', () => {
  test.each([
    ['turns three on 1 November 2027', '2024-11-01', 'Ü3'],
    ['turns three the day after', '2024-11-02', 'U3'],
    ['is a baby', '2026-12-01', 'U3'],
  ])('one that %s', (_, birth, band) => {
    expect(ageBandOf(birth, '2027-08-01')).toBe(band)
  })

  test('does not change for one that starts later in the same Kita year', () => {
    expect(ageBandOf('2024-11-02', '2028-03-01')).toBe('U3')
  })
})

describe('a Kita that declares vacancies', () => {
  const placeClass = {
    id: 'p',
    kitaId: 'k',
    ageBand: 'U3',
    hours: 45,
    startMonth: '2027-08-01',
    vacancies: 6,
    version: 1,
  } as const

  test('may lower them to what the companies hold', () => {
    expect(declareVacancies(placeClass, 4, 4)).toMatchObject({ ok: true, value: { vacancies: 4 } })
  })

  test('is told how many are reserved if it goes below', () => {
    expect(declareVacancies(placeClass, 3, 4)).toEqual({
      ok: false,
      refusal: { kind: 'vacancies-below-reserves', reserved: 4 },
    })
  })

  test.each([-1, 1.5, Number.NaN, 501])('cannot declare %d', (vacancies) => {
    expect(declareVacancies(placeClass, vacancies, 0)).toMatchObject({ refusal: { kind: 'vacancies-not-a-count' } })
  })
})
