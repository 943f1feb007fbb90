import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ByteSource } from '../../src/engine/files/byte-window.ts'
import { hashProblem } from '../../src/engine/canonical.ts'
import { buildMarket, marketOf } from '../../src/engine/market.ts'
import { lotDrawer } from '../../src/engine/lot.ts'
import { readProblemStream } from '../../src/engine/files/problem-stream.ts'
import { readProblem } from '../../src/engine/files/problem.ts'
import type { ChildInput } from '../../src/engine/types.ts'
import { child, problem, program } from './support/builders.ts'
import { pieces, writtenProblems } from './support/file-texts.ts'
import { numRuns } from './support/problems.ts'

/** What the definition says of a file: its market and hash, its errors, or that it is no JSON. */
function read(bytes: Uint8Array) {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return 'no JSON'
  }
  const known = readProblem(value)
  if (!known.ok) return known
  return { ok: true, value: { named: buildMarket(known.value), problemHash: hashProblem(known.value) } }
}

/** What is read in pieces, as a market. */
function asMarket(source: ByteSource) {
  const known = readProblemStream(source)
  if (known === null || !known.ok) return known
  const { problemHash, ...gathered } = known.value
  return { ok: true, value: { named: marketOf(gathered), problemHash } }
}

const inPieces = (bytes: Uint8Array, cuts: readonly number[] = []) => asMarket(() => pieces(bytes, cuts))
const bytesOf = (text: string) => new TextEncoder().encode(text)
const compact = (value: unknown) => bytesOf(JSON.stringify(value))

/** A file of plain rows, and rows that are anything but. */
const small = {
  ...problem(
    [program('k1', 3, { A: 1, B: 1 }), program('k2', 1), program('k3', 0)],
    [
      child('a', ['k1', 'k2'], { k2: 4, k1: -3 }, { companies: ['B', 'A'] }),
      child('b', [], 7, { lot: '0a' }),
      child('c', ['k2'], 0, { poolPriority: { k3: 1, k2: 90_071_992_547_409 }, blocked: ['k2'], companies: ['neu'] }),
      child('ö', ['k3', 'k1'], 9_007_199_254_740_991, { poolPriority: 5 }),
    ],
  ),
  seed: '9f4e',
}

describe('a problem read in pieces', () => {
  test('is the problem that was written, however it was written and cut', () => {
    fc.assert(
      fc.property(writtenProblems, fc.array(fc.nat({ max: 4000 }), { maxLength: 12 }), ({ text }, cuts) => {
        const bytes = bytesOf(text)

        expect(inPieces(bytes, cuts)).toEqual(read(bytes))
      }),
      { numRuns: numRuns(100) },
    )
  }, 120_000)

  test('is the same wherever one piece ends and the next begins', () => {
    const bytes = compact(small)
    const whole = read(bytes)

    for (let cut = 0; cut <= bytes.length; cut++) expect(inPieces(bytes, [cut])).toEqual(whole)
    expect(inPieces(bytes, Array.from(bytes.keys()))).toEqual(whole)
  })

  test('may have rows larger than a piece, and more programs than a row names', () => {
    const programs = Array.from({ length: 300 }, (_, at) => program(`k${at}`, 1))
    const ids = programs.map(({ id }) => id)
    const score = Object.fromEntries(ids.map((id, at): [string, number] => [id, at % 7]))
    const bytes = compact(problem(programs, [child('a', ids.slice(0, 80), score), child('b', ids.toReversed(), 1)]))

    expect(
      inPieces(
        bytes,
        Array.from({ length: 400 }, (_, at) => 50 * at),
      ),
    ).toEqual(read(bytes))
  })

  test('a planted fault, a byte lost where a piece ends, is found', () => {
    const bytes = compact(small)
    const whole = read(bytes)
    const losing =
      (cut: number): ByteSource =>
      () => [bytes.subarray(0, cut), bytes.subarray(cut + 1)]
    const inRows = Array.from(bytes.keys()).slice(bytesOf('{"format":"allocation-problem/1",').length)

    for (const cut of inRows) expect(asMarket(losing(cut))).not.toEqual(whole)
  })
})

describe('lots that are drawn while the file is read', () => {
  const many = Array.from({ length: 40_000 }, (_, at) => child(`c${10_000_000 + at}`, ['k1'], 1))
  const draw = (value: unknown) => {
    const drawn: string[] = []
    const known = readProblemStream(
      () => [compact(value)],
      (seed, ids) => drawn.push(...ids.map(lotDrawer(seed))),
    )
    if (known === null || !known.ok) throw new Error('not read in pieces')
    return { drawn, named: marketOf(known.value, drawn), alone: marketOf(known.value) }
  }
  const large = (children: ChildInput[]) => ({ seed: '9f4e', ...problem([program('k1', 7)], children) })

  test('are those of the children, and only few are missing', () => {
    const { drawn, named, alone } = draw(large(many.with(7, { ...many[7], lot: 'ff' })))

    expect(drawn.length).toBe(32_768)
    expect(named.lots).toEqual(alone.lots)
    expect(named.lots[7]).toBe('ff')
  })

  test('count for nothing where the children turn out not to be sorted', () => {
    const { drawn, named, alone } = draw(large([...many, child('a', [], 1)]))

    expect(drawn.length).toBe(32_768)
    expect(named.lots).toEqual(alone.lots)
  })
})

