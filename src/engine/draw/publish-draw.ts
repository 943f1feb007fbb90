import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonical.ts'
import { compareIds } from '../order.ts'
import type { AllocationOutcome, AllocationProblem } from '../types.ts'
import type {
  AuditBundle,
  DrawHead,
  DrawRules,
  FamilyBundle,
  Leaf,
  PublicBundle,
  Rejection,
  SeedDomain,
} from './bundles.ts'
import { hashLeaf, lotOf, sortedByTicket } from './leaf.ts'
import { growTree, type MerkleTree, proveInclusion, rootOf } from './merkle.ts'
import { hashRules, seedOf } from './seed.ts'
import { coarseCount, publicCutoffs, toldWishes } from './visible.ts'

/** A computation with all that led to it. What the values mean is said where the bundles are defined. */
export type DrawRecord = {
  draw: string
  domain: SeedDomain
  rules: DrawRules
  placesSalt: string
  leaves: Leaf[]
  randomness: string
  drandSignature?: string
  run: number
  rejections: Rejection[]
  withdrawals: string[]
  problem: AllocationProblem
  /** With explanations. */
  outcome: AllocationOutcome
}

export type PublishedDraw = {
  publicBundle: PublicBundle
  auditBundle: AuditBundle
  /** Null if no leaf has this ticket. */
  familyBundleOf: (ticket: string) => FamilyBundle | null
}

/** The bundles of a computation: for everybody, for auditors, and for each family, whose tree is grown only once. */
export function publishDraw(record: DrawRecord): PublishedDraw {
  const leaves = sortedByTicket(record.leaves)
  const leafHashes = leaves.map(hashLeaf)
  const tree = growTree(leafHashes)
  const head = headOf(record, tree)
  const { placesSalt, problem, outcome } = record
  return {
    publicBundle: { format: 'draw-bundle-public/1', head, leafHashes },
    auditBundle: {
      format: 'draw-bundle-audit/1',
      head,
      leaves,
      lots: leaves.map((leaf) => ({ ticket: leaf.ticket, lot: lotOf(head.seed, leaf) })),
      placesSalt,
      rejections: record.rejections.toSorted(
        (a, b) => compareIds(a.ticket, b.ticket) || compareIds(a.program, b.program),
      ),
      withdrawals: record.withdrawals.toSorted(compareIds),
      problem,
      outcome,
    },
    familyBundleOf: familyBundles(head, leaves, tree, outcome),
  }
}

/** SHA-256 of the canonical head, hex: equal for all who were told of the same draw. */
export function fingerprintOf(head: DrawHead): string {
  return createHash('sha256').update(canonicalJson(head), 'utf8').digest('hex')
}

function headOf(record: DrawRecord, tree: MerkleTree): DrawHead {
  const { draw, domain, rules, leaves, randomness, drandSignature, run, rejections, withdrawals, outcome } = record
  const root = rootOf(tree)
  const rulesHash = hashRules(rules)
  return {
    draw,
    domain,
    rules,
    rulesHash,
    leaves: leaves.length,
    root,
    randomness,
    ...(drandSignature !== undefined && { drandSignature }),
    seed: seedOf({ domain, root, rulesHash, randomness }),
    run,
    rejections: coarseCount(rejections.length),
    withdrawals: coarseCount(withdrawals.length),
    outcomeHash: outcome.outcomeHash,
    programs: publicCutoffs(outcome),
  }
}

function familyBundles(head: DrawHead, leaves: Leaf[], tree: MerkleTree, outcome: AllocationOutcome) {
  const { explanations } = outcome
  if (explanations === undefined) throw new Error('of an outcome without explanations no family can be told anything')
  const positions = new Map(leaves.map(({ ticket }, at) => [ticket, at]))
  const explained = new Map(explanations.map((explanation) => [explanation.child, explanation]))
  const programs = new Map(outcome.programs.map((program) => [program.id, program]))
  return (ticket: string): FamilyBundle | null => {
    const index = positions.get(ticket)
    if (index === undefined) return null
    const leaf = leaves[index]
    const explanation = explained.get(ticket)
    return {
      format: 'draw-bundle-family/1',
      head,
      leaf,
      proof: proveInclusion(tree, index),
      lot: lotOf(head.seed, leaf),
      explanation: explanation === undefined ? null : toldWishes(explanation, programs),
    }
  }
}
