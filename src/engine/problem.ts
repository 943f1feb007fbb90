import { FormatReader, isObject, pathTo, type JsonObject } from './format-reader.ts'
import { lookUp } from './look-up.ts'
import type { AllocationProblem, Read } from './types.ts'

/** In the outcome `cutoffs.pool` stands beside `cutoffs.<company>`. */
const POOL = 'pool'

/**
 * Reads `allocation-problem/1` from parsed JSON. Nothing is guessed or repaired: what is not as the format says is an
 * error with its place.
 *
 * @returns the same value, typed; or up to 20 errors
 */
export function readProblem(value: unknown): Read<AllocationProblem> {
  const reader = new FormatReader()
  return isProblem(reader, value) ? { ok: true, value } : { ok: false, errors: reader.errors }
}

function isProblem(reader: FormatReader, value: unknown): value is AllocationProblem {
  if (reader.hasFormat(value, 'allocation-problem/1')) readParts(reader, value)
  return reader.errors.length === 0
}

function readParts(reader: FormatReader, value: JsonObject): void {
  reader.object(value, '$', ['format', 'programs', 'children'], ['families', 'seed', 'solver'])

  const programs = rowsById(reader, value, 'programs')
  for (const [program, path] of programs.rows) readProgram(reader, program, path)
  const children = rowsById(reader, value, 'children')
  for (const [child, path] of children.rows) {
    if (reader.full) return
    readChild(reader, child, path, programs.known)
  }
  limitPresentPlaces(reader, children.rows, programs.known)
  const families = rowsById(reader, value, 'families')
  const inFamily = new Map<string, string>()
  for (const [family, path] of families.rows) readFamily(reader, family, path, programs.known, children.known, inFamily)

  if (value.seed !== undefined) reader.hex(value.seed, '$.seed', { wholeBytes: true })
  if (value.solver !== undefined && reader.object(value.solver, '$.solver', ['conflicts'])) {
    reader.count(value.solver.conflicts, '$.solver.conflicts')
  }
}

/** An object of a list, with its path. */
type Row = [JsonObject, string]
type Known = ReadonlyMap<string, Row>

/** The rows of a list that are objects, with their paths, and the ids seen there, each of which may occur once. */
function rowsById(reader: FormatReader, file: JsonObject, key: string) {
  const rows: Row[] = []
  const known = new Map<string, Row>()
  const value = file[key]
  if (value !== undefined && reader.list(value, `$.${key}`)) {
    for (const [at, row] of value.entries()) {
      const path = `$.${key}[${at}]`
      if (!isObject(row)) {
        reader.refuse(path, 'an object', row)
        continue
      }
      rows.push([row, path])
      if (row.id === undefined || !reader.id(row.id, `${path}.id`)) continue
      if (known.has(row.id)) reader.refuse(`${path}.id`, `an id that no other of the ${key} has`, row.id)
      known.set(row.id, [row, path])
    }
  }
  return { rows, known }
}

function readProgram(reader: FormatReader, program: JsonObject, path: string): void {
  reader.object(program, path, ['id', 'capacity', 'reserves'], ['poolShares'])
  const { capacity, reserves, poolShares } = program
  const counted = capacity !== undefined && reader.count(capacity, `${path}.capacity`)
  if (reserves !== undefined && readTable(reader, reserves, `${path}.reserves`) && counted) {
    // Exact even where the sum leaves the safe integers.
    const sum = Object.values(reserves).reduce((total, places) => total + BigInt(places), 0n)
    if (sum > BigInt(capacity))
      reader.refuse(`${path}.reserves`, `at most ${capacity} places, the capacity`, Number(sum))
  }
  if (poolShares !== undefined) readTable(reader, poolShares, `${path}.poolShares`)
}

// Company → whole number ≥ 0.
function readTable(reader: FormatReader, value: unknown, path: string): value is Record<string, number> {
  if (!isObject(value)) return reader.refuse(path, 'an object: company → number', value)
  let right = true
  for (const [company, number] of Object.entries(value)) {
    const here = pathTo(path, company)
    if (!readCompany(reader, company, here) || !reader.count(number, here)) right = false
  }
  return right
}

function readCompany(reader: FormatReader, value: unknown, path: string): boolean {
  if (!reader.id(value, path)) return false
  return value !== POOL || reader.refuse(path, `a company id other than "${POOL}", which names the pool`, value)
}

