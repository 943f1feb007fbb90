import type { FamilyRows } from '../family-rows.ts'
import { NONE, type NamedMarket } from '../market.ts'
import { compareIds } from '../order.ts'

/**
 * Who asks for places together: the families, and every single child as a family of one whose options are its wishes.
 * Positions count the list as the family wrote it, blocked options included.
 */
export type Units = {
  count: number
  /** Members of each unit, in the order of an option's entries: `members[memberStart[u]]` to … */
  memberStart: Int32Array
  members: Int32Array
  /** Unit u has the options `optionStart[u]` to `optionStart[u + 1] - 1`, the most wanted first. */
  optionStart: Int32Array
  /** For each option its position from 1; for each unit what it counts to get nothing. */
  position: Int32Array
  positionOfNothing: Int32Array
  /** Option o has an entry for each member from `entryStart[o]`: a wish of the market, or NONE. */
  entryStart: Int32Array
  entries: Int32Array
  /** For each wish of the market its child, for each child its unit. */
  childOf: Int32Array
  unitOf: Int32Array
  /** The units in lot order: the smaller lot first, none last, then the smaller id. */
  lotOrder: number[]
}

export function buildUnits({ market, childIds, lists, lots }: NamedMarket, rows: FamilyRows): Units {
  const singles = Array.from(rows.familyOf.keys()).filter((child) => rows.familyOf[child] === NONE)
  const families = rows.inputs.length
  const memberStart = [...rows.memberStart]
  const members = [...rows.members]
  const optionStart = [...rows.optionStart]
  const position = Array.from(rows.position, (at) => at + 1)
  const entryStart = [...rows.entryStart]
  const entries = [...rows.entries]
  // A present place that the list does not name comes after it.
  const positionOfNothing = rows.inputs.map(({ wishes }, family) => {
    return Math.max(wishes.length, ...position.slice(optionStart[family], optionStart[family + 1])) + 1
  })
  const unitOf = Int32Array.from(rows.familyOf)
  singles.forEach((child, at) => {
    unitOf[child] = families + at
    members.push(child)
    memberStart.push(members.length)
    let wish = market.wishStart[child]
    for (let entry = lists.start[child]; entry < lists.start[child + 1]; entry++) {
      if (lists.unasked?.[entry] === 1) continue
      entryStart.push(entries.length)
      entries.push(wish++)
      position.push(entry - lists.start[child] + 1)
    }
    positionOfNothing.push(lists.start[child + 1] - lists.start[child] + 1)
    optionStart.push(position.length)
  })

  const nameOf = (unit: number) => (unit < families ? rows.inputs[unit].id : childIds[members[memberStart[unit]]])
  // Siblings share a lot; where a file gives them several, the family's is the smallest.
  const lotOf = (unit: number) => {
    const own = members.slice(memberStart[unit], memberStart[unit + 1]).map((child) => lots[child])
    return own.toSorted(compareLots)[0] ?? null
  }
  return {
    count: families + singles.length,
    memberStart: Int32Array.from(memberStart),
    members: Int32Array.from(members),
    optionStart: Int32Array.from(optionStart),
    position: Int32Array.from(position),
    positionOfNothing: Int32Array.from(positionOfNothing),
    entryStart: Int32Array.from(entryStart),
    entries: Int32Array.from(entries),
    childOf: childOfWishes(market.wishStart),
    unitOf,
    lotOrder: Array.from({ length: families + singles.length }, (_, unit) => unit).toSorted((a, b) => {
      return compareLots(lotOf(a), lotOf(b)) || compareIds(nameOf(a), nameOf(b))
    }),
  }
}

/** The wishes that an option names, without the members that get nothing. */
export function wishesOfOption({ entryStart, entries }: Units, option: number, members: number): number[] {
  const first = entryStart[option]
  return Array.from(entries.subarray(first, first + members)).filter((wish) => wish !== NONE)
}

export function sizeOf({ memberStart }: Units, unit: number): number {
  return memberStart[unit + 1] - memberStart[unit]
}

function compareLots(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return compareIds(a, b)
}

/** For each wish of a market its child. */
export function childOfWishes(wishStart: Int32Array): Int32Array {
  const children = wishStart.length - 1
  const childOf = new Int32Array(wishStart[children])
  for (let child = 0; child < children; child++) childOf.fill(child, wishStart[child], wishStart[child + 1])
  return childOf
}
