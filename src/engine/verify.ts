import { hashOutcome, hashProblem } from './canonical.ts'
import { buildMarket, NONE, type NamedMarket } from './market.ts'
import { runNaiveRounds } from './naive.ts'
import type { AllocationOutcome, AllocationProblem, Violation } from './types.ts'
import { checkExplanations, checkProgramCutoffs } from './verify-explanations.ts'
import { checkLedger } from './verify-ledger.ts'
import { verifyMarket, type Placement } from './verify-market.ts'

/**
 * Judges an outcome from the two files alone, whoever computed it: V0 hashes, V2 feasibility, V3 labels, V4 no waste, V5 the
 * companies' guarantee, V6 no justified envy, V7 equality with a second, naive implementation, V9 every figure of the
 * explanations and cut-offs, V10 the ledger. Of the choice rule it uses nothing but the order of priority.
 *
 * @param problem what `readProblem` accepted
 * @param outcome what `readOutcome` accepted
 * @returns what does not hold; empty if everything does
 */
export function verifyOutcome(problem: AllocationProblem, outcome: AllocationOutcome): Violation[] {
  const named = buildMarket(problem)
  const { placement, violations } = readPlacement(named, outcome)
  const judged = verifyMarket(named.market, placement)
  return [
    ...checkHashes(problem, outcome),
    ...violations,
    ...judged.violations.map(({ check, program, child, company, message }): Violation => {
      const ofCompany = company === NONE ? '' : `of company ${named.companies[company]}: `
      return {
        check,
        ...(program !== NONE && { program: named.programs[program].id }),
        ...(child !== NONE && { child: named.children[child].id }),
        message: ofCompany + message,
      }
    }),
    ...checkSecondImplementation(named, placement, outcome),
    ...checkProgramCutoffs(named, judged.thresholds, outcome),
    ...checkExplanations(named, judged.thresholds, placement, outcome),
    ...checkLedger(named, judged.thresholds, outcome),
  ]
}

/** One line for each violation: `V5 program k1: child a of company A: …`. */
export function formatViolation({ check, program, child, message }: Violation): string {
  const where = program === undefined ? '' : ` program ${program}:`
  const who = child === undefined ? '' : ` child ${child}`
  const joint = child === undefined || message.startsWith('of company') ? ' ' : ': '
  return `${check}${where}${who}${joint}${message}`
}

function checkHashes(problem: AllocationProblem, outcome: AllocationOutcome): Violation[] {
  const found: Violation[] = []
  if (outcome.problemHash !== hashProblem(problem)) {
    found.push({ check: 'V0', message: 'problemHash is not the hash of this problem' })
  }
  if (outcome.outcomeHash !== hashOutcome(outcome)) {
    found.push({ check: 'V0', message: 'outcomeHash is not the hash of this outcome' })
  }
  return found
}

// V2 as far as it concerns the names; an assignment that means nothing counts as no place.
function readPlacement({ market, programs, children, companies }: NamedMarket, { assignments }: AllocationOutcome) {
  const programAt = new Map(programs.map(({ id }, at) => [id, at]))
  const childAt = new Map(children.map(({ id }, at) => [id, at]))
  const companyAt = new Map(companies.map((id, at) => [id, at]))
  const placement: Placement = {
    wish: new Int32Array(children.length).fill(NONE),
    countsFor: new Int32Array(children.length).fill(NONE),
  }
  const seen = new Set<string>()
  const violations: Violation[] = []
  for (const { child: id, program, countsFor } of assignments) {
    const refuse = (check: 'V2' | 'V3', message: string) => violations.push({ check, program, child: id, message })
    const child = childAt.get(id)
    const at = programAt.get(program)
    if (child === undefined) refuse('V2', 'is not in the problem')
    else if (at === undefined) refuse('V2', 'the program is not in the problem')
    else if (seen.has(id)) refuse('V2', 'has a place already')
    else {
      seen.add(id)
      const first = market.wishStart[child]
      let wish = first
      while (wish < market.wishStart[child + 1] && market.wishes[2 * wish] !== at) wish++
      if (wish === market.wishStart[child + 1]) {
        const blocked = children[child].blocked?.includes(program) === true
        refuse('V2', blocked ? 'is blocked there' : 'did not wish for it')
        continue
      }
      placement.wish[child] = wish - first
      if (countsFor === null) continue
      placement.countsFor[child] = companyAt.get(countsFor) ?? NONE
      if (!companyAt.has(countsFor)) refuse('V3', `counts for ${countsFor}, which is not in the problem`)
    }
  }
  return { placement, violations }
}

// V7: stability alone would accept other stable outcomes, such as that of a company round first.
function checkSecondImplementation(
  { market, programs, children }: NamedMarket,
  { wish }: Placement,
  { method }: AllocationOutcome,
): Violation[] {
  const found: Violation[] = []
  if (method !== 'plain') found.push({ check: 'V7', message: `method is ${method}, without families it must be plain` })
  runNaiveRounds(market).forEach((expected, child) => {
    if (expected === wish[child]) return
    const nameOf = (at: number) =>
      at === NONE ? 'no place' : programs[market.wishes[2 * (market.wishStart[child] + at)]].id
    const message = `has ${nameOf(wish[child])}, the second implementation gives it ${nameOf(expected)}`
    found.push({ check: 'V7', child: children[child].id, message })
  })
  return found
}
