import { FormatReader, isObject, type JsonObject, pathTo } from '../files/format-reader.ts'
import { codes, readOutcome } from '../files/outcome.ts'
import { readProblem } from '../files/problem.ts'
import type { Read } from '../types.ts'
import type { DrawBundle } from './bundles.ts'
import { readEach, readHash, readHead, readPattern } from './read-head.ts'
import { readLeaf } from './read-leaf.ts'

const formats = ['draw-bundle-public/1', 'draw-bundle-family/1', 'draw-bundle-audit/1']

/**
 * Reads any of the three bundles from parsed JSON. Only the shape is looked at; whether it holds is for `verifyBundle`.
 *
 * @returns the same value, typed; or up to 20 errors with their JSON paths
 */
export function readBundle(value: unknown): Read<DrawBundle> {
  const reader = new FormatReader()
  return isBundle(reader, value) ? { ok: true, value } : { ok: false, errors: reader.errors }
}

function isBundle(reader: FormatReader, value: unknown): value is DrawBundle {
  if (!isObject(value)) return reader.refuse('$', 'an object with "format": "draw-bundle-…/1"', value)
  if (!reader.oneOf(value.format, '$.format', formats)) return false
  if (value.format === 'draw-bundle-public/1') readPublic(reader, value)
  else if (value.format === 'draw-bundle-family/1') readFamily(reader, value)
  else readAudit(reader, value)
  return reader.errors.length === 0
}

function readPublic(reader: FormatReader, bundle: JsonObject): void {
  if (!reader.object(bundle, '$', ['format', 'head', 'leafHashes'])) return
  readHead(reader, bundle.head, '$.head')
  readEach(reader, bundle.leafHashes, '$.leafHashes', (hash, path) => readHash(reader, hash, path))
}

function readFamily(reader: FormatReader, bundle: JsonObject): void {
  if (!reader.object(bundle, '$', ['format', 'head', 'leaf', 'proof', 'lot', 'explanation'])) return
  readHead(reader, bundle.head, '$.head')
  readLeaf(reader, bundle.leaf, '$.leaf')
  if (reader.object(bundle.proof, '$.proof', ['index', 'path'])) {
    reader.count(bundle.proof.index, '$.proof.index')
    readEach(reader, bundle.proof.path, '$.proof.path', (hash, path) => readHash(reader, hash, path))
  }
  readHash(reader, bundle.lot, '$.lot')
  if (bundle.explanation === null) return
  readEach(reader, bundle.explanation, '$.explanation', (wish, path) => readToldWish(reader, wish, path))
}

function readToldWish(reader: FormatReader, wish: unknown, path: string): void {
  if (!reader.object(wish, path, ['program', 'code', 'score'], ['countsFor', 'needed', 'neededShares'])) return
  const { needed, neededShares, countsFor } = wish
  reader.id(wish.program, `${path}.program`)
  reader.oneOf(wish.code, `${path}.code`, codes)
  reader.integer(wish.score, `${path}.score`)
  if (countsFor !== undefined && countsFor !== null) reader.id(countsFor, `${path}.countsFor`)
  if (needed !== undefined && needed !== 'untold') readToldCutoffs(reader, needed, `${path}.needed`)
  if (neededShares !== undefined) readToldCutoffs(reader, neededShares, `${path}.neededShares`)
}

function readToldCutoffs(reader: FormatReader, cutoffs: unknown, path: string): void {
  if (!isObject(cutoffs)) {
    reader.refuse(path, 'an object: way → what was needed', cutoffs)
    return
  }
  for (const [way, cutoff] of Object.entries(cutoffs)) {
    const at = pathTo(path, way)
    if (!isObject(cutoff)) reader.oneOf(cutoff, at, ['open', 'closed'])
    else if (reader.object(cutoff, at, ['score'], ['lot'])) {
      reader.integer(cutoff.score, `${at}.score`)
      if (cutoff.lot === undefined) continue
      readPattern(reader, cutoff.lot, `${at}.lot`, /^[0-9a-f]{8}$/, 'the first 8 lower-case hex digits of a lot')
    }
  }
}

function readAudit(reader: FormatReader, bundle: JsonObject): void {
  const required = ['leaves', 'lots', 'placesSalt', 'rejections', 'withdrawals', 'problem', 'outcome']
  if (!reader.object(bundle, '$', ['format', 'head', ...required])) return
  readHead(reader, bundle.head, '$.head')
  readEach(reader, bundle.leaves, '$.leaves', (leaf, path) => readLeaf(reader, leaf, path))
  readEach(reader, bundle.lots, '$.lots', (row, path) => {
    if (!reader.object(row, path, ['ticket', 'lot'])) return
    reader.id(row.ticket, `${path}.ticket`)
    readHash(reader, row.lot, `${path}.lot`)
  })
  readHash(reader, bundle.placesSalt, '$.placesSalt')
  readEach(reader, bundle.rejections, '$.rejections', (row, path) => {
    if (!reader.object(row, path, ['ticket', 'program'])) return
    reader.id(row.ticket, `${path}.ticket`)
    reader.id(row.program, `${path}.program`)
  })
  readEach(reader, bundle.withdrawals, '$.withdrawals', (ticket, path) => reader.id(ticket, path))
  readInner(reader, readProblem(bundle.problem), '$.problem')
  readInner(reader, readOutcome(bundle.outcome), '$.outcome')
}

// A file in the file has its own reader; its paths begin where it stands.
function readInner(reader: FormatReader, read: Read<unknown>, path: string): void {
  if (read.ok) return
  for (const error of read.errors) {
    if (!reader.full) reader.errors.push({ ...error, path: path + error.path.slice(1) })
  }
}
