/** Reads what all bundles have in common. As in the other readers, what is not as the format says gets its JSON path. */
import { type FormatReader, isObject, type JsonObject, pathTo } from '../files/format-reader.ts'
import { namesRandomness } from './randomness.ts'
import { fewestForFigures } from './visible.ts'

/** R's length goes into the seed as two bytes. */
const longestRandomness = 65_535

export function readHead(reader: FormatReader, head: unknown, path: string): void {
  const hashes = ['rulesHash', 'root', 'seed', 'outcomeHash']
  const others = ['draw', 'domain', 'rules', 'leaves', 'randomness', 'run', 'rejections', 'withdrawals', 'programs']
  if (!reader.object(head, path, [...others, ...hashes], ['drandSignature'])) return
  reader.id(head.draw, `${path}.draw`)
  reader.oneOf(head.domain, `${path}.domain`, ['kita-seed/v1', 'kita-sim/v1'])
  readRules(reader, head.rules, `${path}.rules`)
  for (const key of hashes) readHash(reader, head[key], `${path}.${key}`)
  reader.count(head.leaves, `${path}.leaves`)
  if (reader.id(head.randomness, `${path}.randomness`) && Buffer.byteLength(head.randomness) > longestRandomness) {
    reader.refuse(`${path}.randomness`, `at most ${longestRandomness} bytes`, head.randomness)
  }
  if (head.drandSignature !== undefined) {
    readPattern(reader, head.drandSignature, `${path}.drandSignature`, /^[0-9a-f]{96}$/, '96 lower-case hex digits')
  }
  readPositive(reader, head.run, `${path}.run`)
  readCoarseCount(reader, head.rejections, `${path}.rejections`)
  readCoarseCount(reader, head.withdrawals, `${path}.withdrawals`)
  readEach(reader, head.programs, `${path}.programs`, (program, at) => {
    if (!reader.object(program, at, ['id', 'pool'])) return
    reader.id(program.id, `${at}.id`)
    readPublicCutoff(reader, program.pool, `${at}.pool`)
  })
}

/** SHA-256 as 64 lower-case hex digits. */
export function readHash(reader: FormatReader, value: unknown, path: string): boolean {
  return readPattern(reader, value, path, /^[0-9a-f]{64}$/, 'a hash, 64 lower-case hex digits')
}

export function readPattern(
  reader: FormatReader,
  value: unknown,
  path: string,
  pattern: RegExp,
  expected: string,
): boolean {
  return (typeof value === 'string' && pattern.test(value)) || reader.refuse(path, expected, value)
}

export function readEach(
  reader: FormatReader,
  value: unknown,
  path: string,
  read: (entry: unknown, path: string) => void,
): void {
  if (reader.list(value, path)) value.forEach((entry, at) => reader.full || read(entry, `${path}[${at}]`))
}

function readPositive(reader: FormatReader, value: unknown, path: string): void {
  if (value === 0) reader.refuse(path, 'a whole number ≥ 1', value)
  else reader.count(value, path)
}

function readCoarseCount(reader: FormatReader, value: unknown, path: string): void {
  if (value === '1-4') return
  if (!reader.count(value, path)) return
  if (value > 0 && value < fewestForFigures) reader.refuse(path, '0, "1-4" or a whole number ≥ 5', value)
}

function readPublicCutoff(reader: FormatReader, value: unknown, path: string): void {
  if (isObject(value)) {
    if (reader.object(value, path, ['score'])) reader.integer(value.score, `${path}.score`)
  } else reader.oneOf(value, path, ['open', 'closed', 'untold'])
}

function readRules(reader: FormatReader, rules: unknown, path: string): void {
  const required = ['v', 'randomness', 'places']
  if (!isObject(rules)) {
    reader.refuse(path, `an object with ${required.join(', ')}`, rules)
    return
  }
  // Everything else is the round's own.
  if (!reader.object(rules, path, required, Object.keys(rules))) return
  if (rules.v !== 1) reader.refuse(`${path}.v`, '1', rules.v)
  readHash(reader, rules.places, `${path}.places`)
  readNames(reader, rules.names, `${path}.names`)
  const { randomness } = rules
  if (typeof randomness !== 'string' || !namesRandomness(randomness)) {
    reader.refuse(`${path}.randomness`, 'lotto:<a Wednesday or Saturday> or drand:quicknet:<round>', randomness)
  }
  readJson(reader, rules, path)
}

function readNames(reader: FormatReader, names: unknown, path: string): void {
  if (names === undefined) return
  if (!isObject(names)) reader.refuse(path, 'an object: id → words', names)
  else {
    for (const [id, words] of Object.entries(names)) {
      if (typeof words !== 'string') reader.refuse(pathTo(path, id), 'a text', words)
    }
  }
}

// What is hashed must have one spelling only: whole numbers, and text that is valid Unicode.
function readJson(reader: FormatReader, value: unknown, path: string): void {
  if (reader.full || value === null || typeof value === 'boolean' || value === '') return
  if (typeof value === 'string') reader.id(value, path)
  else if (Array.isArray(value)) value.forEach((entry, at) => readJson(reader, entry, `${path}[${at}]`))
  else if (isObject(value)) readKeys(reader, value, path)
  else reader.integer(value, path)
}

function readKeys(reader: FormatReader, object: JsonObject, path: string): void {
  for (const [key, entry] of Object.entries(object)) {
    const at = pathTo(path, key)
    if (key !== '') reader.id(key, at)
    readJson(reader, entry, at)
  }
}
