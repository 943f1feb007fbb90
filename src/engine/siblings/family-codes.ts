import type { FamilyRows } from '../family-rows.ts'
import { NONE, type NamedMarket } from '../market.ts'
import type { WishCode } from '../types.ts'
import { HeldPrograms } from './held-programs.ts'
import { childOfWishes } from './units.ts'

/** Why the child of a family is not at a program that is open to it. What counts is the family's options that send it there. */
export class FamilyCodes {
  private readonly named: NamedMarket
  private readonly rows: FamilyRows
  private readonly held: HeldPrograms
  private readonly blocking = new Map<number, ReadonlySet<number>>()

  /** @param wish for each child the position in its list, NONE for nothing */
  constructor(named: NamedMarket, rows: FamilyRows, wish: Int32Array) {
    this.named = named
    this.rows = rows
    this.held = new HeldPrograms(named.market, rows, wish, childOfWishes(named.market.wishStart))
  }

  /** The code at a program where a child is not and is not blocked itself; null for a single child. */
  codeAt(child: number, program: number): WishCode | null {
    const { inputs, familyOf, members, memberStart, position, entries, entryStart } = this.rows
    const family = familyOf[child]
    if (family === NONE) return null
    const member = members.indexOf(child, memberStart[family]) - memberStart[family]
    const { id, capacity } = this.named.programs[program]
    const joint = this.held.jointOption(family)
    const better = joint < 0 ? inputs[family].wishes : inputs[family].wishes.slice(0, position[joint])
    if (better.every((option) => option[member] !== id)) return 'better-wish-met'
    if (capacity === 0) return 'no-places'
    const option = this.bestOption(family, member, program, joint)
    if (option === NONE) return 'family-option-blocked'
    if (this.blockingOf(family).has(option)) return 'deleted-for-together'
    return this.held.wouldKeep(entries[entryStart[option] + member]) ? 'sibling-apart' : 'below-cutoff'
  }

  private bestOption(family: number, member: number, program: number, joint: number): number {
    const { optionStart, entryStart, entries } = this.rows
    const end = joint < 0 ? optionStart[family + 1] : joint
    for (let option = optionStart[family]; option < end; option++) {
      const wish = entries[entryStart[option] + member]
      if (wish !== NONE && this.named.market.wishes[2 * wish] === program) return option
    }
    return NONE
  }

  private blockingOf(family: number): ReadonlySet<number> {
    const known = this.blocking.get(family) ?? new Set(this.held.blockingOptions(family))
    this.blocking.set(family, known)
    return known
  }
}
