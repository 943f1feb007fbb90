import { FormatReader, isObject, pathTo, type JsonObject } from './format-reader.ts'
import { readFamily, requireScore, type Known, type Row } from './read-family.ts'
import type { AllocationProblem, ChildInput, ProgramInput, Read } from '../types.ts'

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
  readHead(reader, value)
  const programs = readRows(reader, value, 'programs', (program, path) => readProgram(reader, program, path))
  const children = readRows(reader, value, 'children', (child, path) => readChild(reader, child, path, programs))
  limitPresentPlaces(reader, children, programs)
  const inFamily = new Map<string, string>()
  readRows(reader, value, 'families', (family, path) => readFamily(reader, family, path, programs, children, inFamily))
  readSettings(reader, value)
}

/** One row of the programs. `claim` takes its id, unless another row has it. */
export function isProgram(
  reader: FormatReader,
  row: unknown,
  path: string,
  claim: (id: string) => boolean,
): row is ProgramInput {
  const before = reader.errors.length
  readRow(reader, row, path, 'programs', claim, (program) => readProgram(reader, program, path))
  return reader.errors.length === before && !reader.full
}

/** One row of the children, when all programs are known. */
export function isChild(
  reader: FormatReader,
  row: unknown,
  path: string,
  claim: (id: string) => boolean,
  programs: Known,
): row is ChildInput {
  const before = reader.errors.length
  readRow(reader, row, path, 'children', claim, (child) => readChild(reader, child, path, programs))
  return reader.errors.length === before && !reader.full
}

/** The keys of the file. */
export function readHead(reader: FormatReader, value: JsonObject): void {
  reader.object(value, '$', ['format', 'programs', 'children'], ['families', 'seed', 'solver'])
}

/** What the file says beside its lists. */
export function readSettings(reader: FormatReader, value: JsonObject): void {
  if (value.seed !== undefined) reader.hex(value.seed, '$.seed', { wholeBytes: true })
  if (value.solver !== undefined && reader.object(value.solver, '$.solver', ['conflicts'])) {
    reader.count(value.solver.conflicts, '$.solver.conflicts')
  }
}

// Every row of a list, until enough is wrong; gives the rows by their ids.
function readRows(
  reader: FormatReader,
  file: JsonObject,
  name: string,
  read: (row: JsonObject, path: string) => void,
): Map<string, Row> {
  const known = new Map<string, Row>()
  const value = file[name]
  if (value === undefined || !reader.list(value, `$.${name}`)) return known
  for (const [at, row] of value.entries()) {
    if (reader.full) break
    const path = `$.${name}[${at}]`
    const claim = (id: string) => !known.has(id) && isObject(row) && known.set(id, [row, path]).has(id)
    readRow(reader, row, path, name, claim, (object) => read(object, path))
  }
  return known
}

// A row is an object with an id that no other row has. One without an id is refused where its keys are read.
function readRow(
  reader: FormatReader,
  row: unknown,
  path: string,
  name: string,
  claim: (id: string) => boolean,
  read: (row: JsonObject) => void,
): void {
  if (!isObject(row)) {
    reader.refuse(path, 'an object', row)
    return
  }
  if (row.id !== undefined && reader.id(row.id, `${path}.id`) && !claim(row.id)) {
    reader.refuse(`${path}.id`, `an id that no other of the ${name} has`, row.id)
  }
  read(row)
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
function limitPresentPlaces(
  reader: FormatReader,
  children: ReadonlyMap<string, Row>,
  programs: ReadonlyMap<string, Row>,
): void {
  const taken = new Map<string, number>()
  for (const [{ present }, path] of children.values()) {
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
