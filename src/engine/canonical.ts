import { createHash } from 'node:crypto'
import { isObject } from './format-reader.ts'
import { compareIds } from './order.ts'
import type { AllocationOutcome, AllocationProblem, ChildInput } from './types.ts'

/**
 * Canonical JSON (RFC 8785) for what our files hold: objects, lists, strings, whole numbers, true, false and null.
 * JSON.stringify already writes strings and numbers as the RFC wants; what remains is the order of the keys, by
 * UTF-16 code units. Keys without a value are left out.
 */
export function canonicalJson(value: unknown): string {
  let text = ''
  if (Array.isArray(value)) {
    for (const entry of value) text += `${text === '' ? '' : ','}${canonicalJson(entry)}`
    return `[${text}]`
  }
  if (typeof value === 'string') return quoted(value)
  if (!isObject(value)) return JSON.stringify(value)
  for (const key of sortedKeys(value)) {
    if (value[key] === undefined) continue
    text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalJson(value[key])}`
  }
  return `{${text}}`
}

// Most texts are plain and need no escape; asking for that first is what makes hashing a million children bearable.
function quoted(text: string): string {
  return plainText.test(text) ? `"${text}"` : JSON.stringify(text)
}

const plainText = /^[ !#-[\]-~]*$/

// Most objects have a handful of keys, which are sorted where they stand.
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value)
  if (keys.length > 16) return keys.toSorted(compareIds)
  for (let at = 1; at < keys.length; at++) {
    const key = keys[at]
    let to = at
    for (; to > 0 && keys[to - 1] > key; to--) keys[to] = keys[to - 1]
    keys[to] = key
  }
  return keys
}

/**
 * SHA-256, lower-case hex, of the canonical problem: programs, children and families sorted by id, every child's
 * companies sorted. Two files that differ only in the order of their rows have the same hash.
 */
export function hashProblem(problem: AllocationProblem): string {
  return hashObject({
    ...problem,
    programs: sortedById(problem.programs),
    children: sortedById(problem.children).map(withSortedCompanies),
    families: problem.families && sortedById(problem.families),
  })
}

/** SHA-256, lower-case hex, of the canonical outcome without its `outcomeHash`. */
export function hashOutcome(outcome: AllocationOutcome | Omit<AllocationOutcome, 'outcomeHash'>): string {
  return hashObject({ ...outcome, outcomeHash: undefined })
}

// A million children are longer than the longest string, so the lists are hashed entry by entry.
function hashObject(object: Record<string, unknown>): string {
  const hash = createHash('sha256')
  let pending = '{'
  const flushed = (text: string) => {
    pending += text
    if (pending.length < 65_536) return
    hash.update(pending)
    pending = ''
  }
  const keys = sortedKeys(object).filter((key) => object[key] !== undefined)
  for (const [index, key] of keys.entries()) {
    const value = object[key]
    flushed(`${index === 0 ? '' : ','}${JSON.stringify(key)}:`)
    if (!Array.isArray(value)) {
      flushed(canonicalJson(value))
      continue
    }
    flushed('[')
    value.forEach((entry, at) => flushed((at === 0 ? '' : ',') + canonicalJson(entry)))
    flushed(']')
  }
  return hash.update(`${pending}}`).digest('hex')
}

function sortedById<T extends { id: string }>(rows: T[]): T[] {
  return rows.toSorted((a, b) => compareIds(a.id, b.id))
}

function withSortedCompanies(child: ChildInput): ChildInput {
  return child.companies.length < 2 ? child : { ...child, companies: child.companies.toSorted(compareIds) }
}
