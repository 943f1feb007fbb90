import { describe, expect, test } from 'vitest'
import { checkDrandSignature } from '../../../src/engine/draw/drand.ts'
import { isNamed, namesRandomness, readRandomness } from '../../../src/engine/draw/randomness.ts'

const lotto = 'lotto:2027-03-06:3-11-19-22-35-41:7:1234567:654321'
const hash = 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd'
const drand = `drand:quicknet:1000:${hash}`

describe('a random value that somebody types', () => {
  test('may be a Lotto draw', () => {
    expect(readRandomness(lotto)).toEqual({
      ok: true,
      value: {
        source: 'lotto',
        day: '2027-03-06',
        numbers: [3, 11, 19, 22, 35, 41],
        superzahl: 7,
        spiel77: '1234567',
        super6: '654321',
      },
    })
    expect(readRandomness('lotto:2028-03-01:1-2-3-4-5-49:0:0000000:000000').ok).toBe(true)
  })

  test('may be a round of drand', () => {
    expect(readRandomness(drand)).toEqual({
      ok: true,
      value: { source: 'drand', round: 1000, signatureHash: hash },
    })
  })

  test.each([
    ['', 'unknown-source'],
    ['toto:2027-03-06', 'unknown-source'],
    [`${lotto} `, 'lotto-super6'],
    [`${lotto}:1`, 'lotto-parts'],
    [lotto.replace(':654321', ''), 'lotto-parts'],
    [lotto.replace('2027-03-06', '6.3.2027'), 'lotto-day'],
    [lotto.replace('2027-03-06', '2027-02-29'), 'lotto-day'],
    [lotto.replace('2027-03-06', '2027-13-01'), 'lotto-day'],
    [lotto.replace('2027-03-06', '2027-03-05'), 'lotto-no-draw-day'],
    [lotto.replace('3-11', '11-3'), 'lotto-numbers'],
    [lotto.replace('3-11', '3-3'), 'lotto-numbers'],
    [lotto.replace('3-11', '0-11'), 'lotto-numbers'],
    [lotto.replace('3-11', '03-11'), 'lotto-numbers'],
    [lotto.replace('-41', '-50'), 'lotto-numbers'],
    [lotto.replace('-41', ''), 'lotto-numbers'],
    [lotto.replace('-41', '-41-42'), 'lotto-numbers'],
    [lotto.replace(':7:', ':10:'), 'lotto-superzahl'],
    [lotto.replace('1234567', '123456'), 'lotto-spiel77'],
    [lotto.replace('654321', '65432'), 'lotto-super6'],
    [drand.replace('quicknet:', ''), 'drand-parts'],
    [drand.replace('quicknet', 'default'), 'drand-network'],
    [drand.replace('1000', '0'), 'drand-round'],
    [drand.replace('1000', '01000'), 'drand-round'],
    [drand.replace('1000', '9007199254740993'), 'drand-round'],
    [drand.replace('fe', 'FE'), 'drand-hash'],
    [drand.slice(0, -1), 'drand-hash'],
  ])('%j is refused as %s', (text, kind) => {
    expect(readRandomness(text)).toMatchObject({ ok: false, error: { kind } })
  })
})

describe('the value that the rules name before it is known', () => {
  test('is a day of Lotto or a round of drand, and nothing of the result', () => {
    expect(['lotto:2027-03-06', 'drand:quicknet:1000'].every(namesRandomness)).toBe(true)
    expect([lotto, drand, 'lotto:2027-03-05', 'lotto:', 'drand:quicknet:0', ''].some(namesRandomness)).toBe(false)
  })

  test('is that of one draw only', () => {
    expect(isNamed(lotto, 'lotto:2027-03-06')).toBe(true)
    expect(isNamed(drand, 'drand:quicknet:1000')).toBe(true)
    expect(isNamed(drand, 'drand:quicknet:100')).toBe(false)
    expect(isNamed(lotto, 'lotto:2027-03-10')).toBe(false)
    expect(isNamed(lotto, 'lotto')).toBe(false)
  })
})

describe('the signature of a drand round', () => {
  const signature = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'

  test('is checked without a network', () => {
    expect(checkDrandSignature(1000, hash, signature)).toBeNull()
  })

  test('of another round is not of this one', () => {
    expect(checkDrandSignature(1001, hash, signature)).toEqual({ kind: 'not-of-network' })
  })

  test.each([
    ['is missing', undefined, hash, 'no-signature'],
    ['is too short', signature.slice(2), hash, 'no-signature'],
    ['has another hash', signature.replace('b4', 'b5'), hash, 'other-hash'],
    ['is no point', '00'.repeat(48), '17b0761f87b081d5cf10757ccc89f12be355c70e2e29df288b65b30710dcbcd1', 'no-point'],
  ])('that %s is refused by name', (_, text, signatureHash, kind) => {
    expect(checkDrandSignature(1000, signatureHash, text)).toEqual({ kind })
  })
})
