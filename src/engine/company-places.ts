import { heapDropTop, heapPush, heapReplaceTop } from './heap.ts'
import { NONE, type CompanyRows } from './market.ts'

const FIRST_ROOM = 4

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

  private readonly heapBase: Int32Array
  private readonly heapSize: Int32Array
  private readonly heapRoom: Int32Array
  private heaps: Int32Array
  private heapsEnd = 0
  /** Free places of each program, and a bound: nobody held there comes later in priority. */
  private readonly free: Int32Array
  private readonly lastRank: Int32Array
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
    const cells = this.table[programs]
    this.seated = new Int32Array(cells)
    this.heapBase = new Int32Array(cells)
    this.heapSize = new Int32Array(cells)
    this.heapRoom = new Int32Array(cells)
    this.heaps = new Int32Array(1024)
    this.reached = new Int32Array(most)
    this.from = new Int32Array(most)
  }

  /** Bytes of all arrays. */
  get bytes(): number {
    const arrays = [this.start, this.company, this.places, this.filled, this.table, this.seated, this.free]
    arrays.push(this.lastRank, this.heapBase, this.heapSize, this.heapRoom, this.heaps)
    return arrays.reduce((sum, array) => sum + array.byteLength, 0)
  }

  /** The slot of a company at a program, or NONE where it has no place. */
  slotOf(program: number, company: number): number {
    const first = this.start[program]
    const end = this.start[program + 1]
    for (let slot = first; slot < end; slot++) if (this.company[slot] === company) return slot - first
    return NONE
  }

  /**
   * A child asks for a place of its companies `one` and `other` (slots, NONE for none).
   *
   * @returns NONE if it took a free place, the child that lost its place to it, or the child itself
   */
  offer(program: number, child: number, rank: number, one: number, other: number): number {
    this.displacedRank = rank
    if (one === NONE) {
      if (other === NONE) return child
      one = other
      other = NONE
    }
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
    return this.displaceLast(program, child, rank, one, other)
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
    const cell = this.lastCellReached(program)
    const gone = this.dropLast(program, cell)
    this.shiftTowards(program, this.unseat(program, cell))
    return gone
  }

  /**
   * Who comes before this rank would get a place of the company: the rank of the last child held within reach.
   *
   * @returns the rank, or NONE if a free place is within reach
   */
  lastRankInReach(program: number, slot: number): number {
    if (this.search(program, slot, NONE) !== NONE) return NONE
    const cell = this.lastCellReached(program)
    return this.heaps[this.heapBase[this.table[program] + cell]]
  }

  /** The child on top of the heap found by the last `lastRankInReach` that gave a rank. */
  lastChildInReach(program: number): number {
    const cell = this.lastCellReached(program)
    return this.heaps[this.heapBase[this.table[program] + cell] + 1]
  }

  /** Calls back for each child held at a program; `other` is NONE for a child that fits one company there. */
  forEachHeld(program: number, visit: (child: number, rank: number, one: number, other: number) => void): void {
    const slots = this.start[program + 1] - this.start[program]
    const table = this.table[program]
    for (let one = 0; one < slots; one++) {
      for (let other = one; other < slots; other++) {
        const cell = table + one * slots + other
        const base = this.heapBase[cell]
        for (let at = base; at < base + 2 * this.heapSize[cell]; at += 2) {
          visit(this.heaps[at + 1], this.heaps[at], one, other === one ? NONE : other)
        }
      }
    }
  }

  // Breadth-first from the given companies; there is a way from a to b if a child on a place of a also fits b.
  // Gives the first company with a free place, or NONE after reaching everything.
  private search(program: number, one: number, other: number): number {
    const { filled, places, seated, reached, from } = this
    const first = this.start[program]
    const slots = this.start[program + 1] - first
    const table = this.table[program]
    reached[0] = one
    from.fill(-2, 0, slots)
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
      const row = table + here * slots
      for (let next = 0; next < slots; next++) {
        if (from[next] !== -2 || seated[row + next] === 0) continue
        from[next] = here
        if (filled[first + next] < places[first + next]) return next
        reached[count++] = next
      }
    }
    this.reachedCount = count
    return NONE
  }

  // The last child within reach makes room, if it comes after the newcomer.
  private displaceLast(program: number, child: number, rank: number, one: number, other: number): number {
    const cell = this.lastCellReached(program)
    if (cell === NONE) return child
    const table = this.table[program]
    const last = this.heaps[this.heapBase[table + cell]]
    const slots = this.start[program + 1] - this.start[program]
    if (this.reachedCount === slots && this.free[program] === 0) this.lastRank[program] = last
    if (last <= rank) return child

    this.displacedRank = last
    const end = this.unseat(program, cell)
    const seat = this.shiftTowards(program, end)
    const partner = seat === one ? other : one
    const own = partner === NONE ? seat * slots + seat : Math.min(seat, partner) * slots + Math.max(seat, partner)
    if (own !== cell) {
      const gone = this.dropLast(program, cell)
      this.take(program, seat, partner, rank, child)
      return gone
    }
    const base = this.heapBase[table + cell]
    const gone = this.heaps[base + 1]
    heapReplaceTop(this.heaps, base, this.heapSize[table + cell], rank, child)
    this.seated[table + seat * slots + (partner === NONE ? seat : partner)]++
    return gone
  }

  // The cell (type) whose last child comes last of all children on places within reach. If one child of a type sits
  // within reach, all of them do: from there the search goes on to the type's other company.
  private lastCellReached(program: number): number {
    const { reached, seated, heaps, heapBase, heapSize } = this
    const slots = this.start[program + 1] - this.start[program]
    const table = this.table[program]
    let best = NONE
    let bestRank = NONE
    for (let at = 0; at < this.reachedCount; at++) {
      const here = reached[at]
      for (let other = 0; other < slots; other++) {
        if (seated[table + here * slots + other] === 0) continue
        const cell = here <= other ? here * slots + other : other * slots + here
        if (heapSize[table + cell] === 0) continue
        const rank = heaps[heapBase[table + cell]]
        if (rank > bestRank) {
          best = cell
          bestRank = rank
        }
      }
    }
    return best
  }

  // One child of the type less on the places; gives the reached slot that it leaves.
  private unseat(program: number, cell: number): number {
    const slots = this.start[program + 1] - this.start[program]
    const table = this.table[program]
    const one = Math.floor(cell / slots)
    const other = cell % slots
    const isAt = this.from[one] !== -2 && this.seated[table + cell] > 0
    if (isAt) {
      this.seated[table + cell]--
      return one
    }
    this.seated[table + other * slots + one]--
    return other
  }

  // Along the way that the search took to `end`, one child moves on from each company to the next. Gives the company
  // where the way began, which now has room.
  private shiftTowards(program: number, end: number): number {
    const { from, seated } = this
    const slots = this.start[program + 1] - this.start[program]
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
    const slots = this.start[program + 1] - this.start[program]
    const table = this.table[program]
    const fits = partner === NONE ? seat : partner
    this.seated[table + seat * slots + fits]++
    const cell = table + Math.min(seat, fits) * slots + Math.max(seat, fits)
    const size = this.heapSize[cell]++
    if (size === this.heapRoom[cell]) this.enlarge(cell, size)
    heapPush(this.heaps, this.heapBase[cell], size, rank, child)
    if (rank > this.lastRank[program]) this.lastRank[program] = rank
  }

  private dropLast(program: number, cell: number): number {
    const at = this.table[program] + cell
    const base = this.heapBase[at]
    const gone = this.heaps[base + 1]
    this.displacedRank = this.heaps[base]
    heapDropTop(this.heaps, base, this.heapSize[at]--)
    return gone
  }

  // A heap that is full moves to the end with twice the room: together they never need more than four times what is held.
  private enlarge(cell: number, size: number): void {
    const room = size === 0 ? FIRST_ROOM : 2 * size
    const base = this.heapsEnd
    this.heapsEnd += 2 * room
    if (this.heapsEnd > this.heaps.length) {
      const larger = new Int32Array(Math.max(2 * this.heaps.length, this.heapsEnd))
      larger.set(this.heaps)
      this.heaps = larger
    }
    this.heaps.copyWithin(base, this.heapBase[cell], this.heapBase[cell] + 2 * size)
    this.heapBase[cell] = base
    this.heapRoom[cell] = room
  }
}
