import type { ProgramCutoffs } from './cutoffs.ts'
import { scoreAt } from './market.ts'
import type { ChildExplanation, ChildInput, Cutoff, ProgramInput, WishCode, WishExplanation } from './types.ts'

/** Where a child ended: null for no place. */
export type Ended = { program: string; countsFor: string | null } | null

/** What an explanation refers to at a program. */
export type ExplainedProgram = { input: ProgramInput; cutoffs: ProgramCutoffs }

/**
 * For each wish of a child, why it was met or not: a code, the child's own figures and the cut-offs it had to beat.
 *
 * @param list the child's wishes, and its present place
 * @param familyCode for a child of a family, why it is not at a program that is open to it
 */
export function explainChild(
  child: ChildInput,
  list: string[],
  lot: string | null,
  ended: Ended,
  programOf: (id: string) => ExplainedProgram,
  familyCode?: (program: string) => WishCode,
): ChildExplanation {
  const met = ended === null ? list.length : list.indexOf(ended.program)
  const wishes = list.map((id, at): WishExplanation => {
    const { input, cutoffs } = programOf(id)
    const code =
      familyCode === undefined || at === met || child.blocked?.includes(id) === true
        ? codeOf(child, input, at, met)
        : familyCode(id)
    const neededShares = ofCompanies(cutoffs.shares, child.companies)
    return {
      program: id,
      code,
      own: {
        ...ownFigures(child, id, lot),
        ...(code === 'admitted' && ended !== null && { countsFor: ended.countsFor }),
      },
      needed: { pool: cutoffs.pool, ...ofCompanies(cutoffs.companies, child.companies) },
      ...(Object.keys(neededShares).length > 0 && { neededShares }),
    }
  })
  return { child: child.id, wishes }
}

function codeOf(child: ChildInput, program: ProgramInput, at: number, met: number): WishCode {
  if (child.blocked?.includes(program.id) === true) return 'blocked'
  if (at === met) return 'admitted'
  if (at > met) return 'better-wish-met'
  return program.capacity === 0 ? 'no-places' : 'below-cutoff'
}

function ownFigures({ priority, poolPriority = priority, present }: ChildInput, program: string, lot: string | null) {
  const own = scoreAt(priority, program)
  const inPool = scoreAt(poolPriority, program)
  return {
    priority: own,
    lot,
    ...(inPool !== own && { poolPriority: inPool }),
    ...(program === present && { present: true as const }),
  }
}

function ofCompanies(cutoffs: Record<string, Cutoff>, companies: string[]): Record<string, Cutoff> {
  const own = companies.filter((company) => Object.hasOwn(cutoffs, company)).toSorted()
  return Object.fromEntries(own.map((company) => [company, cutoffs[company]]))
}