function readChild(reader: FormatReader, child: JsonObject, path: string, programs: Known): void {
  const required = ['id', 'wishes', 'companies', 'priority']
  reader.object(child, path, required, ['poolPriority', 'lot', 'present', 'blocked'])
  const { wishes, companies, priority, poolPriority, lot, present, blocked } = child
  const listed = wishes !== undefined && reader.knownIds(wishes, `${path}.wishes`, programs, 'program')
  const listedWishes = listed ? wishes : []
  const hasPresent = typeof present === 'string' && programs.has(present)
  const wished = hasPresent ? [...listedWishes, present] : listedWishes
  if (companies !== undefined && reader.list(companies, `${path}.companies`)) {
    if (companies.length > 2) reader.refuse(`${path}.companies`, 'at most two companies', companies)
    companies.forEach((company: unknown, at) => {
      const here = `${path}.companies[${at}]`
      if (readCompany(reader, company, here) && companies.indexOf(company) !== at) {
        reader.refuse(here, 'each company once', company)
      }
    })
  }
  if (priority !== undefined) readScore(reader, priority, `${path}.priority`, wished, programs)
  if (poolPriority !== undefined) readScore(reader, poolPriority, `${path}.poolPriority`, wished, programs)
  if (lot !== undefined) reader.hex(lot, `${path}.lot`, { wholeBytes: false })
  if (blocked !== undefined) reader.knownIds(blocked, `${path}.blocked`, programs, 'program')
  if (present !== undefined && !hasPresent) reader.refuse(`${path}.present`, 'the id of a program', present)
  if (hasPresent && Array.isArray(blocked) && blocked.includes(present)) {
    reader.refuse(`${path}.present`, 'a program that is not blocked for the child', present)
  }
}

// A place that several children have is no place that each could keep.
function limitPresentPlaces(reader: FormatReader, children: Row[], programs: Known): void {
  const taken = new Map<string, number>()
  for (const [{ present }, path] of children) {
    if (typeof present !== 'string') continue
    const capacity = programs.get(present)?.[0].capacity
    const count = (taken.get(present) ?? 0) + 1
    taken.set(present, count)
    if (typeof capacity === 'number' && count > capacity) {
      reader.refuse(
        `${path}.present`,
        `a program where at most ${capacity} children have a place, its capacity`,
        present,
      )
    }
  }
}

// One number, or a number for each program; the wished ones may not be missing.
function readScore(reader: FormatReader, value: unknown, path: string, wished: string[], programs: Known): void {
  if (!isObject(value)) {
    if (typeof value === 'number') reader.integer(value, path)
    else reader.refuse(path, 'a whole number, or an object: program → whole number', value)
    return
  }
  for (const [program, score] of Object.entries(value)) {
    if (!programs.has(program)) reader.refuse(pathTo(path, program), 'the id of a program as key', program)
    else reader.integer(score, pathTo(path, program))
  }
  for (const program of wished) requireScore(reader, value, path, program)
}

function requireScore(reader: FormatReader, score: unknown, path: string, program: string): void {
  if (isObject(score) && !Object.hasOwn(score, program)) {
    reader.refuse(pathTo(path, program), 'a priority, since the program is wished or the present one', undefined)
  }
}

function readFamily(
  reader: FormatReader,
  family: JsonObject,
  path: string,
  programs: Known,
  children: Known,
  inFamily: Map<string, string>,
): void {
  reader.object(family, path, ['id', 'children', 'together', 'wishes'])
  const { together, wishes } = family
  if (together !== undefined) reader.oneOf(together, `${path}.together`, ['require', 'prefer'])
  if (family.children === undefined || !reader.knownIds(family.children, `${path}.children`, children, 'child')) return
  const members = family.children
  if (members.length === 0) reader.refuse(`${path}.children`, 'at least one child', members)
  members.forEach((id, at) => {
    const here = `${path}.children[${at}]`
    if (inFamily.has(id)) reader.refuse(here, `a child in no other family (it is in ${inFamily.get(id)})`, id)
    inFamily.set(id, String(family.id))
    const own = children.get(id)?.[0].wishes
    if (together === 'require' && Array.isArray(own) && own.length > 0) {
      reader.refuse(here, 'a child with empty wishes, since the family wishes for it', id)
    }
  })
  if (wishes === undefined || !reader.list(wishes, `${path}.wishes`)) return
  const seen = new Set<string>()
  wishes.forEach((option: unknown, at) => {
    const here = `${path}.wishes[${at}]`
    readOption(reader, option, here, members, programs, children)
    const text = JSON.stringify(option)
    if (seen.has(text)) reader.refuse(here, 'each option once', option)
    seen.add(text)
  })
}

// One program, or null, for each child of the family in its order.
function readOption(
  reader: FormatReader,
  option: unknown,
  path: string,
  members: string[],
  programs: Known,
  children: Known,
): void {
  if (!reader.list(option, path)) return
  if (option.length !== members.length) {
    reader.refuse(path, `${members.length} entries, one for each child of the family`, option)
    return
  }
  option.forEach((program: unknown, at) => {
    if (program === null) return
    if (typeof program !== 'string' || !programs.has(program)) {
      reader.refuse(`${path}[${at}]`, 'the id of a program, or null', program)
      return
    }
    const [child, childPath] = lookUp(children, members[at])
    requireScore(reader, child.priority, `${childPath}.priority`, program)
    requireScore(reader, child.poolPriority, `${childPath}.poolPriority`, program)
  })
}