describe('a problem that is not right', () => {
  const row = small.children[0]
  const change = (values: object) => ({ ...small, children: [...small.children, { ...row, id: 'z', ...values }] })

  test.each<[string, unknown]>([
    ['another format', { ...small, format: 'allocation-problem/2', programs: 7 }],
    ['an unknown key', { ...small, note: { children: [1] } }],
    ['nothing of what is required', { format: small.format }],
    ['an empty object', {}],
    ['programs that are no list', { ...small, programs: { k1: 1 } }],
    ['children that are no list', { ...small, children: 'none' }],
    ['families that are no list', { ...small, families: {} }],
    [
      'rows that are no objects',
      { ...small, programs: [1, ...small.programs], children: [[], null, ...small.children] },
    ],
    ['a program twice', { ...small, programs: [...small.programs, program('k1', 1)] }],
    ['a child twice in a row', { ...small, children: [row, ...small.children] }],
    ['a child twice', { ...small, children: [...small.children, row, { ...row, wishes: ['k9'] }] }],
    ['an unknown wish', change({ wishes: ['k1', 'k9'] })],
    ['a wish twice', change({ wishes: ['k1', 'k1'] })],
    ['wishes that are no list', change({ wishes: 'k1' })],
    ['three companies', change({ companies: ['A', 'B', 'neu'] })],
    ['a company twice', change({ companies: ['A', 'A'] })],
    ['a company named as the pool', change({ companies: ['pool'] })],
    ['no priority for a wish', change({ priority: { k1: 1 } })],
    ['no pool priority for a wish', change({ poolPriority: {} })],
    ['a priority with a fraction', change({ priority: 1.5 })],
    ['a priority beyond exact numbers', change({ priority: { k1: 1, k2: 9_007_199_254_740_992 } })],
    ['a lot in capitals', change({ lot: '0A' })],
    ['an empty id', change({ id: '' })],
    ['an unknown key of a child', change({ age: 3 })],
    ['no id', { ...small, children: [{ ...row, id: undefined }, ...small.children] }],
    ['half a seed', { ...small, seed: '9f4' }],
    ['a solver without a limit', { ...small, solver: {} }],
    ['much', { ...small, children: Array.from({ length: 50 }, (_, at) => ({ ...row, id: `c${at % 30}`, lot: 'X' })) }],
    ['much everywhere', { ...change({ lot: 'X' }), programs: Array.from({ length: 30 }, () => 1), solver: 1, note: 1 }],
  ])('is refused with the same errors: %s', (_what, value) => {
    const sorted = compact(value)
    const childrenFirst = compact(Object.fromEntries(Object.entries(value ?? {}).toReversed()))
    const expected = read(sorted)

    expect(expected).toMatchObject({ ok: false })
    for (const bytes of [sorted, childrenFirst]) {
      expect(inPieces(bytes, [100, 300])).toEqual(expected)
    }
  })

  test('is left to reading in memory where a child has a place already, wrong or right', () => {
    for (const present of ['k1', 'k9', 7]) expect(inPieces(compact(change({ present })), [100, 300])).toBeNull()
  })

  test('is never taken for right, and never refused for anything else, whatever byte is wrong', () => {
    const bytes = fc.nat({ max: 255 })
    const texts = fc.tuple(writtenProblems, fc.nat(), bytes, fc.constantFrom<'replaced' | 'added' | 'removed' | 'cut off'>('replaced', 'added', 'removed', 'cut off')) // prettier-ignore
    fc.assert(
      fc.property(texts, ([{ text }, where, byte, how]) => {
        const right = bytesOf(text)
        const at = where % right.length
        const before = right.subarray(0, at)
        const after = right.subarray(how === 'added' ? at : at + 1)
        const wrong =
          how === 'cut off' ? before : Uint8Array.from([...before, ...(how === 'removed' ? [] : [byte]), ...after])
        const streamed = inPieces(wrong, [at, at + 1])

        // Null leaves the file to the definition.
        if (streamed !== null) expect(streamed).toEqual(read(wrong))
      }),
      { numRuns: numRuns(200) },
    )
  }, 120_000)
})

describe('what is left to the definition', () => {
  const family = { id: 'F', children: ['b'], together: 'require', wishes: [['k1']] }
  const text = JSON.stringify(small)

  test.each([
    ['families', JSON.stringify({ ...small, families: [family] })],
    ['a key twice', text.replace('"seed"', '"programs":[],"seed"')],
    ['nothing at all', ''],
    ['no object', '[]'],
    ['a comma too many', text.replace('],"children"', ',],"children"')],
    ['a comma too many at the end', text.replace(/}$/, ',}')],
    ['something behind the end', `${text} x`],
    ['a zero byte behind the end', `${text}\0`],
    ['half a file', text.slice(0, text.length / 2)],
    ['a bare word', text.replace('"seed":"9f4e"', '"seed":nul')],
    ['a key without quotes', text.replace('"seed"', 'seed')],
    ['a tab within a text', text.replace('"neu"', '"n\teu"')],
  ])('%s', (_what, written) => {
    expect(inPieces(bytesOf(written))).toBeNull()
  })

  test('bytes that are no UTF-8', () => {
    const bytes = bytesOf(text)
    bytes[text.indexOf('neu')] = 0xff

    expect(inPieces(bytes)).toBeNull()
  })
})

describe('a key twice within a row', () => {
  test('counts as JSON counts it: the last one', () => {
    const bytes = bytesOf(JSON.stringify(small).replace('"id":"b"', '"lot":"ff","id":"x","id":"b"'))

    expect(inPieces(bytes)).toEqual(read(bytes))
    expect(read(bytes)).toMatchObject({ ok: true })
  })
})
