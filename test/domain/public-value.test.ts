import { describe, expect, test } from 'vitest'
import {
  comingLottoDays,
  demoValue,
  drandPublishedAt,
  drandRoundFrom,
  isPublished,
  type NamedValue,
  nameValue,
  readNamed,
  readPublicValue,
  textOfNamed,
} from '../../src/domain/public-value.ts'

// A Tuesday; 6aus49 is drawn on Wednesdays and Saturdays.
const now = '2026-12-01T09:00:00.000Z'
const lotto = (day: string): NamedValue => ({ source: 'lotto', day })
const drand = (round: number): NamedValue => ({ source: 'drand', round })
const name = (named: NamedValue, at = now, pastAllowed = false) => {
  const decision = nameValue(named, at, { pastAllowed })
  return decision.ok ? 'named' : decision.refusal.kind
}

describe('a value is named before anybody can know it', () => {
  test.each([
    ['a coming Wednesday', lotto('2026-12-02'), 'named'],
    ['a coming Saturday', lotto('2026-12-05'), 'named'],
    ['a Thursday, when nothing is drawn', lotto('2026-12-03'), 'no-draw-day'],
    ['a day that does not exist', lotto('2027-02-31'), 'no-draw-day'],
    ['not a day at all', lotto('morgen'), 'no-draw-day'],
    ['last Saturday', lotto('2026-11-28'), 'value-in-the-past'],
    ['a Wednesday in two years', lotto('2028-12-06'), 'value-too-far'],
    ['a round of drand tomorrow', drand(drandRoundFrom('2026-12-02T11:00:00.000Z')), 'named'],
    ['the round that is out at this moment', drand(drandRoundFrom(now)), 'value-in-the-past'],
    ['the next one, three seconds later', drand(drandRoundFrom(now) + 1), 'named'],
    ['the round of the demo, years ago', drand(demoValue.round), 'value-in-the-past'],
    ['round nought', drand(0), 'no-drand-round'],
    ['a round beyond all dates', drand(Number.MAX_SAFE_INTEGER), 'value-too-far'],
  ])('%s', (_, named, expected) => {
    expect(name(named)).toBe(expected)
  })

  test('on the day of a Lotto draw nobody names it any more, from midnight in Germany on', () => {
    expect(name(lotto('2026-12-02'), '2026-12-01T22:59:00.000Z')).toBe('named')
    expect(name(lotto('2026-12-02'), '2026-12-01T23:00:00.000Z')).toBe('value-in-the-past')
  })

  test('in a demo it may be known already, but must be a real one all the same', () => {
    expect(name(drand(demoValue.round), now, true)).toBe('named')
    expect(name(lotto('2026-12-03'), now, true)).toBe('no-draw-day')
  })

  test.each(['lotto:2026-12-02', 'drand:quicknet:1000'])('%s is read as it was written', (text) => {
    expect(textOfNamed(readNamed(text))).toBe(text)
  })
})

describe('when a value is known', () => {
  test('drand publishes round 1 at its genesis, and one more every three seconds', () => {
    expect(drandPublishedAt(1)).toBe('2023-08-23T15:09:27.000Z')
    expect(drandPublishedAt(1_000)).toBe('2023-08-23T15:59:24.000Z')
    expect(drandRoundFrom(drandPublishedAt(1_000))).toBe(1_000)
    expect(isPublished(drand(1_000), '2023-08-23T15:59:23.999Z')).toBe(false)
  })

  test('the coming Lotto days are offered, the next one first', () => {
    expect(comingLottoDays(now, 3)).toEqual(['2026-12-02', '2026-12-05', '2026-12-09'])
  })
})

describe('a Lotto value is typed from the newspaper', () => {
  const typed = { numbers: '3 11 19 22 35 41', superzahl: '7', spiel77: '1234567', super6: '054321' }
  const read = (changed: Partial<typeof typed>) => readPublicValue(lotto('2026-12-02'), { ...typed, ...changed })

  test.each(['3 11 19 22 35 41', '41, 35, 22, 19, 11, 3', '03-11-19-22-35-41', ' 3;11; 19 22 35 41 '])(
    'as %j',
    (numbers) => {
      const value = read({ numbers })

      const randomness = 'lotto:2026-12-02:3-11-19-22-35-41:7:1234567:054321'
      expect(value).toEqual({ ok: true, value: { randomness, drandSignature: null } })
    },
  )

  test.each([
    ['numbers', '3 11 19 22 35'],
    ['numbers', '3 11 19 22 35 50'],
    ['numbers', '3 3 19 22 35 41'],
    ['numbers', ''],
    ['superzahl', '10'],
    ['spiel77', '123456'],
    ['super6', '12345x'],
  ] as const)('with a mistake in %s (%j), and is told where', (field, wrong) => {
    expect(read({ [field]: wrong })).toEqual({ ok: false, refusal: { kind: 'value-unreadable', field } })
  })
})

describe('a drand value is the signature of the round named', () => {
  test('copied with spaces around it and in capitals', () => {
    const value = readPublicValue(drand(demoValue.round), { signature: ` ${demoValue.signature.toUpperCase()}\n` })

    const hash = 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd'
    expect(value).toEqual({
      ok: true,
      value: { randomness: `drand:quicknet:1000:${hash}`, drandSignature: demoValue.signature },
    })
  })

  test.each([
    ['the signature of another round', drand(1_001), demoValue.signature],
    ['a letter too few', drand(1_000), demoValue.signature.slice(1)],
    ['a wrong letter', drand(1_000), demoValue.signature.replace('4', '5')],
    ['nothing', drand(1_000), ''],
  ])('and not %s', (_, named, signature) => {
    const refusal = { kind: 'value-unreadable', field: 'signature' }
    expect(readPublicValue(named, { signature })).toEqual({ ok: false, refusal })
  })

  test('and not a Lotto value, nor the other way round', () => {
    expect(readPublicValue(drand(1_000), { numbers: '1', superzahl: '1', spiel77: '1', super6: '1' }).ok).toBe(false)
    expect(readPublicValue(lotto('2026-12-02'), { signature: demoValue.signature }).ok).toBe(false)
  })
})
