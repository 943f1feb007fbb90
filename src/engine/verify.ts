import { hashOutcome, hashProblem } from './canonical.ts'
import { buildFamilyRows } from './family-rows.ts'
import { buildMarket, NONE, type NamedMarket } from './market.ts'
import type { AllocationOutcome, AllocationProblem, Violation } from './types.ts'
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
  const { split, violations: splitWrongly } = readSplit(problem, outcome)
  const named = buildMarket(problem, split)
  const { placement, violations } = readPlacement(named, outcome)
  const judged = verifyMarket(named.market, placement)
  const rows = buildFamilyRows(problem, named, split)
  const standing = new Standing(named.market, rows, placement, judged.thresholds)
  // Whoever is placed together with siblings may have to stay out for them; in the plain round nobody does.
  const concerns = ({ check, child }: MarketViolation) =>
    outcome.method === 'plain' || child === NONE || rows.familyOf[child] === NONE || !ofEachChild.has(check)
  return [
    ...checkHashes(problem, outcome),
    ...splitWrongly,
    ...violations,
    ...checkTogether(standing),
    ...judged.violations.filter(concerns).map(({ check, program, child, company, message }): Violation => {
      const ofCompany = company === NONE ? '' : `of company ${named.companies[company]}: `
      return {
        check,
        ...(program !== NONE && { program: named.programs[program].id }),
        ...(child !== NONE && { child: named.children[child].id }),
        message: ofCompany + message,
      }
    }),
    ...checkSecondImplementation(named, standing, placement, outcome),
    ...checkBlocking(named, standing, outcome),
    ...checkProgramCutoffs(named, judged.thresholds, outcome),
    ...checkExplanations(named, judged.thresholds, placement, standing, outcome),
    ...checkLedger(named, judged.thresholds, outcome),
    ...checkMethod(problem, standing, outcome),
  ]
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
