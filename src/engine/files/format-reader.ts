import type { FormatError } from '../types.ts'

/** Whoever finds so much wrong with a file need not be told the rest. */
export const MOST_ERRORS = 20

export type JsonObject = Record<string, unknown>

/**
 * Reads a value of unknown shape piece by piece and notes where it is not what it should be, with a JSON path. Every
 * reading method says whether the piece is right, so that a caller can go on with the rest of the file.
 */
export class FormatReader {
  readonly errors: FormatError[] = []

  /** Enough has been found; further pieces need not be read. */
  get full(): boolean {
    return this.errors.length >= MOST_ERRORS
  }

  refuse(path: string, expected: string, found: unknown): false {
    if (!this.full) this.errors.push({ path, expected, found: shown(found) })
    return false
  }

  /** An object that names its format. Of a file of another format nothing else is looked at. */
  hasFormat(value: unknown, format: string): value is JsonObject {
    if (!isObject(value)) return this.refuse('$', `an object with "format": "${format}"`, value)
    return value.format === format || this.refuse('$.format', JSON.stringify(format), value.format)
  }

  /** An object with all the required keys and no others but the optional ones. */
  object(
    value: unknown,
    path: string,
    required: readonly string[],
    optional: readonly string[] = [],
  ): value is JsonObject {
    if (!isObject(value)) return this.refuse(path, `an object with ${list(required)}`, value)
    let right = true
    for (const key of Object.keys(value)) {
      if (required.includes(key) || optional.includes(key)) continue
      right = this.refuse(pathTo(path, key), `no such key; known are ${list([...required, ...optional])}`, value[key])
    }
    for (const key of required) {
      if (value[key] === undefined) right = this.refuse(pathTo(path, key), 'a value: the key is required', undefined)
    }
    return right
  }

  list(value: unknown, path: string): value is unknown[] {
    return Array.isArray(value) || this.refuse(path, 'a list', value)
  }

  /** Text that is not empty and, since it is hashed, valid Unicode. */
  id(value: unknown, path: string): value is string {
    if (typeof value !== 'string' || value === '') return this.refuse(path, 'an id, a text that is not empty', value)
    return !loneSurrogate.test(value) || this.refuse(path, 'valid Unicode', value)
  }

  oneOf(value: unknown, path: string, choices: readonly string[]): boolean {
    if (choices.some((choice) => choice === value)) return true
    return this.refuse(path, choices.map((choice) => JSON.stringify(choice)).join(' or '), value)
  }

  /** A whole number that a double holds exactly. */
  integer(value: unknown, path: string): value is number {
    return Number.isSafeInteger(value) || this.refuse(path, 'a whole number (at most 2^53 − 1 either way)', value)
  }

  count(value: unknown, path: string): value is number {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return true
    return this.refuse(path, 'a whole number ≥ 0 (at most 2^53 − 1)', value)
  }

  /** Lower-case hex; of whole bytes if they are to be decoded. */
  hex(value: unknown, path: string, { wholeBytes }: { wholeBytes: boolean }): value is string {
    if (typeof value !== 'string' || !/^[0-9a-f]+$/.test(value))
      return this.refuse(path, 'lower-case hex digits', value)
    return !wholeBytes || value.length % 2 === 0 || this.refuse(path, 'hex bytes, two digits each', value)
  }

  /** Ids of a list that must be known and may not repeat. */
  knownIds(value: unknown, path: string, known: { has(id: string): boolean }, what: string): value is string[] {
    if (!this.list(value, path)) return false
    let right = true
    for (let at = 0; at < value.length; at++) {
      const id: unknown = value[at]
      if (typeof id !== 'string' || !known.has(id)) right = this.refuse(`${path}[${at}]`, `the id of a ${what}`, id)
      else if (value.indexOf(id) !== at) right = this.refuse(`${path}[${at}]`, `each ${what} once`, id)
    }
    return right
  }
}

/** The path of a key: `$.a.b`, or `$["a b"]` where the key is no plain word. */
export function pathTo(path: string, key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

function list(words: readonly string[]): string {
  return words.join(', ')
}

// Enough of the value to find it again: texts and numbers as written, lists and objects by their size.
function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1 entry' : `a list of ${value.length} entries`
  if (isObject(value)) return `an object with ${list(Object.keys(value).slice(0, 5)) || 'no keys'}`
  const text = JSON.stringify(value) ?? typeof value
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
