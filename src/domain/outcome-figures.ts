import type { AllocationOutcome, AllocationProblem } from '../engine/types.ts'

/** What people compare about an outcome: how many got which wish, and how the quotas were used. */
export type OutcomeFigures = {
  children: number
  placed: number
  waiting: number
  /** Children by the rank of the wish that was met; the last entry counts the fifth and later. */
  byWishRank: { rank: number; children: number }[]
  places: { total: number; filled: number; free: number }
  companies: {
    companyId: string
    reserved: number
    used: number
    toPool: number
    children: number
    childrenPlaced: number
  }[]
}

/** The same of an outcome as the engine gives it, with its explanations. */
export function figuresOfOutcome(problem: AllocationProblem, outcome: AllocationOutcome): OutcomeFigures {
  const countsFor = new Map(outcome.assignments.map((assignment) => [assignment.child, assignment.countsFor]))
  const ranks = new Map(
    outcome.explanations?.map(({ child, wishes }) => [child, wishes.findIndex(({ code }) => code === 'admitted')]),
  )
  const children = problem.children.map(({ id, companies }) => ({
    companies,
    companyId: countsFor.get(id) ?? null,
    wishRank: countsFor.has(id) ? (ranks.get(id) ?? 0) + 1 : null,
  }))
  return outcomeFigures(children, outcome.programs)
}

type PlacedChild = { companies: readonly string[]; companyId: string | null; wishRank: number | null }
type FilledProgram = { capacity: number; held: number; reserves: Record<string, { places: number; used: number }> }

const lastRank = 5

export function outcomeFigures(children: readonly PlacedChild[], programs: readonly FilledProgram[]): OutcomeFigures {
  const placed = children.filter(({ wishRank }) => wishRank !== null)
  const sum = (of: (program: FilledProgram) => number) => programs.reduce((total, program) => total + of(program), 0)
  const companyIds = new Set([
    ...programs.flatMap(({ reserves }) => Object.keys(reserves)),
    ...children.flatMap(({ companies }) => companies),
  ])
  return {
    children: children.length,
    placed: placed.length,
    waiting: children.length - placed.length,
    byWishRank: Array.from({ length: lastRank }, (_, at) => ({
      rank: at + 1,
      children: placed.filter(({ wishRank }) => Math.min(wishRank ?? 0, lastRank) === at + 1).length,
    })),
    places: {
      total: sum(({ capacity }) => capacity),
      filled: sum(({ held }) => held),
      free: sum(({ capacity, held }) => capacity - held),
    },
    companies: [...companyIds].toSorted().map((companyId) => {
      const reserved = sum(({ reserves }) => reserves[companyId]?.places ?? 0)
      const used = sum(({ reserves }) => reserves[companyId]?.used ?? 0)
      const own = children.filter(({ companies }) => companies.includes(companyId))
      return {
        companyId,
        reserved,
        used,
        toPool: reserved - used,
        children: own.length,
        childrenPlaced: own.filter(({ wishRank }) => wishRank !== null).length,
      }
    }),
  }
}
