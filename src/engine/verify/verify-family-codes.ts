import { NONE, type NamedMarket } from '../market.ts'
import type { WishCode } from '../types.ts'
import { wouldBeKept, type Standing } from './verify-standing.ts'
import type { Thresholds } from './verify-thresholds.ts'

/**
 * V9: why the child of a family that is together is not at a program of its list which is not blocked for it. What
 * counts is the family's options that send it there and are better than what the family has.
 */
export function familyCode(
  { market, programs }: NamedMarket,
  standing: Standing,
  thresholds: Thresholds,
  child: number,
  program: number,
): WishCode {
  const { rows } = standing
  const family = rows.familyOf[child]
  const member = rows.members.indexOf(child, rows.memberStart[family]) - rows.memberStart[family]
  const { id, capacity } = programs[program]
  const { wishes } = rows.inputs[family]
  const better = wishes.slice(0, standing.positionHad(family)).some((option) => option[member] === id)
  const option = bestWith(market.wishes, standing, family, member, program)
  if (!better && option === NONE) return 'better-wish-met'
  if (capacity === 0) return 'no-places'
  if (option === NONE) return 'family-option-blocked'
  if (standing.blocks(family, option)) return 'deleted-for-together'
  const wish = rows.entries[rows.entryStart[option] + member]
  return wouldBeKept(market, thresholds, child, wish) ? 'sibling-apart' : 'below-cutoff'
}

// The best option that is better than what the family has and sends the member there.
function bestWith(wishes: Int32Array, standing: Standing, family: number, member: number, program: number): number {
  const { optionStart, entryStart, entries } = standing.rows
  for (let option = optionStart[family]; option < standing.endOfBetter(family); option++) {
    const wish = entries[entryStart[option] + member]
    if (wish !== NONE && wishes[2 * wish] === program) return option
  }
  return NONE
}
