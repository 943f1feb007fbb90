import { ByteWindow, NotInPieces, type ByteSource } from './byte-window.ts'
import { canonicalChild, ProblemHash } from '../canonical.ts'
import { ChildColumns } from '../child-columns.ts'
import { FormatReader, isObject, MOST_ERRORS, type JsonObject } from './format-reader.ts'
import { NONE } from '../id-table.ts'
import { KeptRows } from './kept-rows.ts'
import type { GatheredProblem } from '../market.ts'
import { compareIds } from '../order.ts'
import { OPEN_LIST } from './plain-bytes.ts'
import { PlainChildReader } from './plain-child.ts'
import { isChild, isProgram, readHead, readSettings } from './problem.ts'
import type { AllocationProblem, FormatError, ProgramInput, Read } from '../types.ts'

/** A problem that was read in pieces, without an object for each child. */
export type StreamedProblem = GatheredProblem & { problemHash: string }

/** The next children in the order of the file. */
export type OnIds = (seed: string, ids: string[]) => void

/** So many children are told of at a time. */
const BATCH = 1 << 14

/**
 * Reads `allocation-problem/1` from bytes in pieces, whatever the size of the file: each row is read, checked and hashed as
 * it comes by, and only its numbers are kept. Accepts and refuses what `readProblem` does, with the same errors.
 *
 * A file that is sorted by id, programs first, is gone through once; one with children out of order, or before their
 * programs, once more when that is known.
 *
 * @param onIds told of the ids of children as they come, where the seed came before, so that lots can be drawn meanwhile
 * @returns what `marketOf` makes a market of; null for a file that cannot be read in pieces and is left to `readProblem`: one
 *   with families or present places, with a key twice,
 *   or no JSON
 */
export function readProblemStream(source: ByteSource, onIds?: OnIds): Read<StreamedProblem> | null {
  const known: Known = { programs: null, inOrder: true }
  try {
    for (;;) {
      const pass = new ProblemPass(source, known, onIds)
      const met = pass.run()
      if (met === 'the end') return pass.result()
      if (met === 'children before programs') known.programs = pass.programs
      else known.inOrder = false
    }
  } catch (error) {
    if (error instanceof NotInPieces) return null
    throw error
  }
}

/** The programs that are right, sorted by id, and the ids of all: a wish for one that is wrong is no fault of the wish. */
type Programs = { rows: ProgramInput[]; ids: ReadonlySet<string> }

/** What an earlier pass found out: programs that stand behind the children, and whether these are sorted by id. */
type Known = { programs: Programs | null; inOrder: boolean }

type Met = 'the end' | 'children before programs' | 'children out of order'

/** Going through the file once. */
class ProblemPass {
  programs: Programs
  private readonly window: ByteWindow
  private readonly inOrder: boolean
  private readonly onIds: OnIds | undefined
  private programsKnown: boolean
  private met: Met = 'the end'
  /** The keys of the file, with empty lists for the rows. */
  private readonly top = new Map<string, unknown>()
  private readonly programErrors = new FormatReader()
  private readonly childErrors = new FormatReader()
  private columns = new ChildColumns([])
  private rows: ProblemHash | KeptRows

  constructor(source: ByteSource, { programs, inOrder }: Known, onIds: OnIds | undefined) {
    this.onIds = onIds
    this.window = new ByteWindow(source)
    this.programs = programs ?? { rows: [], ids: new Set() }
    this.programsKnown = programs !== null
    this.inOrder = inOrder
    this.rows = inOrder ? new ProblemHash() : new KeptRows()
  }

  /** Reads until the file ends, or until it turns out that this pass will not do. */
  run(): Met {
    const { window, top } = this
    for (const key of window.keys()) {
      if (top.has(key)) throw new NotInPieces('a key twice')
      top.set(key, this.readValue(key))
      if (this.met === 'children out of order') return this.met
    }
    if (!window.isAtEnd()) throw new NotInPieces('something behind the object')
    return this.met
  }

