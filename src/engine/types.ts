/**
 * What goes into the allocation and what comes out of it, exactly as in the two file formats
 * `allocation-problem/1` and `allocation-outcome/1` (schemas beside this file). Numbers and ids only.
 */

/** One number for all programs, or one for each program (at least each wished one). Whole numbers; higher comes first. */
export type Score = number | Record<string, number>

/** A program: one class of places. `reserves` and `poolShares` map a company to places and to a weight. */
export type ProgramInput = {
  id: string
  /** Places, ≥ 0. */
  capacity: number
  /** Company → reserved places, ≥ 0; their sum is at most the capacity. */
  reserves: Record<string, number>
  /** Company → weight, ≥ 0: the places left after the company places are divided by Sainte-Laguë. */
  poolShares?: Record<string, number>
}

export type ChildInput = {
  id: string
  /** Program ids, the most wanted first. */
  wishes: string[]
  /** None, one or two companies. */
  companies: string[]
  priority: Score
  /** The order in the pool; by default the priority. */
  poolPriority?: Score
  /** Lower-case hex; the smaller lot comes first on equal priority. */
  lot?: string
  /** The program where it has a place already (refill). */
  present?: string
  /** Programs that must not take the child: a documented rejection. */
  blocked?: string[]
}

/** Siblings who apply together; a wish names one program (or none) per child, in the order of `children`. */
export type FamilyInput = {
  id: string
  children: string[]
  together: 'require' | 'prefer'
  wishes: (string | null)[][]
}

export type AllocationProblem = {
  format: 'allocation-problem/1'
  programs: ProgramInput[]
  children: ChildInput[]
  families?: FamilyInput[]
  /** Hex bytes; gives a lot to every child without one. */
  seed?: string
  /** Limits of the exact step for families. */
  solver?: { conflicts: number }
}

/**
 * The last one who got in: whoever comes before it gets in too. `open`: a place is free, everybody gets in; `closed`:
 * no such place exists. `lot` is null where that child has none.
 */
export type Cutoff = { priority: number; lot: string | null } | 'open' | 'closed'

/** `countsFor` is the company whose reserved place the child takes; null is the pool, or the child's present place. */
export type Assignment = { child: string; program: string; countsFor: string | null }

export type ProgramOutcome = {
  id: string
  capacity: number
  held: number
  /** Of those held, the children on their present place, who count for nobody; only where there are any. */
  present?: number
  reserves: Record<string, { places: number; used: number }>
  /** `pool`, and one entry for each company of `reserves`. */
  cutoffs: Record<string, Cutoff>
  /** Company → places of the pool that Sainte-Laguë gives it; empty without `poolShares`. */
  shares: Record<string, number>
  /** Company → cut-off of its share, in pool priorities; only with `poolShares`. */
  shareCutoffs?: Record<string, Cutoff>
}

export type WishCode =
  | 'admitted'
  | 'better-wish-met'
  | 'below-cutoff'
  | 'no-places'
  | 'blocked'
  | 'sibling-apart'
  | 'family-option-blocked'
  | 'deleted-for-together'

export type WishExplanation = {
  program: string
  code: WishCode
  /**
   * The child's own figures there. `poolPriority` only where it differs; `countsFor` only where admitted; `present` only
   * where the child has its place already, which no cut-off can take from it.
   */
  own: { priority: number; lot: string | null; poolPriority?: number; countsFor?: string | null; present?: true }
  /** The cut-offs that concerned this child: `pool`, and each of its companies with reserved places there. */
  needed: Record<string, Cutoff>
  /** The same for the pool shares of its companies; only where it has one. */
  neededShares?: Record<string, Cutoff>
}

export type ChildExplanation = { child: string; wishes: WishExplanation[] }

/**
 * A family option that would now be possible although the family has a worse one: without a stable result this cannot
 * always be helped, but it is said. At most one for each family, the most wanted.
 */
export type Claim = { family: string; wish: (string | null)[]; reason: ClaimReason }

/** Dropped while looking for a common place; or possible only because the family would leave its present places. */
export type ClaimReason = 'deleted-for-together' | 'own-places-released'

/** How a result with families came about. Empty where the plain round decided and nobody was split. */
export type MethodDetail = {
  /** Families of "together or split" for whom there was no common place; their children stand alone. Sorted. */
  split?: string[]
  /** `family-exact`: the sum over all children of the position of the option that they got, from 1. */
  rankSum?: number
  /** `family-exact`: it is proved that no stable result has a smaller sum, or the same and comes first in lot order. */
  optimal?: boolean
  /** `family-fallback`: why there is no exact result. */
  exact?: 'no-stable-result' | 'limit-reached'
  /** `family-fallback`: family → positions of the options that were dropped for a common place, from 0. */
  deleted?: Record<string, number[]>
}

export type AllocationOutcome = {
  format: 'allocation-outcome/1'
  problemHash: string
  method: 'plain' | 'family-exact' | 'family-fallback'
  methodDetail: MethodDetail
  /** Sorted by child. */
  assignments: Assignment[]
  /** Sorted. */
  unplaced: string[]
  /** Sorted by id. */
  programs: ProgramOutcome[]
  claims: Claim[]
  /** Sorted by child, wishes in the child's order; absent where they were left out on request. */
  explanations?: ChildExplanation[]
  outcomeHash: string
}

/** An outcome whose longest lists are made, or read, row by row as often as somebody goes through them. */
export type OutcomeRows = Omit<AllocationOutcome, 'assignments' | 'explanations' | 'outcomeHash'> & {
  assignments: Iterable<Assignment>
  explanations?: Iterable<ChildExplanation>
}

/** An outcome as it was read: its longest lists may be made anew whenever somebody goes through them. */
export type ReadOutcome = OutcomeRows & { outcomeHash: string }

/** Where a file is not what it should be: a JSON path such as `$.children[3].wishes[1]`. */
export type FormatError = { path: string; expected: string; found: string }

export type Read<T> = { ok: true; value: T } | { ok: false; errors: FormatError[] }

/** A sentence of the definition that does not hold. The checks are numbered as in the README. */
export type Violation = {
  check: 'V0' | 'V2' | 'V3' | 'V4' | 'V5' | 'V6' | 'V7' | 'V8' | 'V9' | 'V10'
  program?: string
  child?: string
  family?: string
  message: string
}
