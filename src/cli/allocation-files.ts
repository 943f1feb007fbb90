/** Reading the two files of an allocation, in pieces where that can be done, and judging one against the other. */
import type { ByteSource } from '../engine/files/byte-window.ts'
import { hashOutcome } from '../engine/canonical.ts'
import { marketOf, type MarketProblem } from '../engine/market.ts'
import { readOutcomeStream } from '../engine/files/outcome-stream.ts'
import { readOutcome } from '../engine/files/outcome.ts'
import { readProblemStream } from '../engine/files/problem-stream.ts'
import { readProblem } from '../engine/files/problem.ts'
import type { AllocationOutcome, AllocationProblem, ReadOutcome, Violation } from '../engine/types.ts'
import { judgeOutcome, verifyOutcome } from '../engine/verify/verify.ts'
import { runNaiveRounds } from '../engine/verify/naive.ts'
import { bytesOf, readJson, refuseFormat, sizeOf } from './files.ts'
import { SideThread } from './side-thread.ts'

/** A problem as a market of numbers; or, with families, as what its file says. */
export type FileProblem = MarketProblem | AllocationProblem

/** For smaller files a thread starts later than the work ends. */
const WORTH_A_THREAD = 10_000_000

/** A thread that helps with a large problem, null for a small one. */
export function sideThreadFor(name: string): SideThread | null {
  return sizeOf(name) < WORTH_A_THREAD ? null : new SideThread()
}

/** @throws {Unusable} if the file is no problem, with all that is wrong */
export async function readProblemFile(name: string, thread: SideThread | null): Promise<FileProblem> {
  const source = bytesOf(name)
  const read = readProblemStream(source, thread === null ? undefined : (seed, ids) => thread.drawLots(seed, ids))
  if (read === null) {
    const whole = readProblem(readJson(name, source))
    return whole.ok ? whole.value : refuseFormat(name, 'allocation-problem/1', whole.errors)
  }
  if (!read.ok) return refuseFormat(name, 'allocation-problem/1', read.errors)
  const { problemHash, ...gathered } = read.value
  return { named: marketOf(gathered, await thread?.lots()), problemHash }
}

/** What there was to look at. */
export type Looked = { families: boolean; method: AllocationOutcome['method']; explanations: boolean }

/** What does not hold, and what was looked at. */
export type Judged = { violations: Violation[]; looked: Looked }

/**
 * Begins to judge with the second implementation of V7: it takes longer than all other checks together and needs nothing but
 * the problem, so a thread may compute it while the round is run, written and judged.
 *
 * @returns judges an outcome file; throws {Unusable} if it is none
 */
export function startJudging(problem: FileProblem, thread: SideThread | null): (name: string) => Promise<Judged> {
  if (!('named' in problem)) {
    return (name) => {
      const outcome = outcomeIn(name, bytesOf(name))
      const violations = verifyOutcome(problem, outcome)
      return Promise.resolve({ violations, looked: lookedAt((problem.families ?? []).length > 0, outcome) })
    }
  }
  const { market } = problem.named
  const naive = thread?.runNaiveRounds(market)
  return async (name) => {
    const source = bytesOf(name)
    const { outcome, outcomeHash } = readOutcomeStream(source) ?? hashed(outcomeIn(name, source))
    const judged = judgeOutcome(problem, outcome, outcomeHash)
    return {
      violations: judged((await naive) ?? runNaiveRounds(market)),
      looked: lookedAt(false, outcome),
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
