import { CompanyPlaces } from './company-places.ts'
import { NONE, type CompanyRows } from './market.ts'

/**
 * Company places of which a program may not use more than its present places leave. Once that many are in use, a child
 * for whom one is free within reach still gets in if it comes before the last child on any of them, who goes instead:
 * in the terms of matroids the places are truncated, and those held stay the ones that going through all children in the
 * order of priority would take.
 */
export class LimitedPlaces extends CompanyPlaces {
  /** How many more each program may use. */
  private readonly left: Int32Array

  /** @param most for each program how many places may be in use; taken over */
  constructor(rows: CompanyRows, places: Int32Array, most: Int32Array) {
    super(rows, places)
    this.left = most
  }

  override get bytes(): number {
    return super.bytes + this.left.byteLength
  }

  override offer(program: number, child: number, rank: number, one: number, other: number): number {
    if (one === NONE && other !== NONE) return this.offer(program, child, rank, other, NONE)
    if (this.left[program] > 0) {
      const loser = super.offer(program, child, rank, one, other)
      if (loser === NONE) this.left[program]--
      return loser
    }
    this.displacedRank = rank
    // Nobody held comes later, within reach or not.
    if (one === NONE || rank >= this.lastRank[program]) return child
    if (this.search(program, one, other) === NONE) return super.offer(program, child, rank, one, other)
    const cell = this.lastType(program)
    const last = cell === NONE ? NONE : this.heaps.topRank(this.table[program] + cell)
    if (last <= rank) return child
    const gone = this.dismissLast(program, cell)
    super.offer(program, child, rank, one, other)
    this.displacedRank = last
    return gone
  }

  /**
   * One place less may be in use, since one more child stays where it is.
   *
   * @returns the child that has to go, or NONE
   */
  narrow(program: number): number {
    if (this.left[program] > 0) {
      this.left[program]--
      return NONE
    }
    return this.dismissLast(program, this.lastType(program))
  }

  override lastInReach(program: number, slot: number): number {
    const last = super.lastInReach(program, slot)
    if (last !== NONE || this.left[program] > 0) return last
    return this.heaps.topChild(this.table[program] + this.lastType(program))
  }

  // The type whose last child comes last of all, NONE if nobody is held.
  private lastType(program: number): number {
    const first = this.table[program]
    let last = NONE
    for (let cell = 0; cell < this.table[program + 1] - first; cell++) {
      if (this.heaps.size[first + cell] === 0) continue
      if (last === NONE || this.heaps.topRank(first + cell) > this.heaps.topRank(first + last)) last = cell
    }
    return last
  }

  private dismissLast(program: number, cell: number): number {
    this.filled[this.start[program] + this.unseat(program, cell)]--
    this.free[program]++
    return this.dropLast(program, cell)
  }
}
