/** Reading the two files of an allocation, in pieces where that can be done, and judging one against the other. */
import type { ByteSource } from '../engine/files/byte-window.ts'
import { hashOutcome } from '../engine/canonical.ts'
import type { MarketProblem } from '../engine/market.ts'
import { readOutcomeStream } from '../engine/files/outcome-stream.ts'
import { readOutcome } from '../engine/files/outcome.ts'
import { readProblemStream } from '../engine/files/problem-stream.ts'
import { readProblem } from '../engine/files/problem.ts'
import type { AllocationOutcome, AllocationProblem, ReadOutcome, Violation } from '../engine/types.ts'
import { judgeOutcome, verifyOutcome } from '../engine/verify/verify.ts'
import { bytesOf, readJson, refuseFormat, sizeOf } from './files.ts'
import { prepareNaiveRounds } from './naive-in-thread.ts'

/** A problem as a market of numbers; or, with families, as what its file says. */
export type FileProblem = MarketProblem | AllocationProblem

/** @throws {Unusable} if the file is no problem, with all that is wrong */
export function readProblemFile(name: string): FileProblem {
  const source = bytesOf(name)
  const read = readProblemStream(source) ?? readProblem(readJson(name, source))
  return read.ok ? read.value : refuseFormat(name, 'allocation-problem/1', read.errors)
}

/** What there was to look at. */
export type Looked = { families: boolean; method: AllocationOutcome['method']; explanations: boolean }

/** What does not hold, and what was looked at. */
export type Judged = { violations: Violation[]; looked: Looked }

/**
 * Gets ready to judge outcomes of a problem, before its file is read.
 *
 * @returns takes the problem and begins with V7; gives what judges an outcome file, or throws {Unusable} if it is none
 */
export function prepareJudging(problemName: string): (problem: FileProblem) => (name: string) => Promise<Judged> {
  const startNaiveRounds = prepareNaiveRounds(sizeOf(problemName))
  return (problem) => {
    if (!('named' in problem)) {
      return (name) => {
        const outcome = outcomeIn(name, bytesOf(name))
        const violations = verifyOutcome(problem, outcome)
        return Promise.resolve({ violations, looked: lookedAt((problem.families ?? []).length > 0, outcome) })
      }
    }
    const naive = startNaiveRounds(problem.named.market)
    return async (name) => {
      const source = bytesOf(name)
      const { outcome, outcomeHash } = readOutcomeStream(source) ?? hashed(outcomeIn(name, source))
      const judged = judgeOutcome(problem, outcome, outcomeHash)
      return { violations: judged(await naive), looked: lookedAt(false, outcome) }
    }
  }
}

function outcomeIn(name: string, source: ByteSource): AllocationOutcome {
  const read = readOutcome(readJson(name, source))
  return read.ok ? read.value : refuseFormat(name, 'allocation-outcome/1', read.errors)
}

function hashed(outcome: AllocationOutcome) {
  return { outcome, outcomeHash: hashOutcome(outcome) }
}

/** What was checked, in one line. */
export function sayThatItHolds({ families, method, explanations }: Looked): string {
  const checks = ['V0', 'V2', 'V3', 'V4', 'V5', 'V6']
  // The exact step for siblings has no second implementation.
  if (method !== 'family-exact') checks.push('V7')
  if (families) checks.push('V8')
  checks.push(explanations ? 'V9' : 'V9 of the cut-offs (no explanations in it)', 'V10')
  return `It holds: ${checks.join(', ')}.\n`
}

function lookedAt(families: boolean, { method, explanations }: Pick<ReadOutcome, 'method' | 'explanations'>): Looked {
  return { families, method, explanations: explanations !== undefined }
}
