import { NONE, type NamedMarket } from '../market.ts'
import type { AllocationOutcome, AllocationProblem, Claim, ReadOutcome, Violation } from '../types.ts'
import { APART, type Standing } from './verify-standing.ts'

/** The families whose children stand alone: of those that the outcome names, the ones that may be split. */
export function readSplit(
  { families = [] }: AllocationProblem,
  { methodDetail }: AllocationOutcome,
): { split: Set<string>; violations: Violation[] } {
  const togetherOf = new Map(families.map(({ id, together }) => [id, together]))
  const split = new Set<string>()
  const violations: Violation[] = []
  for (const family of methodDetail.split ?? []) {
    const together = togetherOf.get(family)
    if (together === 'prefer') split.add(family)
    else if (together === undefined) violations.push(about('V2', family, 'is split and not in the problem'))
    else violations.push(about('V2', family, 'is split and wants to be together or nothing'))
  }
  return { split, violations }
}

/** V2: every family that is together has one of its options, or nothing; and who may be split is not left with nothing. */
export function checkTogether(standing: Standing): Violation[] {
  return standing.rows.inputs.flatMap(({ id, together }, family) => {
    if (standing.had[family] === APART) return [about('V2', id, 'its places together are none of its options')]
    if (together === 'require' || !standing.isWithoutPlace(family)) return []
    return [about('V2', id, 'has nothing together and is not split')]
  })
}

/**
 * V8: no option of a family blocks; or, after joint consistency by deletion, the families with a blocking option are
 * those of the claims, each with its most wanted one and the right reason.
 */
export function checkBlocking(
  named: NamedMarket,
  standing: Standing,
  { method, methodDetail, claims }: ReadOutcome,
): Violation[] {
  const { inputs } = standing.rows
  const published = method === 'family-fallback' ? claims : []
  const claimOf = new Map(published.map((claim) => [claim.family, claim]))
  const found: Violation[] = []
  for (const [family, { id }] of inputs.entries()) {
    const option = standing.bestBlocking(family)
    const claim = claimOf.get(id)
    if (option === NONE) {
      if (claim !== undefined) found.push(about('V8', id, `claims ${shown(claim.wish)}, but no option of it blocks`))
      continue
    }
    const wish = programsOf(named, standing, family, option)
    const reason = reasonFor(standing, family, option, methodDetail.deleted ?? {})
    if (claim === undefined) {
      found.push(about('V8', id, `would rather have ${shown(wish)}, and would get it`))
    } else if (shown(claim.wish) !== shown(wish)) {
      found.push(about('V8', id, `claims ${shown(claim.wish)}, its best blocking option is ${shown(wish)}`))
    } else if (claim.reason !== reason) {
      found.push(about('V8', id, `claims ${shown(claim.wish)} as ${claim.reason}, it is ${reason}`))
    }
  }
  const together = new Set(inputs.map(({ id }) => id))
  for (const { family } of published) {
    if (!together.has(family)) found.push(about('V8', family, 'has a claim, but is no family that is together'))
  }
  return found
}

function programsOf(
  { market, programs }: NamedMarket,
  { rows }: Standing,
  family: number,
  option: number,
): Claim['wish'] {
  const entries = rows.entries.subarray(
    rows.entryStart[option],
    rows.entryStart[option] + rows.inputs[family].children.length,
  )
  return Array.from(entries, (wish) => (wish === NONE ? null : programs[market.wishes[2 * wish]].id))
}

function reasonFor(
  { rows }: Standing,
  family: number,
  option: number,
  deleted: Record<string, number[]>,
): Claim['reason'] {
  const { id } = rows.inputs[family]
  const isDeleted = Object.hasOwn(deleted, id) && deleted[id].includes(rows.position[option])
  return isDeleted ? 'deleted-for-together' : 'own-places-released'
}

function shown(wish: Claim['wish']): string {
  return JSON.stringify(wish)
}

function about(check: Violation['check'], family: string, message: string): Violation {
  return { check, family, message }
}
