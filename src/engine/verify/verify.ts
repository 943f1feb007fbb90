import { hashOutcome, hashProblem } from '../canonical.ts'
import { buildFamilyRows, withoutFamilies, type FamilyRows } from '../family-rows.ts'
import { finderIn } from './find-in-order.ts'
import { buildMarket, entryOf, NONE, type MarketProblem, type NamedMarket } from '../market.ts'
import type { AllocationOutcome, AllocationProblem, Assignment, ReadOutcome, Violation } from '../types.ts'
import { checkExplanations, checkProgramCutoffs } from './verify-explanations.ts'
import { checkBlocking, checkTogether, readSplit } from './verify-families.ts'
import { checkLedger } from './verify-ledger.ts'
import { verifyMarket, type MarketViolation, type Placement } from './verify-market.ts'
import { checkMethod, checkSecondImplementation } from './verify-method.ts'
import { Standing } from './verify-standing.ts'

/**
 * Judges an outcome from the two files alone, whoever computed it: V0 hashes, V2 feasibility, V3 labels, V4 no waste, V5 the
 * companies' guarantee, V6 no justified envy, V7 equality with a second, naive implementation, V8 no blocking family option or exactly the published claims, V9 every figure of the
 * explanations and cut-offs, V10 the ledger. Of the choice rule it uses nothing but the order of priority.
 *
 * @param problem what `readProblem` accepted
 * @param outcome what `readOutcome` accepted
 * @returns what does not hold; empty if everything does
 */
export function verifyOutcome(problem: AllocationProblem, outcome: AllocationOutcome): Violation[] {
  const { split, violations } = readSplit(problem, outcome)
  const named = buildMarket(problem, split)
  const market = { named, problemHash: hashProblem(problem) }
  const rows = buildFamilyRows(problem, named, split)
  return [...violations, ...judge(market, rows, outcome, hashOutcome(outcome))(null)]
}

/**
 * The same for a market of single children and an outcome that were read in pieces, in two steps: everything but V7 at once,
 * and V7 when the second implementation is through, which may have been at work meanwhile.
 *
 * @param outcomeHash worked out from what the outcome says
 * @returns takes what `runNaiveRounds` gives for the market
 */
export function judgeOutcome(
  market: MarketProblem,
  outcome: ReadOutcome,
  outcomeHash: string,
): (naive: Int32Array) => Violation[] {
  const { split = [] } = outcome.methodDetail
  const unknown = split.map((family): Violation => ({
    check: 'V2',
    family,
    message: 'is split and not in the problem',
  }))
  const judged = judge(market, withoutFamilies(market.named), outcome, outcomeHash)
  return (naive) => [...unknown, ...judged(naive)]
}

function judge(
  { named, problemHash }: MarketProblem,
  rows: FamilyRows,
  outcome: ReadOutcome,
  outcomeHash: string,
): (naive: Int32Array | null) => Violation[] {
  const { placement, violations } = readPlacement(named, outcome)
  const judged = verifyMarket(named.market, placement)
  const standing = new Standing(named.market, rows, placement, judged.thresholds)
  // Whoever is placed together with siblings may have to stay out for them; in the plain round nobody does.
  const concerns = ({ check, child }: MarketViolation) =>
    outcome.method === 'plain' || child === NONE || rows.familyOf[child] === NONE || !ofEachChild.has(check)
  const beforeV7 = [
    ...checkHashes(outcome, problemHash, outcomeHash),
    ...violations,
    ...checkTogether(standing),
    ...judged.violations.filter(concerns).map(({ check, program, child, company, message }): Violation => {
      const ofCompany = company === NONE ? '' : `of company ${named.companies[company]}: `
      return {
        check,
        ...(program !== NONE && { program: named.programs[program].id }),
        ...(child !== NONE && { child: named.childIds[child] }),
        message: ofCompany + message,
      }
    }),
  ]
  const behindV7 = [
    ...checkBlocking(named, standing, outcome),
    ...checkProgramCutoffs(named, judged.thresholds, outcome),
    ...checkExplanations(named, judged.thresholds, placement, standing, outcome),
    ...checkLedger(named, judged.thresholds, outcome),
    ...checkMethod(named, standing, placement, outcome),
  ]
  return (naive) => {
    return [...beforeV7, ...checkSecondImplementation(named, standing, placement, outcome, naive), ...behindV7]
  }
}

const ofEachChild: ReadonlySet<string> = new Set(['V4', 'V5', 'V6'])

/** One line for each violation: `V5 program k1: child a of company A: …`, `V8 family F: …`. */
export function formatViolation({ check, program, child, family, message }: Violation): string {
  const whose = family === undefined ? '' : ` family ${family}:`
  const where = program === undefined ? '' : ` program ${program}:`
  const who = child === undefined ? '' : ` child ${child}`
  const joint = child === undefined || message.startsWith('of company') ? ' ' : ': '
  return `${check}${whose}${where}${who}${joint}${message}`
}

function checkHashes(outcome: ReadOutcome, problemHash: string, outcomeHash: string): Violation[] {
  const found: Violation[] = []
  if (outcome.problemHash !== problemHash) {
    found.push({ check: 'V0', message: 'problemHash is not the hash of this problem' })
  }
  if (outcome.outcomeHash !== outcomeHash) {
    found.push({ check: 'V0', message: 'outcomeHash is not the hash of this outcome' })
  }
  return found
}

// V2 as far as it concerns the names; an assignment that means nothing counts as no place.
function readPlacement({ market, programs, childIds, companies, lists }: NamedMarket, { assignments }: ReadOutcome) {
  const programAt = new Map(programs.map(({ id }, at) => [id, at]))
  const childAt = finderIn(childIds)
  const companyAt = new Map(companies.map((id, at) => [id, at]))
  const placement: Placement = {
    wish: new Int32Array(childIds.length).fill(NONE),
    countsFor: new Int32Array(childIds.length).fill(NONE),
  }
  const seen = new Uint8Array(childIds.length)
  const violations: Violation[] = []
  const refuse = (check: 'V2' | 'V3', { program, child }: Assignment, message: string) =>
    violations.push({ check, program, child, message })
  for (const assignment of assignments) {
    const { child: id, program, countsFor } = assignment
    const child = childAt(id)
    const at = programAt.get(program)
    if (child === NONE) refuse('V2', assignment, 'is not in the problem')
    else if (at === undefined) refuse('V2', assignment, 'the program is not in the problem')
    else if (seen[child] === 1) refuse('V2', assignment, 'has a place already')
    else {
      seen[child] = 1
      const first = market.wishStart[child]
      let wish = first
      while (wish < market.wishStart[child + 1] && market.wishes[2 * wish] !== at) wish++
      if (wish === market.wishStart[child + 1]) {
        refuse('V2', assignment, entryOf(lists, child, at) !== NONE ? 'is blocked there' : 'did not wish for it')
        continue
      }
      placement.wish[child] = wish - first
      if (countsFor === null) continue
      placement.countsFor[child] = companyAt.get(countsFor) ?? NONE
      if (!companyAt.has(countsFor)) refuse('V3', assignment, `counts for ${countsFor}, which is not in the problem`)
    }
  }
  return { placement, violations }
}
