import { FormatReader, isObject, pathTo, type JsonObject } from './format-reader.ts'
import type { AllocationOutcome, Assignment, ChildExplanation, ClaimReason, Read, WishCode } from '../types.ts'

export const codes: readonly WishCode[] = [
  'admitted',
  'better-wish-met',
  'below-cutoff',
  'no-places',
  'blocked',
  'sibling-apart',
  'family-option-blocked',
  'deleted-for-together',
]

const reasons: readonly ClaimReason[] = ['deleted-for-together', 'own-places-released']

/**
 * Reads `allocation-outcome/1` from parsed JSON. Only the shape is looked at; whether an id is known and a number true is
 * for `verifyOutcome` to say.
 *
 * @returns the same value, typed; or up to 20 errors
 */
export function readOutcome(value: unknown): Read<AllocationOutcome> {
  const reader = new FormatReader()
  return isOutcome(reader, value) ? { ok: true, value } : { ok: false, errors: reader.errors }
}

function isOutcome(reader: FormatReader, value: unknown): value is AllocationOutcome {
  if (reader.hasFormat(value, 'allocation-outcome/1')) readParts(reader, value)
  return reader.errors.length === 0
}

function readParts(reader: FormatReader, value: JsonObject): void {
  const required = ['format', 'problemHash', 'method', 'methodDetail', 'assignments', 'unplaced', 'programs', 'claims']
  if (!reader.object(value, '$', [...required, 'outcomeHash'], ['explanations'])) return
  reader.hex(value.problemHash, '$.problemHash', { wholeBytes: true })
  reader.oneOf(value.method, '$.method', ['plain', 'family-exact', 'family-fallback'])
  readMethodDetail(reader, value.methodDetail, '$.methodDetail')
  each(reader, value.assignments, '$.assignments', (assignment, path) => readAssignment(reader, assignment, path))
  each(reader, value.unplaced, '$.unplaced', (id, path) => reader.id(id, path))
  each(reader, value.programs, '$.programs', (program, path) => readProgram(reader, program, path))
  each(reader, value.claims, '$.claims', (claim, path) => {
    if (!reader.object(claim, path, ['family', 'wish', 'reason'])) return
    reader.id(claim.family, `${path}.family`)
    each(reader, claim.wish, `${path}.wish`, (program, at) => program === null || reader.id(program, at))
    reader.oneOf(claim.reason, `${path}.reason`, reasons)
  })
  if (value.explanations !== undefined) {
    each(reader, value.explanations, '$.explanations', (explanation, path) =>
      readExplanation(reader, explanation, path),
    )
  }
  reader.hex(value.outcomeHash, '$.outcomeHash', { wholeBytes: true })
}

// Which keys belong to which method is for `verifyOutcome` to say.
function readMethodDetail(reader: FormatReader, value: unknown, path: string): void {
  if (!reader.object(value, path, [], ['split', 'rankSum', 'optimal', 'exact', 'deleted'])) return
  const { split, rankSum, optimal, exact, deleted } = value
  if (split !== undefined) each(reader, split, `${path}.split`, (id, at) => reader.id(id, at))
  if (rankSum !== undefined) reader.count(rankSum, `${path}.rankSum`)
  if (optimal !== undefined && typeof optimal !== 'boolean') reader.refuse(`${path}.optimal`, 'true or false', optimal)
  if (exact !== undefined) reader.oneOf(exact, `${path}.exact`, ['no-stable-result', 'limit-reached'])
  if (deleted === undefined) return
  table(reader, deleted, `${path}.deleted`, (positions, at) => {
    each(reader, positions, at, (position, here) => reader.count(position, here))
  })
}

/** Is this a row of the assignments? */
export function isAssignment(value: unknown): value is Assignment {
  const reader = new FormatReader()
  readAssignment(reader, value, '$')
  return reader.errors.length === 0
}

/** Is this a row of the explanations? */
export function isExplanation(value: unknown): value is ChildExplanation {
  const reader = new FormatReader()
  readExplanation(reader, value, '$')
  return reader.errors.length === 0
}

