import type { CompanyPlaces } from './company-places.ts'
import { NONE } from './market.ts'

/**
 * For whom each child counts. The set of children on company places is unique, but a child of two companies could count
 * for either. The rule: in priority order, each gets the smaller company that still leaves a place for all the others.
 *
 * @returns the company for each child, NONE for the pool and for children without a place
 */
export function labelChildren(companyPlaces: CompanyPlaces, children: number): Int32Array {
  const countsFor = new Int32Array(children).fill(NONE)
  const labeller = new Labeller(companyPlaces)
  for (let program = 0; program < companyPlaces.start.length - 1; program++) {
    if (companyPlaces.start[program] !== companyPlaces.start[program + 1]) labeller.label(program, countsFor)
  }
  return countsFor
}

/** A child who fits two companies of the program at hand, as slots. */
type DoubleChild = { child: number; rank: number; one: number; other: number }

class Labeller {
  private readonly places: CompanyPlaces
  private slots = 0
  /** As in `CompanyPlaces`, of those children only who have no label yet. */
  private unlabelled: Int32Array = new Int32Array(0)
  private free: Int32Array = new Int32Array(0)

  constructor(places: CompanyPlaces) {
    this.places = places
  }

  label(program: number, countsFor: Int32Array): void {
    const { start, table, seated, company } = this.places
    const first = start[program]
    this.slots = start[program + 1] - first
    this.unlabelled = seated.slice(table[program], table[program + 1])
    this.free = this.places.places.slice(first, start[program + 1])
    for (let slot = 0; slot < this.slots; slot++) this.free[slot] -= this.places.filled[first + slot]

    const doubles: DoubleChild[] = []
    this.places.forEachHeld(program, (child, rank, one, other) => {
      if (other === NONE) countsFor[child] = company[first + one]
      else doubles.push({ child, rank, one, other })
    })
    doubles.sort((a, b) => a.rank - b.rank)
    for (const { child, one, other } of doubles) {
      const slot = this.seatAt(one, other) ? one : other
      this.unlabelled[slot * this.slots + (slot === one ? other : one)]--
      countsFor[child] = company[first + slot]
    }
  }

  // Can a child of this type sit on a place of `one`? If all of them sit at `other`, those still without a label make
  // room where they can: breadth-first from `one` to a free place, or to `other`, where this child leaves one.
  private seatAt(one: number, other: number): boolean {
    const { slots, unlabelled, free } = this
    if (unlabelled[one * slots + other] > 0) return true
    const from = new Int32Array(slots).fill(-2)
    from[one] = NONE
    const queue = [one]
    for (const here of queue) {
      if (free[here] > 0 || here === other) {
        if (here !== other) {
          free[here]--
          free[other]++
        }
        for (let at = here; from[at] !== NONE; at = from[at]) {
          unlabelled[from[at] * slots + at]--
          unlabelled[at * slots + from[at]]++
        }
        unlabelled[other * slots + one]--
        unlabelled[one * slots + other]++
        return true
      }
      for (let next = 0; next < slots; next++) {
        if (from[next] !== -2 || next === here || unlabelled[here * slots + next] === 0) continue
        from[next] = here
        queue.push(next)
      }
    }
    return false
  }
}
