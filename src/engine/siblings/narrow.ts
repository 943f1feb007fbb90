import { NONE, type Market } from '../market.ts'
import { ProgramAlone } from './program-alone.ts'
import { sizeOf, wishesOfOption, type Units } from './units.ts'

/**
 * What every stable result has in common, found without search. `possible` marks the options that some stable result may
 * give; `mayBlock` those that may still block one, which is the same but for families who could move within a program.
 * Where `possible` leaves a unit one option and `sure` holds, every stable result gives it that.
 */
export type Narrowed = { possible: Uint8Array; mayBlock: Uint8Array; sure: Uint8Array }

/**
 * Strikes out options until two rules find nothing more. Both rest on the choice rule satisfying substitutes: who is kept
 * among many is kept among fewer of them, and who is turned away among few is turned away among more.
 *
 *   Turned away. Who would rather be at p than anywhere else possible either is there or is turned away there, whatever
 *   the result. So an option is impossible if these, joined by its children, leave one of its children out.
 *
 *   Guaranteed. An option whose children are kept among all who could come at all is never worse than what the unit gets,
 *   so everything behind it is struck out.
 *
 * Single children who only wish are settled by this as by deferred acceptance from both ends; what is left is where
 * families and those around them really compete.
 */
export function narrowOptions(market: Market, units: Units): Narrowed {
  return new Narrowing(market, units).run()
}

class Narrowing {
  private readonly market: Market
  private readonly units: Units
  private readonly possible: Uint8Array
  private readonly mayBlock: Uint8Array
  private readonly sure: Uint8Array
  /** The best guaranteed option of each unit. */
  private readonly guaranteed: Int32Array
  /** In how many possible options each wish is. */
  private readonly uses: Int32Array
  private readonly unitOfOption: Int32Array
  /** For each program the wishes for it, and for each wish the options with it. */
  private readonly wishesAt: number[][]
  private readonly optionsWith: number[][]
  /** Programs whose applicants have become fewer, or whose sure demand has changed. */
  private readonly fewer = new Set<number>()
  private readonly demand: Set<number>[]
  private readonly demandChanged = new Set<number>()

  constructor(market: Market, units: Units) {
    const { optionStart, position, childOf } = units
    this.market = market
    this.units = units
    this.possible = new Uint8Array(position.length).fill(1)
    this.mayBlock = new Uint8Array(position.length).fill(1)
    this.sure = new Uint8Array(units.count)
    this.guaranteed = new Int32Array(units.count).fill(NONE)
    this.uses = new Int32Array(childOf.length)
    this.unitOfOption = new Int32Array(position.length)
    this.wishesAt = Array.from({ length: market.programs }, () => [])
    this.optionsWith = Array.from(childOf, () => [])
    this.demand = Array.from({ length: market.programs }, () => new Set<number>())
    for (let unit = 0; unit < units.count; unit++) {
      for (let option = optionStart[unit]; option < optionStart[unit + 1]; option++) {
        this.unitOfOption[option] = unit
        for (const wish of this.wishesOf(option)) {
          this.uses[wish]++
          this.optionsWith[wish].push(option)
        }
      }
    }
    childOf.forEach((_, wish) => this.wishesAt[market.wishes[2 * wish]].push(wish))
  }

  run(): Narrowed {
    for (let program = 0; program < this.market.programs; program++) {
      this.fewer.add(program)
      this.demandChanged.add(program)
    }
    for (let unit = 0; unit < this.units.count; unit++) this.askForBest(unit)
    while (this.fewer.size > 0 || this.demandChanged.size > 0) {
      // Whoever is turned away asks elsewhere, so this goes first until it is quiet.
      for (const program of this.demandChanged) {
        this.demandChanged.delete(program)
        this.turnAway(program)
      }
      for (const program of this.fewer) {
        this.fewer.delete(program)
        this.guarantee(program)
        if (this.demandChanged.size > 0) break
      }
    }
    return { possible: this.possible, mayBlock: this.mayBlock, sure: this.sure }
  }

  private turnAway(program: number): void {
    const { childOf } = this.units
    // As it is now: who is turned away below may ask here for something else, which is looked at later.
    const demanding = new Set(this.demand[program])
    const alone = new ProgramAlone(this.market, program, [...demanding], childOf)
    const kept = new Set(alone.kept())
    for (const wish of this.wishesAt[program]) {
      if (this.uses[wish] === 0) continue
      const stays = demanding.has(wish) ? kept.has(wish) : alone.wouldKeep(wish, childOf[wish])
      for (const option of this.optionsWith[wish]) {
        if (this.possible[option] === 0) continue
        if (!stays || !this.keepsTogether(option, program, demanding)) this.strikeOut(option)
      }
    }
  }