function readAssignment(reader: FormatReader, assignment: unknown, path: string): void {
  if (!reader.object(assignment, path, ['child', 'program', 'countsFor'])) return
  reader.id(assignment.child, `${path}.child`)
  reader.id(assignment.program, `${path}.program`)
  if (assignment.countsFor !== null) reader.id(assignment.countsFor, `${path}.countsFor`)
}

function readExplanation(reader: FormatReader, explanation: unknown, path: string): void {
  if (!reader.object(explanation, path, ['child', 'wishes'])) return
  reader.id(explanation.child, `${path}.child`)
  each(reader, explanation.wishes, `${path}.wishes`, (wish, at) => readWish(reader, wish, at))
}

function readProgram(reader: FormatReader, program: unknown, path: string): void {
  const required = ['id', 'capacity', 'held', 'reserves', 'cutoffs', 'shares']
  if (!reader.object(program, path, required, ['present', 'shareCutoffs'])) return
  reader.id(program.id, `${path}.id`)
  reader.count(program.capacity, `${path}.capacity`)
  reader.count(program.held, `${path}.held`)
  if (program.present !== undefined) reader.count(program.present, `${path}.present`)
  table(reader, program.reserves, `${path}.reserves`, (reserve, at) => {
    if (!reader.object(reserve, at, ['places', 'used'])) return
    reader.count(reserve.places, `${at}.places`)
    reader.count(reserve.used, `${at}.used`)
  })
  table(reader, program.cutoffs, `${path}.cutoffs`, (cutoff, at) => readCutoff(reader, cutoff, at))
  table(reader, program.shares, `${path}.shares`, (share, at) => reader.count(share, at))
  if (program.shareCutoffs === undefined) return
  table(reader, program.shareCutoffs, `${path}.shareCutoffs`, (cutoff, at) => readCutoff(reader, cutoff, at))
}

function readWish(reader: FormatReader, wish: unknown, path: string): void {
  if (!reader.object(wish, path, ['program', 'code', 'own', 'needed'], ['neededShares'])) return
  const { program, code, own, needed, neededShares } = wish
  reader.id(program, `${path}.program`)
  reader.oneOf(code, `${path}.code`, codes)
  if (reader.object(own, `${path}.own`, ['priority', 'lot'], ['poolPriority', 'countsFor', 'present'])) {
    reader.integer(own.priority, `${path}.own.priority`)
    if (own.lot !== null) reader.hex(own.lot, `${path}.own.lot`, { wholeBytes: false })
    if (own.poolPriority !== undefined) reader.integer(own.poolPriority, `${path}.own.poolPriority`)
    if (own.countsFor !== undefined && own.countsFor !== null) reader.id(own.countsFor, `${path}.own.countsFor`)
    if (own.present !== undefined && own.present !== true) reader.refuse(`${path}.own.present`, 'true', own.present)
  }
  table(reader, needed, `${path}.needed`, (cutoff, at) => readCutoff(reader, cutoff, at))
  if (neededShares === undefined) return
  table(reader, neededShares, `${path}.neededShares`, (cutoff, at) => readCutoff(reader, cutoff, at))
}

function readCutoff(reader: FormatReader, value: unknown, path: string): void {
  if (value === 'open' || value === 'closed') return
  if (!isObject(value)) {
    reader.refuse(path, '"open", "closed" or an object with priority, lot', value)
    return
  }
  if (!reader.object(value, path, ['priority', 'lot'])) return
  reader.integer(value.priority, `${path}.priority`)
  if (value.lot !== null) reader.hex(value.lot, `${path}.lot`, { wholeBytes: false })
}

function each(reader: FormatReader, value: unknown, path: string, read: (entry: unknown, path: string) => void): void {
  if (!reader.list(value, path)) return
  value.forEach((entry, at) => reader.full || read(entry, `${path}[${at}]`))
}

function table(reader: FormatReader, value: unknown, path: string, read: (entry: unknown, path: string) => void): void {
  if (!isObject(value)) {
    reader.refuse(path, 'an object', value)
    return
  }
  for (const [key, entry] of Object.entries(value)) read(entry, pathTo(path, key))
}
