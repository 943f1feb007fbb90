import { AssignmentColumns } from './assignment-columns.ts'
import { ByteWindow, NotInPieces, type ByteSource } from './byte-window.ts'
import { canonicalJson, OutcomeHash } from '../canonical.ts'
import { NONE } from '../id-table.ts'
import { isAssignment, isExplanation, readOutcome } from './outcome.ts'
import { OPEN_LIST } from './plain-bytes.ts'
import type { ChildExplanation, ReadOutcome } from '../types.ts'

/**
 * Reads `allocation-outcome/1` from bytes in pieces. Its assignments are kept; its explanations are checked and hashed as
 * they come by, and read again whenever somebody goes through them.
 *
 * @returns the outcome and the hash of what it says; null for a file that cannot be read so and is left to `readOutcome`:
 *   one with anything wrong, a key twice, or explanations before assignments and claims
 */
export function readOutcomeStream(source: ByteSource): { outcome: ReadOutcome; outcomeHash: string } | null {
  try {
    return readRows(source)
  } catch (error) {
    if (error instanceof NotInPieces) return null
    throw error
  }
}

function readRows(source: ByteSource) {
  const window = new ByteWindow(source)
  const hash = new OutcomeHash()
  const assignments = new AssignmentColumns()
  // The keys of the file, with empty lists for the rows.
  const top = new Map<string, unknown>()
  for (const key of window.keys()) {
    if (top.has(key)) throw new NotInPieces('a key twice')
    const isList = window.next() === OPEN_LIST
    if (isList && key === 'assignments') {
      if (top.has('explanations')) throw new NotInPieces('assignments behind explanations')
      for (const _ of window.entries()) {
        let end = assignments.read(window.bytes, window.at, hash)
        if (end === NONE && window.takeValueIn()) end = assignments.read(window.bytes, window.at, hash)
        if (end === NONE) readAssignment(window.value(), assignments, hash)
        else window.at = end
      }
      top.set(key, [])
    } else if (isList && key === 'explanations') {
      hash.beginExplanations(top.get('claims'))
      for (const explanation of rowsOf(window, isExplanation)) hash.addText(canonicalJson(explanation))
      top.set(key, [])
    } else {
      if (key === 'claims' && top.has('explanations')) throw new NotInPieces('claims behind explanations')
      top.set(key, window.value())
    }
  }
  if (!window.isAtEnd()) throw new NotInPieces('something behind the object')
  const read = readOutcome(Object.fromEntries(top))
  if (!read.ok) throw new NotInPieces('something is wrong')

  const { explanations, ...others } = read.value
  const again = { [Symbol.iterator]: () => explanationsIn(source) }
  const outcome = { ...others, assignments, ...(explanations !== undefined && { explanations: again }) }
  return { outcome, outcomeHash: hash.finish(others) }
}

function readAssignment(row: unknown, assignments: AssignmentColumns, hash: OutcomeHash): void {
  if (!isAssignment(row)) throw new NotInPieces('no assignment')
  assignments.add(row)
  hash.addText(canonicalJson(row))
}

function* rowsOf<T>(window: ByteWindow, isRow: (value: unknown) => value is T): Generator<T> {
  for (const _ of window.entries()) {
    const row = window.value()
    if (!isRow(row)) throw new NotInPieces('a row of another kind')
    yield row
  }
}

function* explanationsIn(source: ByteSource): Generator<ChildExplanation> {
  const window = new ByteWindow(source)
  for (const key of window.keys()) {
    if (key === 'explanations') yield* rowsOf(window, isExplanation)
    else if (window.next() === OPEN_LIST) for (const _ of window.entries()) window.at = window.valueEnd()
    else window.value()
  }
}
