import { canonicalJson } from '../canonical.ts'
import { drawLot } from '../lot.ts'
import { formatViolation, verifyOutcome } from '../verify/verify.ts'
import type { AuditBundle } from './bundles.ts'
import { hashLeaf, lotOf, sortedByTicket } from './leaf.ts'
import { growTree, rootOf } from './merkle.ts'
import { hashPlaces } from './seed.ts'
import { type DrawStep, step } from './verify-head.ts'
import { problemErrors } from './verify-problem.ts'
import { coarseCount, publicCutoffs } from './visible.ts'

/** Everything, from the leaves to the outcome. */
export function verifyAudit(bundle: AuditBundle): DrawStep[] {
  const { head, problem, outcome, placesSalt } = bundle
  const places = hashPlaces(problem.programs, placesSalt)
  return [
    checkLeaves(bundle),
    step('lot', ...lotErrors(bundle)),
    step('places', places !== head.rules.places && `the programs give ${places}, the rules say ${head.rules.places}`),
    step('problem', ...problemErrors(bundle)),
    step('outcome', ...outcomeErrors(bundle)),
    step(
      'cutoffs',
      canonicalJson(publicCutoffs(outcome)) !== canonicalJson(head.programs) &&
        'the head does not tell what the outcome says',
    ),
  ]
}

function checkLeaves({ head, leaves }: AuditBundle): DrawStep {
  const root = rootOf(growTree(leaves.map(hashLeaf)))
  const sorted = sortedByTicket(leaves)
  return step(
    'root',
    leaves.length !== head.leaves && `${leaves.length} leaves, the head says ${head.leaves}`,
    sorted.some((leaf, at) => leaf !== leaves[at]) && 'the leaves are not sorted by ticket',
    sorted.some(({ ticket }, at) => at > 0 && ticket === sorted[at - 1].ticket) && 'a ticket has two leaves',
    leaves.some(({ draw }) => draw !== head.draw) && 'a leaf is of another draw',
    root !== head.root && `the leaves give ${root}, the head says ${head.root}`,
  )
}

function lotErrors({ head, leaves, lots, problem }: AuditBundle): string[] {
  const children = new Map(problem.children.map((child) => [child.id, child]))
  const familyOf = new Map(
    (problem.families ?? []).flatMap(({ id, children: members }) => members.map((child) => [child, id])),
  )
  const given = new Map(lots.map(({ ticket, lot }) => [ticket, lot]))
  const inOrder = lots.length === leaves.length && lots.every(({ ticket }, at) => ticket === leaves[at].ticket)
  return [
    ...(inOrder ? [] : ['not one lot for each leaf, in the order of the leaves']),
    ...leaves.flatMap((leaf) => {
      const { ticket } = leaf
      const drawn = lotOf(head.seed, leaf)
      const child = children.get(ticket)
      const used =
        child?.lot ?? (problem.seed === undefined ? null : drawLot(problem.seed, familyOf.get(ticket) ?? ticket))
      return [
        ...(given.get(ticket) === drawn
          ? []
          : [`ticket ${ticket}: seed and ticket give ${drawn}, the bundle says ${given.get(ticket)}`]),
        ...(child === undefined || used === drawn
          ? []
          : [`ticket ${ticket}: the problem uses the lot ${used}, drawn was ${drawn}`]),
      ]
    }),
  ]
}

function outcomeErrors({ head, problem, outcome, rejections, withdrawals }: AuditBundle): string[] {
  return [
    ...(outcome.outcomeHash === head.outcomeHash
      ? []
      : [`its hash is ${outcome.outcomeHash}, the head says ${head.outcomeHash}`]),
    ...(coarseCount(rejections.length) === head.rejections ? [] : ['the head counts other rejections']),
    ...(coarseCount(withdrawals.length) === head.withdrawals ? [] : ['the head counts other withdrawals']),
    ...verifyOutcome(problem, outcome).map(formatViolation),
  ]
}
