/**
 * JSON that is written plainly, read from its bytes: texts of printable ASCII without escapes, whole numbers in digits. Each
 * function gives the offset behind what it read, or NONE for whatever else stands there, right or wrong.
 */

/** No child, no program, no company, no offset. */
export const NONE = -1

export const QUOTE = 0x22
export const COMMA = 0x2c
export const COLON = 0x3a
export const OPEN_LIST = 0x5b
export const CLOSE_LIST = 0x5d
export const OPEN_OBJECT = 0x7b
export const CLOSE_OBJECT = 0x7d
export const BACKSLASH = 0x5c
const MINUS = 0x2d
const ZERO = 0x30
const NINE = 0x39
const LAST_PRINTABLE = 0x7e
const FIRST_PRINTABLE = 0x20

/** Numbers of more digits may be beyond those that a double holds exactly. */
const MOST_DIGITS = 15

/** JSON's white space. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

/** The next offset that holds no white space. */
export function afterSpace(bytes: Uint8Array, at: number): number {
  let next = at
  while (isSpace(bytes[next])) next++
  return next
}

/** A text that is not empty, with its quotes. */
export function afterText(bytes: Uint8Array, from: number): number {
  if (bytes[from] !== QUOTE) return NONE
  let at = from + 1
  for (; bytes[at] !== QUOTE; at++) {
    const byte = bytes[at]
    if (byte < FIRST_PRINTABLE || byte > LAST_PRINTABLE || byte === BACKSLASH) return NONE
  }
  return at === from + 1 ? NONE : at + 1
}

/** A whole number; −0, which canonical JSON writes as 0, is none. */
export function afterNumber(bytes: Uint8Array, from: number): number {
  const first = bytes[from] === MINUS ? from + 1 : from
  let at = first
  while (bytes[at] >= ZERO && bytes[at] <= NINE) at++
  const digits = at - first
  if (digits === 0 || digits > MOST_DIGITS) return NONE
  if (bytes[first] === ZERO && (digits > 1 || first > from)) return NONE
  return at
}

/** The number in these bytes. */
export function numberIn(bytes: Uint8Array, from: number, to: number): number {
  const isNegative = bytes[from] === MINUS
  let number = 0
  for (let at = isNegative ? from + 1 : from; at < to; at++) number = 10 * number + bytes[at] - ZERO
  return isNegative ? -number : number
}

/** Are these bytes the same as those, which begin at another offset? */
export function isSame(bytes: Uint8Array, from: number, to: number, other: Uint8Array, otherFrom: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== other[otherFrom + at - from]) return false
  return true
}

/** Copies bytes; gives where the copy ends. Texts of a few bytes are not worth a call into the platform. */
export function copied(bytes: Uint8Array, from: number, to: number, target: Uint8Array, targetFrom: number): number {
  let next = targetFrom
  for (let at = from; at < to; at++) target[next++] = bytes[at]
  return next
}
