import { HeapTable } from './heap-table.ts'
import { NONE, type CompanyRows } from './market.ts'

/** A slot that the search has not reached; `NONE` is where it began. */
const NOT_REACHED = -2

/**
 * The reserved places of all programs and who holds them, kept one child at a time. At every program the children held
 * are the ones that going through all of them in the order of priority would take: each that raises the size of a
 * maximum matching of children to places. A child fits the places of its one or two companies.
 *
 * Within a program a company is its slot 0 … k−1. Children who fit the same companies are of one type and can stand in
 * for each other, so of a type only the numbers are kept: `seated[a·k + b]` children of type {a, b} sit on places of a
 * (and `seated[b·k + a]` on places of b; `seated[a·k + a]` are those of a alone). Shifting a child from a to b moves one
 * from the first number to the second. Each type has a heap with its last child in priority on top, stored at a ≤ b.
 *
 * Sönmez and Yenmez, Affirmative Action in India via Vertical, Horizontal, and Overlapping Reservations, Econometrica 2022.
 */
export class CompanyPlaces {
  readonly start: Int32Array
  readonly company: Int32Array
  readonly places: Int32Array
  readonly filled: Int32Array
  /** Where the k × k table of a program begins. */
  readonly table: Int32Array
  readonly seated: Int32Array
  /** The rank of the child that `offer` or `withdrawPlace` returned. */
  displacedRank = 0
  protected readonly heaps: HeapTable
  /** Free places of each program, and a bound: nobody held there comes later in priority. */
  protected readonly free: Int32Array
  protected readonly lastRank: Int32Array
  /** What the last search reached: slots in the order of reaching, and from which slot. */
  private readonly reached: Int32Array
  private readonly from: Int32Array
  private reachedCount = 0

  /** @param places for each slot of the rows; taken over, and changed by `withdrawPlace` */
  constructor(rows: CompanyRows, places: Int32Array) {
    const programs = rows.start.length - 1
    this.start = rows.start
    this.company = rows.company
    this.places = places
    this.filled = new Int32Array(places.length)
    this.table = new Int32Array(programs + 1)
    this.free = new Int32Array(programs)
    this.lastRank = new Int32Array(programs).fill(NONE)
    let most = 0
    for (let program = 0; program < programs; program++) {
      const slots = rows.start[program + 1] - rows.start[program]
      this.table[program + 1] = this.table[program] + slots * slots
      most = Math.max(most, slots)
      for (let slot = rows.start[program]; slot < rows.start[program + 1]; slot++) this.free[program] += places[slot]
    }
    this.seated = new Int32Array(this.table[programs])
    this.heaps = new HeapTable(this.table[programs])
    this.reached = new Int32Array(most)
    this.from = new Int32Array(most)
  }

  /** Of all arrays. */
  get bytes(): number {
    const arrays = [
      this.start,
      this.company,
      this.places,
      this.filled,
      this.table,
      this.seated,
      this.free,
      this.lastRank,
    ]
    return arrays.reduce((sum, array) => sum + array.byteLength, this.heaps.bytes)
  }

  /**
   * A child asks for a place of its companies `one` and `other` (slots, NONE for none).
   *
   * @returns NONE if it took a free place, the child that lost its place to it, or the child itself
   */
  offer(program: number, child: number, rank: number, one: number, other: number): number {
    this.displacedRank = rank
    if (one === NONE) return other === NONE ? child : this.offer(program, child, rank, other, NONE)
    // Everything is full and nobody held comes later: no search can help.
    if (this.free[program] === 0 && rank >= this.lastRank[program]) return child

    const end = this.search(program, one, other)
    if (end !== NONE) {
      this.filled[this.start[program] + end]++
      this.free[program]--
      const seat = this.shiftTowards(program, end)
      this.take(program, seat, seat === one ? other : one, rank, child)
      return NONE
    }
    const cell = this.lastTypeReached(program)
    if (cell === NONE) return child
    const last = this.heaps.topRank(this.table[program] + cell)
    if (this.reachedCount === this.slots(program) && this.free[program] === 0) this.lastRank[program] = last
    if (last <= rank) return child

    const seat = this.shiftTowards(program, this.unseat(program, cell))
    const gone = this.dropLast(program, cell)
    this.take(program, seat, seat === one ? other : one, rank, child)
    return gone
  }

