/**
 * What is written down of a draw, exactly as in the three file formats `draw-bundle-public/1`, `draw-bundle-family/1`
 * and `draw-bundle-audit/1` (schemas beside the engine's; README.md here says how each value comes about).
 */
import type { AllocationOutcome, AllocationProblem, FamilyInput, Score, WishCode } from '../types.ts'

/** A real draw, or a dry run. The words go into the seed, so that the one never passes for the other. */
export type SeedDomain = 'kita-seed/v1' | 'kita-sim/v1'

/** The input of one child as frozen: what its leaf of the tree is the hash of. */
export type Leaf = {
  v: 1
  /** Id of the draw, so that a leaf of one round is none of another. */
  draw: string
  ticket: string
  /** Tier of the pool order, 0 first. */
  class: number
  /** None, one or two companies, sorted. */
  company: string[]
  /** Program ids, the most wanted first; of a child with `family` its own list. */
  wishes: string[]
  ageBand: string
  /** Month, `YYYY-MM`. */
  start: string
  /** Hours a week. */
  hours: number
  score: Score
  /** 32 random bytes as hex; without it nobody can try out what a leaf says. */
  salt: string
  /** Only where siblings apply together, the same in each of their leaves; `children` are their tickets. */
  family?: LeafFamily
}

export type LeafFamily = Omit<FamilyInput, 'id'>

/** The rules as published. Whatever else they hold is hashed with them; numbers are whole. */
export type DrawRules = {
  v: 1
  /** The public value that will be R, named beforehand: `lotto:2027-03-06` or `drand:quicknet:1000`. */
  randomness: string
  /** The salted hash of the programs with their capacities and reserves, from `hashPlaces`. */
  places: string
  /** Words for the ids of programs and companies, for people who read a bundle. */
  names?: Record<string, string>
  [other: string]: unknown
}

/** What everybody may know of a computation, and what is the same in all bundles of it. */
export type DrawHead = {
  draw: string
  domain: SeedDomain
  rules: DrawRules
  rulesHash: string
  /** Number of leaves. */
  leaves: number
  root: string
  /** R; of a dry run any text. */
  randomness: string
  /** Hex; there exactly if R is of drand. */
  drandSignature?: string
  seed: string
  /** 1 for the first computation; one more for each one after further rejections. */
  run: number
  rejections: CoarseCount
  withdrawals: CoarseCount
  outcomeHash: string
  /** Sorted by id. */
  programs: PublicCutoff[]
}

/** A number that tells nothing of anybody: from 1 to 4 it is not told. */
export type CoarseCount = number | '1-4'

/** What the pool took: the score of the last one in it. `untold` where fewer than five hold a place. */
export type PublicCutoff = { id: string; pool: { score: number } | 'open' | 'closed' | 'untold' }

export type PublicBundle = {
  format: 'draw-bundle-public/1'
  head: DrawHead
  /** The hash of each leaf, sorted by ticket. */
  leafHashes: string[]
}

export type FamilyBundle = {
  format: 'draw-bundle-family/1'
  head: DrawHead
  leaf: Leaf
  proof: InclusionProof
  lot: string
  /** In the order of the wishes; null where the child took no part, because it was withdrawn after the freeze. */
  explanation: ToldWish[] | null
}

/** RFC 9162, 2.1.3: the position of the leaf, from 0, and the hashes beside its way to the root, lowest first. */
export type InclusionProof = { index: number; path: string[] }

export type ToldWish = {
  program: string
  code: WishCode
  score: number
  /** The company that the place counts for, null the pool; only where admitted. */
  countsFor?: string | null
  /**
   * For `admitted` and `below-cutoff`: the pool, and each of the child's companies with places there; `untold` where fewer
   * than five hold a place.
   */
  needed?: Record<string, ToldCutoff> | 'untold'
  /** The same for the pool shares of its companies; only where it has one. */
  neededShares?: Record<string, ToldCutoff>
}

/** `lot` has the first eight digits, and is there only where the scores are equal. */
export type ToldCutoff = { score: number; lot?: string } | 'open' | 'closed'

export type AuditBundle = {
  format: 'draw-bundle-audit/1'
  head: DrawHead
  /** Sorted by ticket. */
  leaves: Leaf[]
  /** Sorted by ticket. */
  lots: { ticket: string; lot: string }[]
  placesSalt: string
  /** A Kita's documented rejections. */
  rejections: Rejection[]
  /** Tickets withdrawn after the freeze. */
  withdrawals: string[]
  problem: AllocationProblem
  outcome: AllocationOutcome
}

export type Rejection = { ticket: string; program: string }

export type DrawBundle = PublicBundle | FamilyBundle | AuditBundle
