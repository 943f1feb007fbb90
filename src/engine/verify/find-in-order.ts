import { NONE } from '../id-table.ts'

/** So many steps cost less than a search. */
const STEPS = 16

/**
 * Finds ids in a sorted list, most quickly if they are asked for in that order, and needs no memory for it.
 *
 * @returns gives the position of an id, NONE if it is not there
 */
export function finderIn(ids: readonly string[]): (id: string) => number {
  let last = 0
  return (id) => {
    for (let at = last; at < Math.min(last + STEPS, ids.length); at++) {
      if (ids[at] !== id) continue
      last = at
      return at
    }
    let low = 0
    let high = ids.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (ids[middle] < id) low = middle + 1
      else high = middle
    }
    if (ids[low] !== id) return NONE
    last = low
    return low
  }
}