  /**
   * A company has one place less. Without a free place in reach, the last child in priority within reach has to go, as
   * if a child that comes first of all had taken the place.
   *
   * @returns the child that has to go, or NONE
   */
  withdrawPlace(program: number, slot: number): number {
    const at = this.start[program] + slot
    this.places[at]--
    if (this.filled[at] <= this.places[at]) {
      this.free[program]--
      return NONE
    }
    const end = this.search(program, slot, NONE)
    this.filled[at]--
    if (end !== NONE) {
      this.filled[this.start[program] + end]++
      this.free[program]--
      this.shiftTowards(program, end)
      return NONE
    }
    const cell = this.lastTypeReached(program)
    this.shiftTowards(program, this.unseat(program, cell))
    return this.dropLast(program, cell)
  }

  /** The last child in priority on a place within reach of a company that has places; NONE if one is free there. */
  lastInReach(program: number, slot: number): number {
    if (this.search(program, slot, NONE) !== NONE) return NONE
    return this.heaps.topChild(this.table[program] + this.lastTypeReached(program))
  }

  /** Calls back for each child held at a program; `other` is NONE for a child that fits one company there. */
  forEachHeld(program: number, visit: (child: number, rank: number, one: number, other: number) => void): void {
    const slots = this.slots(program)
    for (let one = 0; one < slots; one++) {
      for (let other = one; other < slots; other++) {
        this.heaps.forEach(this.table[program] + one * slots + other, (child, rank) =>
          visit(child, rank, one, other === one ? NONE : other),
        )
      }
    }
  }

  private slots(program: number): number {
    return this.start[program + 1] - this.start[program]
  }

  // Breadth-first from the given companies; there is a way from a to b if a child on a place of a also fits b.
  // Gives the first company with a free place, or NONE after reaching everything.
  protected search(program: number, one: number, other: number): number {
    const { filled, places, seated, reached, from } = this
    const first = this.start[program]
    const slots = this.slots(program)
    reached[0] = one
    for (let slot = 0; slot < slots; slot++) from[slot] = NOT_REACHED
    from[one] = NONE
    let count = 1
    if (filled[first + one] < places[first + one]) return one
    if (other !== NONE) {
      from[other] = NONE
      if (filled[first + other] < places[first + other]) return other
      reached[count++] = other
    }
    for (let at = 0; at < count; at++) {
      const here = reached[at]
      const row = this.table[program] + here * slots
      for (let next = 0; next < slots; next++) {
        if (from[next] !== NOT_REACHED || seated[row + next] === 0) continue
        from[next] = here
        if (filled[first + next] < places[first + next]) return next
        reached[count++] = next
      }
    }
    this.reachedCount = count
    return NONE
  }

  // The type whose last child comes last of all children on places within reach, NONE if nobody sits there. If one child
  // of a type sits within reach, all of them do: from there the search goes on to the type's other company.
  private lastTypeReached(program: number): number {
    const { reached, seated, heaps } = this
    const slots = this.slots(program)
    const table = this.table[program]
    let last = NONE
    let lastRank = NONE
    for (let at = 0; at < this.reachedCount; at++) {
      const here = reached[at]
      for (let other = 0; other < slots; other++) {
        if (seated[table + here * slots + other] === 0) continue
        const cell = here <= other ? here * slots + other : other * slots + here
        const rank = heaps.topRank(table + cell)
        if (rank <= lastRank) continue
        last = cell
        lastRank = rank
      }
    }
    return last
  }

  // One child of a type within reach less on the places; gives the slot that it leaves.
  protected unseat(program: number, cell: number): number {
    const slots = this.slots(program)
    const table = this.table[program]
    const one = Math.floor(cell / slots)
    const other = cell % slots
    const leavesOne = this.seated[table + cell] > 0
    this.seated[table + (leavesOne ? cell : other * slots + one)]--
    return leavesOne ? one : other
  }

  // Along the way that the search took to `end`, one child moves on from each company to the next. Gives the company
  // where the way began, which now has room.
  private shiftTowards(program: number, end: number): number {
    const { from, seated } = this
    const slots = this.slots(program)
    const table = this.table[program]
    let here = end
    while (from[here] !== NONE) {
      const before = from[here]
      seated[table + before * slots + here]--
      seated[table + here * slots + before]++
      here = before
    }
    return here
  }

  private take(program: number, seat: number, partner: number, rank: number, child: number): void {
    const slots = this.slots(program)
    const table = this.table[program]
    const fits = partner === NONE ? seat : partner
    this.seated[table + seat * slots + fits]++
    this.heaps.push(table + Math.min(seat, fits) * slots + Math.max(seat, fits), rank, child)
    if (rank > this.lastRank[program]) this.lastRank[program] = rank
  }

  protected dropLast(program: number, cell: number): number {
    const heap = this.table[program] + cell
    const gone = this.heaps.topChild(heap)
    this.displacedRank = this.heaps.topRank(heap)
    this.heaps.dropTop(heap)
    return gone
  }
}
