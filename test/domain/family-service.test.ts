import { describe, expect, test } from 'vitest'
import { fitsAge, isStale } from '../../src/domain/family-service.ts'
import { asSpan, isOver, readRecurrence } from '../../src/domain/family-service-schedule.ts'
import { searchFamilyServices } from '../../src/domain/family-service-search.ts'

describe('an age', () => {
  test.each([
    [6, 36, 5, false],
    [6, 36, 6, true],
    [6, 36, 36, true],
    [6, 36, 37, false],
    [null, null, 900, true],
    [null, 36, 0, true],
  ])('of %s to %s months: %d', (minimumAgeMonths, maximumAgeMonths, months, fits) => {
    expect(fitsAge({ minimumAgeMonths, maximumAgeMonths }, months)).toBe(fits)
  })
})

test.each([
  ['2025-11-25', false],
  ['2025-11-24', true],
  ['2020-01-01', true],
])('an entry confirmed on %s is stale on 24 November 2026: %s', (assured, stale) => {
  expect(isStale(assured, '2026-11-24')).toBe(stale)
})

describe('an RRULE', () => {
  test.each([
    ['FREQ=DAILY', { every: 'day' }],
    ['RRULE:FREQ=DAILY;INTERVAL=1;', { every: 'day' }],
    ['FREQ=WEEKLY;BYDAY=TU', { every: 'week', on: ['TU'] }],
    ['freq=weekly;byday=th,tu', { every: 'week', on: ['TU', 'TH'] }],
    ['FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH,FR,SA', { every: 'day' }],
  ])('%s is understood', (rrule, recurrence) => {
    expect(readRecurrence(rrule)).toEqual(recurrence)
  })

  test.each([
    '',
    'nach Absprache',
    'FREQ=WEEKLY',
    'FREQ=DAILY;BYDAY=MO',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO',
    'FREQ=MONTHLY;BYDAY=1MO',
    'FREQ=WEEKLY;BYDAY=MO,MO',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=WEEKLY;FREQ=DAILY',
    'FREQ=WEEKLY;BYDAY=MO;COUNT=3',
  ])('%j is refused rather than told by half', (rrule) => {
    expect(readRecurrence(rrule)).toBeUndefined()
  })

  test('days without a gap are a span from three on', () => {
    expect(asSpan(['MO', 'TU', 'WE'])).toEqual({ from: 'MO', to: 'WE' })
    expect(asSpan(['MO', 'TU'])).toBeUndefined()
    expect(asSpan(['MO', 'TU', 'TH'])).toBeUndefined()
    expect(asSpan([])).toBeUndefined()
  })

  test('a schedule is over the day after its last', () => {
    expect(isOver({ validTo: '2026-11-24' }, '2026-11-24')).toBe(false)
    expect(isOver({ validTo: '2026-11-23' }, '2026-11-24')).toBe(true)
    expect(isOver({ validTo: null }, '2026-11-24')).toBe(false)
  })
})

describe('a search', () => {
  const service = (name: string, longitude: number | null, kind = 'Babysitting', age: [number, number] = [0, 99]) => ({
    name,
    kind,
    description: 'Frühstück für die Großen',
    provider: 'Träger',
    minimumAgeMonths: age[0],
    maximumAgeMonths: age[1],
    locations: longitude === null ? [] : [{ longitude, latitude: 51 }],
  })
  const all = [service('Nah', 7.01), service('Fern', 7.5), service('Überall', null), service('Äpfel', 7.01)]
  const names = (search: Partial<Parameters<typeof searchFamilyServices>[1]>) =>
    searchFamilyServices(all, { sort: 'name', ...search }, new Intl.Collator('de').compare).map(
      ({ service: { name } }) => name,
    )

  test('sorts by name as Germans do, or by distance with the name deciding and the placeless last', () => {
    expect(names({})).toEqual(['Äpfel', 'Fern', 'Nah', 'Überall'])
    expect(names({ sort: 'distance', near: { longitude: 7, latitude: 51 } })).toEqual([
      'Äpfel',
      'Nah',
      'Fern',
      'Überall',
    ])
    expect(names({ sort: 'distance' })).toEqual(['Äpfel', 'Fern', 'Nah', 'Überall'])
  })

  test.each([
    ['frühstück', 4],
    ['FRÜHSTÜCK', 4],
    ['Fruehstueck', 4],
    ['fruhstuck', 4],
    ['fru\u0308hstu\u0308ck', 4],
    ['grossen', 4],
    ['träger große', 4],
    ['ueberall', 1],
    ['apfel', 1],
    ['fern nah', 0],
    ['.*', 0],
  ])('finds %j', (text, count) => {
    expect(names({ text })).toHaveLength(count)
  })

  test('measures from the nearest of several places, and names it', () => {
    const two = {
      ...service('Zwei', 7.5),
      locations: [
        { longitude: 7.5, latitude: 51 },
        { longitude: 7.01, latitude: 51 },
      ],
    }
    const [found] = searchFamilyServices([two], { sort: 'name', near: { longitude: 7, latitude: 51 } }, () => 0)

    expect(found.location).toBe(two.locations[1])
    expect(found.kilometres).toBeCloseTo(0.7, 1)
  })
})
