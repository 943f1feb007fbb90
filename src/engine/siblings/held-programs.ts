import type { FamilyRows } from '../family-rows.ts'
import { NONE, type Market } from '../market.ts'
import { ProgramAlone } from './program-alone.ts'

/** A joint result that is none of the family's options. */
export const APART = -2

/** A result, looked at with the eyes of families: what they have together, and what they could have instead. */
export class HeldPrograms {
  private readonly market: Market
  private readonly rows: FamilyRows
  /** For each child the wish that is met, as a number in the market, or NONE. */
  private readonly met: Int32Array
  private readonly childOf: Int32Array
  private readonly heldAt: number[][]
  private readonly alone = new Map<number, ProgramAlone>()

  /** @param wish for each child the position in its list, NONE for nothing */
  constructor(market: Market, rows: FamilyRows, wish: Int32Array, childOf: Int32Array) {
    this.market = market
    this.rows = rows
    this.childOf = childOf
    this.met = wish.map((at, child) => (at === NONE ? NONE : market.wishStart[child] + at))
    this.heldAt = Array.from({ length: market.programs }, () => [])
    for (const one of this.met) if (one !== NONE) this.heldAt[market.wishes[2 * one]].push(one)
  }

  /** Would the program keep a child that came for this wish too, with everybody there staying? */
  wouldKeep(wish: number): boolean {
    const program = this.market.wishes[2 * wish]
    const known = this.alone.get(program)
    const alone = known ?? new ProgramAlone(this.market, program, this.heldAt[program], this.childOf)
    if (known === undefined) this.alone.set(program, alone)
    return alone.wouldKeep(wish, this.childOf[wish])
  }

  /** The option that the family has, NONE for nothing, APART for something that it did not ask for. */
  jointOption(family: number): number {
    const members = this.membersOf(family)
    for (let option = this.rows.optionStart[family]; option < this.rows.optionStart[family + 1]; option++) {
      const first = this.rows.entryStart[option]
      if (members.every((child, at) => this.met[child] === this.rows.entries[first + at])) return option
    }
    return this.hasNothing(family) ? NONE : APART
  }

  hasNothing(family: number): boolean {
    return this.membersOf(family).every((child) => this.met[child] === NONE)
  }

  /** The options that block the result: the family would rather have them, and every program would take its children. */
  blockingOptions(family: number): number[] {
    const { optionStart } = this.rows
    const present = this.jointOption(family)
    const end = present === NONE ? optionStart[family + 1] : present
    return Array.from({ length: end - optionStart[family] }, (_, at) => optionStart[family] + at).filter((option) => {
      return this.isToBeHad(family, option)
    })
  }

  // Strict: where the option sends children, the family's own present places are free for them.
  private isToBeHad(family: number, option: number): boolean {
    const { wishes } = this.market
    const first = this.rows.entryStart[option]
    const members = this.membersOf(family)
    const coming = Array.from(this.rows.entries.subarray(first, first + members.length)).filter((wish) => wish !== NONE)
    const isThere = (program: number) =>
      members.some((child) => this.met[child] !== NONE && wishes[2 * this.met[child]] === program)
    // Who is turned away alone is turned away together with a sibling: the quick answer to most options.
    if (coming.some((wish) => !isThere(wishes[2 * wish]) && !this.wouldKeep(wish))) return false

    const own = new Set(members)
    const programs = new Set(coming.map((wish) => wishes[2 * wish]))
    return [...programs].every((program) => {
      const others = this.heldAt[program].filter((wish) => !own.has(this.childOf[wish]))
      const here = coming.filter((wish) => wishes[2 * wish] === program)
      if (here.length === 1 && !isThere(program)) return true
      const kept = new Set(new ProgramAlone(this.market, program, [...others, ...here], this.childOf).kept())
      return here.every((wish) => kept.has(wish))
    })
  }

  private membersOf(family: number): number[] {
    return Array.from(this.rows.members.subarray(this.rows.memberStart[family], this.rows.memberStart[family + 1]))
  }
}
