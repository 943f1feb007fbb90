import { NONE } from '../market.ts'

/**
 * The verifier's own way of seating children on company places: child by child in a given order, each by an augmenting
 * path over the children themselves (Kuhn 1955). Slower than the choice rule's bookkeeping and with nothing in common.
 */
export class Matching {
  /** The slot where each child of the list sits, NONE for no company place. */
  readonly seat: number[]
  /** How many sit. */
  size = 0

  private readonly most: number
  private readonly slots: number
  private readonly left: number[]
  private readonly fits: ArrayLike<number>
  /** Slots that a search has tried; those of a search in vain stay so, since they never reach a free place later. */
  private readonly tried: boolean[]
  /** Children who may not be moved any more. */
  private readonly settled: boolean[]

  /**
   * @param fits   two slots for each child, in the order of seating, the smaller first, NONE for none
   * @param places places of each slot
   * @param most   how many children may sit at all
   */
  constructor(fits: ArrayLike<number>, places: ArrayLike<number>, most = Infinity) {
    this.most = most
    this.slots = places.length
    this.left = Array.from(places)
    this.fits = fits
    this.seat = new Array<number>(fits.length / 2).fill(NONE)
    this.tried = Array.from(places, () => false)
    this.settled = []
    for (let child = 0; 2 * child < fits.length && this.size < most; child++) {
      if (this.augment(child)) this.size++
    }
  }

  /**
   * For each slot, the last in the order of seating among those on places within reach. If a place is free there: NONE,
   * or when no more may sit, the last of all.
   */
  lastInReach(): number[] {
    const { slots, fits, seat, left } = this
    const way = new Uint8Array(slots * slots)
    const last = new Int32Array(slots).fill(NONE)
    let lastOfAll = NONE
    seat.forEach((slot, child) => {
      if (slot === NONE) return
      last[slot] = child
      lastOfAll = child
      for (const other of [fits[2 * child], fits[2 * child + 1]]) if (other !== NONE) way[slot * slots + other] = 1
    })
    return left.map((_, from) => {
      let latest = NONE
      const reached = new Set([from])
      for (const slot of reached) {
        if (left[slot] > 0) return this.size < this.most ? NONE : lastOfAll
        latest = Math.max(latest, last[slot])
        for (let next = 0; next < slots; next++) if (way[slot * slots + next] === 1) reached.add(next)
      }
      return latest
    })
  }

  /** In the order of seating, moves each child to the smaller of its slots if that leaves a place for all the others. */
  settle(): void {
    for (let child = 0; child < this.seat.length; child++) {
      const [smaller, larger] = [this.fits[2 * child], this.fits[2 * child + 1]]
      this.settled[child] = true
      if (smaller === NONE || this.seat[child] === NONE || this.seat[child] !== larger) continue
      this.tried.fill(false)
      this.left[larger]++
      this.sit(child, this.makeRoom(smaller, []) ? smaller : larger)
    }
  }

  // Seats a child if that raises the number of children seated.
  private augment(child: number): boolean {
    return this.search(child, this.fits[2 * child]) || this.search(child, this.fits[2 * child + 1])
  }

  private search(child: number, slot: number): boolean {
    if (slot === NONE || this.tried[slot]) return false
    if (this.left[slot] > 0) return this.sit(child, slot)
    const trail: number[] = []
    if (!this.makeRoom(slot, trail)) return false
    for (const at of trail) this.tried[at] = false
    return this.sit(child, slot)
  }

  // Frees a place of the slot by moving children along.
  private makeRoom(slot: number, trail: number[]): boolean {
    if (this.left[slot] > 0) return true
    this.tried[slot] = true
    trail.push(slot)
    for (let child = 0; child < this.seat.length; child++) {
      if (this.seat[child] !== slot || this.settled[child]) continue
      const other = this.fits[2 * child] === slot ? this.fits[2 * child + 1] : this.fits[2 * child]
      if (other === NONE || this.tried[other] || !this.makeRoom(other, trail)) continue
      this.left[slot]++
      return this.sit(child, other)
    }
    return false
  }

  private sit(child: number, slot: number): true {
    this.seat[child] = slot
    this.left[slot]--
    return true
  }
}
