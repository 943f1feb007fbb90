import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocateMarket, allocateSingles } from '../../src/engine/allocate.ts'
import { hashOutcome, hashProblem } from '../../src/engine/canonical.ts'
import { buildMarket } from '../../src/engine/market.ts'
import { runNaiveRounds } from '../../src/engine/verify/naive.ts'
import { readOutcomeStream } from '../../src/engine/files/outcome-stream.ts'
import { outcomeText } from '../../src/engine/files/outcome-text.ts'
import type { AllocationProblem } from '../../src/engine/types.ts'
import { judgeOutcome, verifyOutcome } from '../../src/engine/verify/verify.ts'
import { child, problem, program } from './support/builders.ts'
import { pieces, writtenProblems } from './support/file-texts.ts'
import { numRuns } from './support/problems.ts'

const small = problem(
  [program('k1', 1, { A: 1 }), { ...program('kö', 1), poolShares: { A: 1, B: 2 } }],
  [
    child('a', ['k1', 'kö'], 1, { companies: ['A', 'B'], lot: '0a' }),
    child('b "1"', ['kö', 'k1'], 2, { poolPriority: 1 }),
    child('c', ['kö'], 1, { companies: ['A'] }),
    child('d', [], 1),
  ],
)

const marketOf = (of: AllocationProblem) => ({ named: buildMarket(of), problemHash: hashProblem(of) })
const written = (of: AllocationProblem) => Buffer.from([...outcomeText(allocateMarket(marketOf(of)))].join(''))

/** The outcome as it is read in pieces, its rows in lists. */
function inPieces(bytes: Uint8Array, cuts: readonly number[] = []) {
  const read = readOutcomeStream(() => pieces(bytes, cuts))
  if (read === null) return null
  const { assignments, explanations = [], ...others } = read.outcome
  return {
    outcome: { ...others, assignments: [...assignments], explanations: [...explanations] },
    outcomeHash: read.outcomeHash,
  }
}

describe('an outcome in a file', () => {
  test('is the outcome in memory, written and read in pieces, and holds', () => {
    fc.assert(
      fc.property(writtenProblems, fc.array(fc.nat({ max: 9000 }), { maxLength: 8 }), ({ problem: of }, cuts) => {
        const outcome = allocateSingles(of)
        const bytes = written(of)

        expect(JSON.parse(bytes.toString())).toEqual(outcome)
        expect(inPieces(bytes, cuts)).toEqual({ outcome, outcomeHash: outcome.outcomeHash })
      }),
      { numRuns: numRuns(50) },
    )
  }, 120_000)

  test('is the same wherever one piece ends and the next begins, and however it is written', () => {
    const outcome = allocateSingles(small)
    const bytes = written(small)
    const otherwise = Buffer.from(JSON.stringify(outcome, null, 1))

    for (let cut = 0; cut <= bytes.length; cut += 3) {
      expect(inPieces(bytes, [cut, cut + 1])).toEqual({ outcome, outcomeHash: outcome.outcomeHash })
    }
    expect(inPieces(otherwise)).toEqual({ outcome, outcomeHash: outcome.outcomeHash })
  })

  test('may leave the explanations out', () => {
    const pieceByPiece = [...outcomeText(allocateMarket(marketOf(small), { explanations: false }))]
    const outcome = allocateSingles(small, { explanations: false })

    expect(readOutcomeStream(() => [Buffer.from(pieceByPiece.join(''))])?.outcomeHash).toBe(outcome.outcomeHash)
    expect(JSON.parse(pieceByPiece.join(''))).toEqual(outcome)
  })
})

describe('an outcome that was changed', () => {
  const judge = (text: string) => {
    const read = readOutcomeStream(() => [Buffer.from(text)])
    if (read === null) throw new Error('not read in pieces')
    const market = marketOf(small)
    return judgeOutcome(market, read.outcome, read.outcomeHash)(runNaiveRounds(market.named.market))
  }
  const text = written(small).toString()

  test.each([
    ['a label', '"countsFor":"A"', '"countsFor":null'],
    ['a child', '{"child":"a","countsFor"', '{"child":"d","countsFor"'],
    ['a code', 'below-cutoff', 'no-places'],
    ['the hash of the problem', '"problemHash": "', '"problemHash": "00'],
  ])('is judged as in memory: %s', (_what, from, to) => {
    expect(text).toContain(from)
    const changed = text.replace(from, to)
    const violations = judge(changed)

    expect(violations.map(({ check }) => check)).toContain('V0')
    expect(violations).toEqual(verifyOutcome(small, JSON.parse(changed)))
  })

  test('holds if nothing was changed', () => {
    expect(judge(text)).toEqual([])
  })

  test.each([
    ['an unknown key in a row', '{"child":"a","countsFor"', '{"age":3,"child":"a","countsFor"'],
    ['a row that is none', '{"child":"a","countsFor":"A","program":"k1"}', '7'],
    ['a key twice', '"claims":', '"assignments": [], "claims":'],
    ['half a file', text.slice(text.length / 2), ''],
    ['another format', 'allocation-outcome/1', 'allocation-outcome/2'],
  ])('or is left to the definition: %s', (_what, from, to) => {
    expect(text).toContain(from)
    expect(inPieces(Buffer.from(text.replace(from, to)))).toBeNull()
  })

  test('explanations before the assignments are left to the definition', () => {
    const { explanations, ...others } = allocateSingles(small)
    const bytes = Buffer.from(JSON.stringify({ explanations, ...others }))

    expect(inPieces(bytes)).toBeNull()
    expect(hashOutcome(JSON.parse(bytes.toString()))).toBe(others.outcomeHash)
  })
})
