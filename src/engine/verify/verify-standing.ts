import { inPriorityOrder } from './candidates.ts'
import { chooseFromScratch, isKept } from './choose-from-scratch.ts'
import type { FamilyRows } from '../family-rows.ts'
import { NONE, type Market } from '../market.ts'
import { childrenByProgram, envyAt, type Placement } from './verify-market.ts'
import type { Thresholds } from './verify-thresholds.ts'

/** Where the places of a family are no option of it and not nothing either. */
export const APART = -2

/**
 * What each family has, and which of its options block a placement, by definition: option t, better than what family F
 * has, blocks if every program p of t would keep the members that t sends there, of whom it holds without all members
 * of F together with these members.
 */
export class Standing {
  readonly rows: FamilyRows
  /** For each family the number of its option; NONE for nothing, or APART. */
  readonly had: Int32Array
  private readonly market: Market
  private readonly thresholds: Thresholds
  private readonly held: ReturnType<typeof childrenByProgram>
  /** For each child the wish that it has, or for a moment the one that it asks for. */
  private readonly wishOf: Int32Array
  /** For each option: not looked at yet, no, yes. */
  private readonly known: Uint8Array

  constructor(market: Market, rows: FamilyRows, { wish }: Placement, thresholds: Thresholds) {
    this.market = market
    this.rows = rows
    this.thresholds = thresholds
    this.wishOf = wish.map((at, child) => (at === NONE ? NONE : market.wishStart[child] + at))
    this.held = childrenByProgram(market, this.wishOf)
    this.had = Int32Array.from(rows.inputs, (_, family) => this.optionHad(family))
    this.known = new Uint8Array(rows.position.length)
  }

  /** Of what a family has; of nothing, and of places that are no option, the length of its list. */
  positionHad(family: number): number {
    const { inputs, optionStart, position } = this.rows
    if (this.had[family] >= 0) return position[this.had[family]]
    // Present places that the list does not name come after it.
    const last = optionStart[family + 1] - 1
    return Math.max(inputs[family].wishes.length, last < optionStart[family] ? 0 : position[last] + 1)
  }

  /** Has no child of the family a place? */
  isWithoutPlace(family: number): boolean {
    const { memberStart, members } = this.rows
    return members.subarray(memberStart[family], memberStart[family + 1]).every((child) => this.wishOf[child] === NONE)
  }

  /** The options that the family likes better than what it has are those from `optionStart` to before this one. */
  endOfBetter(family: number): number {
    return this.had[family] >= 0 ? this.had[family] : this.rows.optionStart[family + 1]
  }

  /** The most wanted option that blocks, NONE if none does. */
  bestBlocking(family: number): number {
    for (let option = this.rows.optionStart[family]; option < this.endOfBetter(family); option++) {
      if (this.blocks(family, option)) return option
    }
    return NONE
  }

  /** Does an option that is better than what the family has block? */
  blocks(family: number, option: number): boolean {
    if (this.known[option] === 0) this.known[option] = this.isBlocking(family, option) ? 2 : 1
    return this.known[option] === 2
  }

  private isBlocking(family: number, option: number): boolean {
    const { memberStart, members, entryStart, entries } = this.rows
    const { market } = this
    const comers = new Map<number, { child: number; wish: number }[]>()
    for (let member = memberStart[family]; member < memberStart[family + 1]; member++) {
      const wish = entries[entryStart[option] + member - memberStart[family]]
      if (wish === NONE) continue
      const program = market.wishes[2 * wish]
      const group = comers.get(program) ?? []
      group.push({ child: members[member], wish })
      comers.set(program, group)
    }
    const groups = [...comers]
    return (
      groups.every(([program, group]) => this.holdsMember(family, program) || this.mayKeep(group)) &&
      groups.every(([program, group]) => this.keepsAll(family, program, group))
    )
  }

  // What the rule keeps of many children it keeps of fewer (the rule satisfies substitutes). So where the family gives
  // up no place, a member that the program would not keep alone it keeps with its siblings even less.
  private mayKeep(group: { child: number; wish: number }[]): boolean {
    return group.every(({ child, wish }) => wouldBeKept(this.market, this.thresholds, child, wish))
  }

  private keepsAll(family: number, program: number, group: { child: number; wish: number }[]): boolean {
    const { market, held, wishOf, rows } = this
    const others: number[] = []
    for (let at = held.start[program]; at < held.start[program + 1]; at++) {
      if (rows.familyOf[held.members[at]] !== family) others.push(held.members[at])
    }
    const before = group.map(({ child }) => wishOf[child])
    for (const { child, wish } of group) wishOf[child] = wish
    const asking = others.concat(group.map(({ child }) => child))
    const candidates = inPriorityOrder(market, program, asking, wishOf)
    const kept = isKept(chooseFromScratch(market, program, candidates, wishOf), candidates.children.length)
    group.forEach(({ child }, at) => (wishOf[child] = before[at]))
    return candidates.children.every((child, at) => kept[at] || rows.familyOf[child] !== family)
  }

  private holdsMember(family: number, program: number): boolean {
    const { memberStart, members } = this.rows
    return members.subarray(memberStart[family], memberStart[family + 1]).some((child) => {
      return this.wishOf[child] !== NONE && this.market.wishes[2 * this.wishOf[child]] === program
    })
  }

  private optionHad(family: number): number {
    const { memberStart, members, optionStart, entryStart, entries } = this.rows
    const own = members.subarray(memberStart[family], memberStart[family + 1])
    for (let option = optionStart[family]; option < optionStart[family + 1]; option++) {
      if (own.every((child, member) => entries[entryStart[option] + member] === this.wishOf[child])) return option
    }
    return this.isWithoutPlace(family) ? NONE : APART
  }
}

/** Would a program keep a child that came for this wish, beside those whom it holds? By the cut-offs. */
export function wouldBeKept(market: Market, thresholds: Thresholds, child: number, wish: number): boolean {
  const { wishes, poolRank } = market
  const rank = wishes[2 * wish + 1]
  return envyAt(market, thresholds, wishes[2 * wish], child, rank, poolRank === null ? rank : poolRank[wish]) !== null
}
