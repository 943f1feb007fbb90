import { ok, refuse, type Result } from './result.ts'

export type PasswordRefusal =
  | { kind: 'password-too-short' }
  | { kind: 'password-too-long' }
  | { kind: 'password-common' }
  | { kind: 'password-own-words' }

export const shortestPassword = 8
export const longestPassword = 128

/** The one form in which a password is hashed and compared: composed, whatever the keyboard sent (RFC 8265, OpaqueString). */
export function normalisedPassword(typed: string): string {
  return typed.normalize('NFC')
}

/**
 * Whether somebody may have this password: long enough, not on the lists that are tried first, and more than their own name.
 * No rules of composition, every character allowed (NIST SP 800-63B-4, 3.1.1). Length is counted in code points.
 *
 * @param ownWords what everybody knows of the person and the network: names, the address before the @
 * @param isCommon whether a lower-case text stands on the lists
 */
export function choosePassword(
  typed: string,
  { ownWords, isCommon }: { ownWords: readonly string[]; isCommon: (text: string) => boolean },
): Result<string, PasswordRefusal> {
  const password = normalisedPassword(typed)
  const length = lengthOf(password)
  if (length < shortestPassword) return refuse({ kind: 'password-too-short' })
  if (length > longestPassword) return refuse({ kind: 'password-too-long' })
  const lower = password.toLowerCase()
  // A year or an exclamation mark behind a common word is what is tried next.
  const word = lower.replace(/[^\p{L}]+$/u, '')
  if (isCommon(lower) || isCommon(word) || isRun(lower)) return refuse({ kind: 'password-common' })
  if (lengthOf(withoutWords(lower, ownWords)) < fewestOfOnesOwn) return refuse({ kind: 'password-own-words' })
  return ok(password)
}

const fewestOfOnesOwn = 4

/** In code points. */
const lengthOf = (text: string) => Array.from(text).length

/** What is left of a password without the words that everybody knows, counting letters only once those are gone. */
function withoutWords(lower: string, words: readonly string[]): string {
  const known = words
    .flatMap((word) =>
      word
        .normalize('NFC')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u),
    )
    .filter((word) => lengthOf(word) >= 3)
    .toSorted((a, b) => b.length - a.length)
  const rest = known.reduce((text, word) => text.replaceAll(word, ''), lower)
  return rest === lower ? lower : rest.replaceAll(/[^\p{L}]+/gu, '')
}

const rows = [
  'qwertzuiopü',
  'asdfghjklöä',
  'yxcvbnm',
  'qwertyuiop',
  'zxcvbnm',
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
]

/** One character again and again, or a stretch of a keyboard's row or of the alphabet, in either direction. */
function isRun(lower: string): boolean {
  const backwards = Array.from(lower).toReversed().join('')
  return new Set(lower).size <= 2 || rows.some((row) => row.includes(lower) || row.includes(backwards))
}
