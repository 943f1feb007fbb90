import { lookUp } from './look-up.ts'
import { NONE, type Market, type NamedMarket } from './market.ts'
import { compareIds } from './order.ts'
import type { AllocationProblem, ChildInput, FamilyInput } from './types.ts'

/**
 * The families who apply together, as typed arrays beside a market. Families are numbered in the order of their ids. An
 * option that names a blocked pair counts as no option and is left out.
 */
export type FamilyRows = {
  inputs: FamilyInput[]
  /** Family f has the members `memberStart[f]` to `memberStart[f + 1] - 1`, in the order of the file. */
  memberStart: Int32Array
  /** Child numbers. */
  members: Int32Array
  /** Family f has the options `optionStart[f]` to `optionStart[f + 1] - 1`, the most wanted first. */
  optionStart: Int32Array
  /** Position of each option in the list of the file, from 0; present places that the list does not name come after it. */
  position: Int32Array
  /** Option o has an entry for each member, from `entryStart[o]`. */
  entryStart: Int32Array
  /** The number of the member's wish in `market.wishes`, NONE where the option gives that child nothing. */
  entries: Int32Array
  /** For each child its family, NONE for a single child. */
  familyOf: Int32Array
}

/** @param split families whose children stand alone, as in `buildMarket` */
export function buildFamilyRows(
  { families: all = [] }: AllocationProblem,
  { market, programs, children }: NamedMarket,
  split: ReadonlySet<string> = new Set(),
): FamilyRows {
  const families = all.filter(({ id }) => !split.has(id)).toSorted((a, b) => compareIds(a.id, b.id))
  const childAt = new Map(children.map(({ id }, at) => [id, at]))
  const programAt = new Map(programs.map(({ id }, at) => [id, at]))
  const memberStart = [0]
  const members: number[] = []
  const optionStart = [0]
  const position: number[] = []
  const entryStart: number[] = []
  const entries: number[] = []
  const familyOf = new Int32Array(market.children).fill(NONE)

  families.forEach((family, number) => {
    const own = family.children.map((id) => lookUp(childAt, id))
    members.push(...own)
    memberStart.push(members.length)
    for (const child of own) familyOf[child] = number
    optionsOf(family, children, own).forEach((option, at) => {
      const wishes = option.map((id, member) => {
        return id === null ? NONE : wishOf(market, own[member], lookUp(programAt, id))
      })
      // A blocked pair is no wish of the market.
      if (option.some((id, member) => id !== null && wishes[member] === NONE)) return
      entryStart.push(entries.length)
      entries.push(...wishes)
      position.push(at)
    })
    optionStart.push(position.length)
  })
  return {
    inputs: families,
    memberStart: Int32Array.from(memberStart),
    members: Int32Array.from(members),
    optionStart: Int32Array.from(optionStart),
    position: Int32Array.from(position),
    entryStart: Int32Array.from(entryStart),
    entries: Int32Array.from(entries),
    familyOf,
  }
}

/** The wish of a child for a program as a number in `market.wishes`, NONE where it has none. */
export function wishOf({ wishStart, wishes }: Market, child: number, program: number): number {
  for (let wish = wishStart[child]; wish < wishStart[child + 1]; wish++) if (wishes[2 * wish] === program) return wish
  return NONE
}

// With places that they have already, a family falls back on these together, whatever it wished for.
function optionsOf(family: FamilyInput, children: readonly ChildInput[], members: number[]): (string | null)[][] {
  const present = members.map((child) => children[child].present ?? null)
  const listed = family.wishes.some((option) => option.every((program, member) => program === present[member]))
  return listed || present.every((program) => program === null) ? family.wishes : [...family.wishes, present]
}
