import { createHash, type Hash } from 'node:crypto'
import { isObject } from './files/format-reader.ts'
import { compareIds } from './order.ts'
import type { AllocationProblem, ChildInput, OutcomeRows } from './types.ts'

/**
 * Canonical JSON (RFC 8785) for what our files hold: objects, lists, strings, whole numbers, true, false and null.
 * JSON.stringify already writes strings and numbers as the RFC wants; what remains is the order of the keys, by
 * UTF-16 code units. Keys without a value are left out.
 */
export function canonicalJson(value: unknown, frozen?: FrozenTexts): string {
  let text = ''
  if (Array.isArray(value)) {
    for (const entry of value) text += `${text === '' ? '' : ','}${canonicalJson(entry, frozen)}`
    return `[${text}]`
  }
  if (typeof value === 'string') return quoted(value)
  if (!isObject(value)) return JSON.stringify(value)
  const isFrozen = frozen !== undefined && Object.isFrozen(value)
  const known = isFrozen ? frozen.get(value) : undefined
  if (known !== undefined) return known
  for (const key of sortedKeys(value)) {
    if (value[key] === undefined) continue
    text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalJson(value[key], frozen)}`
  }
  text = `{${text}}`
  if (isFrozen) frozen.set(value, text)
  return text
}

/** Texts of frozen objects, which occur in many rows and are written out once. */
export type FrozenTexts = WeakMap<object, string>

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

/** SHA-256, lower-case hex, of a value in canonical JSON. */
export function hashCanonical(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex')
}

/**
 * SHA-256, lower-case hex, of the canonical problem: programs, children and families sorted by id, every child's
 * companies sorted. Two files that differ only in the order of their rows have the same hash.
 */
export function hashProblem(problem: AllocationProblem): string {
  const hash = new ProblemHash()
  for (const child of sortedById(problem.children)) hash.addText(canonicalChild(child))
  return hash.finish(problem)
}

/** A child in canonical JSON, its companies sorted. */
export function canonicalChild(child: ChildInput): string {
  return canonicalJson(
    child.companies.length < 2 ? child : { ...child, companies: child.companies.toSorted(compareIds) },
  )
}

/** Takes rows in canonical JSON, as texts or written straight into `bytes`. */
export abstract class RowSink {
  bytes: Buffer = Buffer.allocUnsafe(1 << 18)

  /** Makes room for a row of at most so many bytes; gives where in `bytes` it begins. */
  abstract begin(most: number): number

  /** The row that was begun ends here. */
  abstract end(at: number): void

  addText(row: string): void {
    // Three bytes are the most that a UTF-16 code unit becomes.
    const at = this.begin(3 * row.length)
    this.end(at + this.bytes.write(row, at))
  }
}

/** Hashes the rows of a list as they come, with what stands before and behind it. */
class RowHash extends RowSink {
  protected readonly hash: Hash
  private at = 0
  private isFirst = true

  constructor(opening: string) {
    super()
    this.hash = createHash('sha256').update(opening)
  }

  begin(most: number): number {
    if (this.at + most + 1 > this.bytes.length) {
      this.flush()
      if (most + 1 > this.bytes.length) this.bytes = Buffer.allocUnsafe(2 * (most + 1))
    }
    if (!this.isFirst) this.bytes[this.at++] = COMMA
    this.isFirst = false
    return this.at
  }

  end(at: number): void {
    this.at = at
  }

  /** The list ends; the rows of another one may follow. */
  protected endList(text: string): void {
    this.flush()
    this.hash.update(text)
    this.isFirst = true
  }

  private flush(): void {
    this.hash.update(this.bytes.subarray(0, this.at))
    this.at = 0
  }
}

/** The hash of a problem while its children come by in the order of their ids; in canonical JSON they stand first. */
export class ProblemHash extends RowHash {
  constructor() {
    super('{"children":[')
  }

  finish({ programs, families, ...settings }: Omit<AllocationProblem, 'children'>): string {
    this.endList(']')
    const sorted = { ...settings, programs: sortedById(programs), families: families && sortedById(families) }
    return updateWithKeys(this.hash, { ...sorted, children: undefined }).digest('hex')
  }
}

const COMMA = 0x2c

/** SHA-256, lower-case hex, of the canonical outcome without its `outcomeHash`. */
export function hashOutcome(outcome: OutcomeRows): string {
  const hash = new OutcomeHash()
  for (const assignment of outcome.assignments) hash.addText(canonicalJson(assignment))
  if (outcome.explanations !== undefined) hash.beginExplanations(outcome.claims)
  const frozen: FrozenTexts = new WeakMap()
  for (const explanation of outcome.explanations ?? []) hash.addText(canonicalJson(explanation, frozen))
  return hash.finish(outcome)
}

/** The hash of an outcome while its rows come by: first all assignments, then, if it has any, all explanations. */
export class OutcomeHash extends RowHash {
  private hasExplanations = false

  constructor() {
    super('{"assignments":[')
  }

  /** All assignments were added; claims stand between the two. */
  beginExplanations(claims: unknown): void {
    this.endList(`],"claims":${canonicalJson(claims)},"explanations":[`)
    this.hasExplanations = true
  }

  /** @param outcome without regard to its rows, which were added */
  finish(outcome: Omit<OutcomeRows, 'assignments' | 'explanations'>): string {
    this.endList(']')
    const claims = this.hasExplanations ? undefined : outcome.claims
    const rest = { ...outcome, assignments: undefined, claims, explanations: undefined, outcomeHash: undefined }
    return updateWithKeys(this.hash, rest).digest('hex')
  }
}

// Keys that follow others in an object, and what closes it. A million rows are longer than the longest string, so lists go entry by entry.
function updateWithKeys(hash: Hash, object: Record<string, unknown>): Hash {
  let pending = ''
  const flushed = (text: string) => {
    pending += text
    if (pending.length < 65_536) return
    hash.update(pending)
    pending = ''
  }
  for (const key of sortedKeys(object)) {
    const value = object[key]
    if (value === undefined) continue
    flushed(`,${JSON.stringify(key)}:`)
    if (!Array.isArray(value)) {
      flushed(canonicalJson(value))
      continue
    }
    flushed('[')
    value.forEach((entry, at) => flushed((at === 0 ? '' : ',') + canonicalJson(entry)))
    flushed(']')
  }
  return hash.update(`${pending}}`)
}

function sortedById<T extends { id: string }>(rows: T[]): T[] {
  return rows.toSorted((a, b) => compareIds(a.id, b.id))
}