  // Several children of one option at one program, who may take the last place from each other.
  private keepsTogether(option: number, program: number, demanding: ReadonlySet<number>): boolean {
    const unit = this.unitOfOption[option]
    const own = this.wishesOf(option).filter((wish) => this.market.wishes[2 * wish] === program)
    if (own.length === 1) return true
    const { unitOf, childOf } = this.units
    const others = [...demanding].filter((wish) => unitOf[childOf[wish]] !== unit)
    return (
      new ProgramAlone(this.market, program, [...others, ...own], childOf).kept().filter((wish) => own.includes(wish))
        .length === own.length
    )
  }

  private guarantee(program: number): void {
    for (const wish of this.keptAmongAll(program)) {
      for (const option of this.optionsWith[wish]) {
        const unit = this.unitOfOption[option]
        if (this.possible[option] === 0 || this.sure[unit] === 1) continue
        const guaranteed = this.wishesOf(option).every((own) => {
          return own === wish || this.keptAmongAll(this.market.wishes[2 * own]).has(own)
        })
        if (!guaranteed) continue
        this.guaranteed[unit] = option
        for (let worse = option + 1; worse < this.units.optionStart[unit + 1]; worse++) this.drop(worse)
        this.askForBest(unit)
      }
    }
  }

  /** Kept among everybody who may come; remembered until the applicants become fewer. */
  private readonly keptOf = new Map<number, { applicants: number; kept: Set<number> }>()

  private keptAmongAll(program: number): Set<number> {
    const applicants = this.wishesAt[program].filter((wish) => this.uses[wish] > 0)
    const known = this.keptOf.get(program)
    if (known?.applicants === applicants.length) return known.kept
    const kept = new Set(new ProgramAlone(this.market, program, applicants, this.units.childOf).kept())
    this.keptOf.set(program, { applicants: applicants.length, kept })
    return kept
  }

  /** Behind a guaranteed option: neither possible nor able to block. */
  private drop(option: number): void {
    this.mayBlock[option] = 0
    this.rule(option)
  }

  /** Impossible. It cannot block either, unless the family might hold a place there that it would give up for this one. */
  private strikeOut(option: number): void {
    if (!this.mayMoveWithin(option)) this.mayBlock[option] = 0
    this.rule(option)
  }

  private rule(option: number): void {
    if (this.possible[option] === 0) return
    this.possible[option] = 0
    const unit = this.unitOfOption[option]
    for (const wish of this.wishesOf(option)) {
      const program = this.market.wishes[2 * wish]
      if (--this.uses[wish] > 0) continue
      this.fewer.add(program)
      if (this.demand[program].delete(wish)) this.demandChanged.add(program)
    }
    this.askForBest(unit)
  }

  // A single child surely wants its best; a family may be kept from its best by any of several programs, unless it is sure.
  private askForBest(unit: number): void {
    const option = this.best(unit)
    if (option !== NONE && option === this.guaranteed[unit]) this.sure[unit] = 1
    if (option === NONE || (sizeOf(this.units, unit) > 1 && this.sure[unit] === 0)) return
    for (const wish of this.wishesOf(option)) {
      const program = this.market.wishes[2 * wish]
      if (this.demand[program].has(wish)) continue
      this.demand[program].add(wish)
      this.demandChanged.add(program)
    }
  }

  private best(unit: number): number {
    const { optionStart } = this.units
    for (let option = optionStart[unit]; option < optionStart[unit + 1]; option++) {
      if (this.possible[option] === 1) return option
    }
    return NONE
  }

  private mayMoveWithin(option: number): boolean {
    const unit = this.unitOfOption[option]
    const programs = new Set(this.wishesOf(option).map((wish) => this.market.wishes[2 * wish]))
    for (let worse = option + 1; worse < this.units.optionStart[unit + 1]; worse++) {
      if (this.possible[worse] === 0) continue
      if (this.wishesOf(worse).some((wish) => programs.has(this.market.wishes[2 * wish]))) return true
    }
    return false
  }

  private wishesOf(option: number): number[] {
    return wishesOfOption(this.units, option, sizeOf(this.units, this.unitOfOption[option]))
  }
}
