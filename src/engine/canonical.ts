import { createHash } from 'node:crypto'
import { compareIds } from './order.ts'
import type { AllocationOutcome, AllocationProblem, ChildInput } from './types.ts'

/**
 * Canonical JSON (RFC 8785) for what our files hold: objects, lists, strings, whole numbers, true, false and null.
 * JSON.stringify already writes strings and numbers as the RFC wants; what remains is the order of the keys, by
 * UTF-16 code units. Keys without a value are left out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return `{${fields
    .toSorted(([a], [b]) => compareIds(a, b))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`)
    .join(',')}}`
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
  const keys = Object.keys(object).filter((key) => object[key] !== undefined)
  for (const [index, key] of keys.toSorted(compareIds).entries()) {
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
