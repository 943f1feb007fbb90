import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { choosePassword } from '../../src/domain/password.ts'
import { commonPasswords } from '../../src/store/common-passwords.ts'
import { numRuns } from '../engine/support/problems.ts'

const common = await commonPasswords()
const ownWords = ['Verbund-Kita', 'Änne Muster', 'aenne.muster']
const answerTo = (typed: string) => {
  const chosen = choosePassword(typed, { ownWords, isCommon: (text) => common.has(text) })
  return chosen.ok ? 'taken' : chosen.refusal.kind
}

describe('a password', () => {
  test.each([
    ['three words with spaces', 'wupper schwebt november', 'taken'],
    ['a sentence with umlauts', 'Öl für die Schwebebahn', 'taken'],
    ['eight characters, no digit, no capital', 'kmzrtwbq', 'taken'],
    ['eight emoji', '🦔🐝🦊🐌🦉🐢🦀🐙', 'taken'],
    ['128 characters', 'schwebebahn'.repeat(12).slice(0, 128), 'taken'],
    ['leading and trailing spaces', '  moos & farn  ', 'taken'],
    ['seven characters', 'kmzrtwb', 'password-too-short'],
    ['seven emoji, though they are 14 units', '🦔🐝🦊🐌🦉🐢🦀', 'password-too-short'],
    ['129 characters', 'schwebebahn'.repeat(12).slice(0, 129), 'password-too-long'],
    ['a common one', 'passwort', 'password-common'],
    ['a common one in capitals', 'PassWort1', 'password-common'],
    ['a common word with a year', 'Sommer2024', 'password-common'],
    ['a common word with marks', 'schatz!!!', 'password-common'],
    ['digits', '12345678', 'password-common'],
    ['a row of the keyboard', 'qwertzuiop', 'password-common'],
    ['a row backwards', 'lkjhgfdsa', 'password-common'],
    ['one letter', 'aaaaaaaaaaaa', 'password-common'],
    ['the name of this site', 'Verbund-Kita2026', 'password-own-words'],
    ['one’s own name', 'änne_muster!', 'password-own-words'],
    ['one’s own address', 'muster.aenne99', 'password-own-words'],
  ])('that is %s: %s is %s', (_, typed, answer) => {
    expect(answerTo(typed)).toBe(answer)
  })

  test('is the same however the keyboard composes its umlauts', () => {
    const composed = 'grünes Öl'
    const chosen = [composed, composed.normalize('NFD')].map((typed) =>
      choosePassword(typed, { ownWords, isCommon: () => false }),
    )

    expect(chosen[0]).toEqual(chosen[1])
  })

  test('of any text is taken or refused with a reason, and what is taken has 8 to 128 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (typed) => {
        const chosen = choosePassword(typed, { ownWords, isCommon: (text) => common.has(text) })
        if (!chosen.ok) return
        expect(Array.from(chosen.value).length).toBeGreaterThanOrEqual(8)
        expect(Array.from(chosen.value).length).toBeLessThanOrEqual(128)
      }),
      { numRuns: numRuns(200) },
    )
  })

  test('of the list is never taken: all of its 8 characters or more are tried', () => {
    const long = [...common].filter((word) => word.length >= 8)

    expect(long.length).toBeGreaterThan(17_000)
    expect(long.filter((word) => answerTo(word) === 'taken')).toEqual([])
  })
})