  /** The problem, or what is wrong with it, in the order of `readProblem`. */
  result(): Read<StreamedProblem> {
    const top: JsonObject = Object.fromEntries(this.top)
    const head = new FormatReader()
    if (!head.hasFormat(top, 'allocation-problem/1')) return { ok: false, errors: head.errors }
    readHead(head, top)
    const settings = new FormatReader()
    if (top.programs !== undefined) this.programErrors.list(top.programs, '$.programs')
    if (top.children !== undefined) this.childErrors.list(top.children, '$.children')
    if (top.families !== undefined) settings.list(top.families, '$.families')
    readSettings(settings, top)
    const errors = [head, this.programErrors, this.childErrors, settings].flatMap((reader) => reader.errors)
    if (!isProblem(top, errors)) return { ok: false, errors: errors.slice(0, MOST_ERRORS) }

    const gathered = this.columns.finish()
    const problemHash = this.hashRows(gathered.order).finish({ ...top, programs: this.programs.rows })
    return { ok: true, value: { problem: top, programs: this.programs.rows, gathered, problemHash } }
  }

  private readValue(key: string): unknown {
    if (this.window.next() !== OPEN_LIST) return this.window.value()
    if (key === 'programs') this.readPrograms()
    else if (key === 'children') this.readChildren()
    else if (key === 'families') for (const _ of this.window.entries()) throw new NotInPieces('families')
    else return this.window.value()
    return []
  }

  private readPrograms(): void {
    const programs: ProgramInput[] = []
    const ids = new Set<string>()
    const claim = (id: string) => !ids.has(id) && ids.add(id).has(id)
    for (const at of this.window.entries()) {
      const row = this.window.value()
      if (isProgram(this.programErrors, row, `$.programs[${at}]`, claim)) programs.push(row)
    }
    this.programs = { rows: programs.toSorted((a, b) => compareIds(a.id, b.id)), ids }
    this.programsKnown = true
  }

  private readChildren(): void {
    const { window } = this
    if (!this.programsKnown) {
      this.met = 'children before programs'
      for (const _ of window.entries()) window.at = window.valueEnd()
      return
    }
    this.columns = new ChildColumns(this.programs.rows)
    const plain = new PlainChildReader(this.columns)
    const claim = this.claimChildIds()
    for (const at of window.entries()) {
      let end = plain.read(window.bytes, window.at, this.rows, claim)
      if (end === NONE && window.takeValueIn()) end = plain.read(window.bytes, window.at, this.rows, claim)
      if (end === NONE) this.readChild(at, claim)
      else window.at = end
      if (this.met === 'children out of order') return
      this.tellIds(at + 1)
    }
  }

  // Only while ids ascend are the children told of in the order that they will have.
  private tellIds(read: number): void {
    const seed = this.top.get('seed')
    const { ids } = this.columns
    if (read % BATCH !== 0 || ids.length !== read || !this.inOrder || typeof seed !== 'string') return
    this.onIds?.(seed, ids.slice(read - BATCH))
  }

  private readChild(at: number, claim: (id: string) => boolean): void {
    const child = this.window.value()
    // `readProblem` counts present places against the capacities.
    if (isObject(child) && child.present !== undefined) throw new NotInPieces('a present place')
    const isRight = isChild(this.childErrors, child, `$.children[${at}]`, claim, this.programs.ids)
    // Where a program is wrong, the file is only read on for what else is wrong.
    if (!isRight || this.programs.rows.length < this.programs.ids.size) return
    this.columns.add(child)
    this.rows.addText(canonicalChild(child))
  }

  // Where ids ascend none comes twice; else they all have to be remembered.
  private claimChildIds(): (id: string) => boolean {
    let last = ''
    const ids = new Set<string>()
    return (id) => {
      if (!this.inOrder) return !ids.has(id) && ids.add(id).has(id)
      if (id <= last) this.met = 'children out of order'
      last = id
      return this.met !== 'children out of order'
    }
  }

  private hashRows(order: readonly number[] | null): ProblemHash {
    if (this.rows instanceof ProblemHash) return this.rows
    const hash = new ProblemHash()
    this.rows.moveTo(hash, order ?? Array.from({ length: this.rows.count }, (_, row) => row))
    this.rows = hash
    return hash
  }
}

// All its parts were looked at.
function isProblem(_: JsonObject, errors: FormatError[]): _ is Omit<AllocationProblem, 'children' | 'programs'> {
  return errors.length === 0
}
