import type { DrawRules, Leaf } from '../engine/draw/bundles.ts'
import { hashLeaf, sortedByTicket } from '../engine/draw/leaf.ts'
import { growTree, rootOf } from '../engine/draw/merkle.ts'
import { hashCanonical } from '../engine/canonical.ts'
import { hashPlaces, hashRules } from '../engine/draw/seed.ts'
import { lookUp } from '../engine/look-up.ts'
import type { AllocationProblem } from '../engine/types.ts'
import type { FrozenRequest, RoundInput } from './allocation-problem.ts'
import type { Day, Month } from './day.ts'
import { ageBandOf, type Hours } from './place-class.ts'

/** What a leaf says of a child beside what the allocation reads of it. */
export type FrozenChild = { ticket: string; birth: Day; startMonth: Month; hours: Hours }

/** The rules of a round but for what the freeze itself works out. */
export type RoundRules = Omit<DrawRules, 'v' | 'places' | 'randomness'>

export type FrozenInput = {
  /** Sorted by ticket. */
  leaves: Leaf[]
  root: string
  rules: DrawRules
  rulesHash: string
  placesSalt: string
}

/**
 * SHA-256, hex, of everything that a round decides on, before the freeze gives it salts: two persons look at the same input if
 * and only if they see the same hash. How often somebody has saved a number does not count.
 */
export function hashInput(input: RoundInput, children: readonly FrozenChild[]): string {
  const { quotaPlaces, requests, siblings, catalogue } = input
  const placeClasses = input.placeClasses.map((placeClass) => ({ ...placeClass, version: undefined }))
  return hashCanonical({ placeClasses, quotaPlaces, requests, siblings, catalogue, children })
}

/** SHA-256, hex, of the rules and the value that is named, before the places in them are salted. */
export function hashRoundRules(rules: RoundRules, named: string): string {
  return hashCanonical({ ...rules, randomness: named })
}

/**
 * Canonicalises what a round decides on: a salted leaf for each child, their root, and the rules with the places and the value
 * that is named (engine/draw/README.md says how).
 *
 * @param draw id of the draw, which stands in every leaf
 * @param requests those of the problem's children, with their wishes as the families wrote them
 * @param newSalt 32 random bytes as hex, others each time
 */
export function freezeInput(
  input: {
    draw: string
    named: string
    rules: RoundRules
    problem: AllocationProblem
    children: FrozenChild[]
    requests: Pick<FrozenRequest, 'ticket' | 'wishes'>[]
  },
  newSalt: () => string,
): FrozenInput {
  const { draw, named, problem } = input
  const written = new Map(input.requests.map(({ ticket, wishes }) => [ticket, wishes]))
  const facts = new Map(input.children.map((child) => [child.ticket, child]))
  const families = new Map(
    (problem.families ?? []).flatMap(({ children, together, wishes }) =>
      children.map((ticket) => [ticket, { children, together, wishes }]),
    ),
  )
  const leaves = sortedByTicket(problem.children.map(({ id, ...child }) => ({ ticket: id, ...child }))).map(
    ({ ticket, companies, priority }): Leaf => {
      const { birth, startMonth, hours } = lookUp(facts, ticket)
      const family = families.get(ticket)
      return {
        v: 1,
        draw,
        ticket,
        // No order of its own in the pool yet, so no tiers.
        class: 0,
        company: companies,
        // Its own list: of siblings who only want places together the problem has none, and yet it counts if one withdraws.
        wishes: lookUp(written, ticket).filter((id) => typeof priority === 'number' || Object.hasOwn(priority, id)),
        ageBand: ageBandOf(birth, startMonth),
        start: startMonth.slice(0, 7),
        hours,
        score: priority,
        salt: newSalt(),
        ...(family && { family }),
      }
    },
  )
  const placesSalt = newSalt()
  const rules: DrawRules = { ...input.rules, v: 1, places: hashPlaces(problem.programs, placesSalt), randomness: named }
  return { leaves, root: rootOf(growTree(leaves.map(hashLeaf))), rules, rulesHash: hashRules(rules), placesSalt }
}
