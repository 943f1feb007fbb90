import type { ProgramCutoffs } from './cutoffs.ts'
import { companiesOf, type NamedMarket } from './market.ts'
import type { ChildExplanation, Cutoff, WishCode, WishExplanation } from './types.ts'

/** Where a child ended: null for no place. */
export type Ended = { program: string; countsFor: string | null } | null

/** What it took to get in at a program, as far as it concerned children of the same companies. */
type Needed = Pick<WishExplanation, 'needed' | 'neededShares'>

/**
 * For each child and each of its wishes, why it was met or not: a code, the child's own figures and the cut-offs it had to
 * beat. Children of the same companies are told of the same cut-offs, as one frozen object.
 *
 * @param cutoffs of each program
 * @param familyCode for the child of a family, why it is not at a program that is open to it; null for a single child
 */
export function* explainChildren(
  named: NamedMarket,
  cutoffs: readonly ProgramCutoffs[],
  ended: (child: number) => Ended,
  familyCode: (child: number, program: number) => WishCode | null,
): Generator<ChildExplanation> {
  const { market, lists, programs, childIds } = named
  const kinds = market.companies + 1
  const told = new Map<number, Needed>()
  for (let child = 0; child < market.children; child++) {
    const end = ended(child)
    const group = (market.childCompanies[2 * child] + 1) * kinds + market.childCompanies[2 * child + 1] + 1
    const wishes: WishExplanation[] = []
    let met = false
    for (let entry = lists.start[child]; entry < lists.start[child + 1]; entry++) {
      const program = lists.program[entry]
      const { id, capacity } = programs[program]
      const admitted = end !== null && end.program === id
      const blocked = lists.blocked?.[entry] === 1
      const ofFamily = blocked || admitted ? null : familyCode(child, program)
      const code = ofFamily ?? codeOf({ blocked, admitted, met, capacity })
      const own = ownFigures(named, child, entry)
      let needed = told.get(group * market.programs + program)
      if (needed === undefined) {
        needed = neededBy(cutoffs[program], companiesOf(named, child))
        told.set(group * market.programs + program, needed)
      }
      wishes.push({ program: id, code, own: admitted ? { ...own, countsFor: end.countsFor } : own, ...needed })
      met ||= admitted
    }
    yield { child: childIds[child], wishes }
  }
}

function neededBy({ pool, companies, shares }: ProgramCutoffs, own: string[]): Needed {
  const neededShares = pick(shares, own)
  return {
    needed: Object.freeze({ pool, ...pick(companies, own) }),
    ...(Object.keys(neededShares).length > 0 && { neededShares: Object.freeze(neededShares) }),
  }
}

type Standing = { blocked: boolean; admitted: boolean; met: boolean; capacity: number }

function codeOf({ blocked, admitted, met, capacity }: Standing): WishCode {
  if (blocked) return 'blocked'
  if (admitted) return 'admitted'
  if (met) return 'better-wish-met'
  return capacity === 0 ? 'no-places' : 'below-cutoff'
}

function ownFigures({ market, lists, lots }: NamedMarket, child: number, entry: number) {
  const priority = lists.score[entry]
  const inPool = (lists.poolScore ?? lists.score)[entry]
  return {
    priority,
    lot: lots[child],
    ...(inPool !== priority && { poolPriority: inPool }),
    ...(market.present?.[child] === lists.program[entry] && { present: true as const }),
  }
}

function pick(cutoffs: Record<string, Cutoff>, companies: string[]): Record<string, Cutoff> {
  const own = companies.filter((company) => Object.hasOwn(cutoffs, company))
  return Object.fromEntries(own.map((company) => [company, cutoffs[company]]))
}
