import { lookUp } from './look-up.ts'
import { NONE, type Market, type NamedMarket } from './market.ts'
import { compareIds } from './order.ts'
import type { AllocationProblem, FamilyInput } from './types.ts'
import { optionsOf } from './wish-lists.ts'

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
  { families: all = [], children }: AllocationProblem,
  { market, programs, childIds }: NamedMarket,
  split: ReadonlySet<string> = new Set(),
): FamilyRows {
  const families = all.filter(({ id }) => !split.has(id)).toSorted((a, b) => compareIds(a.id, b.id))
  const childAt = new Map(childIds.map((id, at) => [id, at]))
  const inputOf = new Map(families.length === 0 ? [] : children.map((child) => [child.id, child]))
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
    const options = optionsOf(
      family,
      family.children.map((id) => lookUp(inputOf, id)),
    )
    for (const option of options) {
      entryStart.push(entries.length)
      position.push(option.position)
      option.programs.forEach((id, member) => {
        entries.push(id === null ? NONE : wishOf(market, own[member], lookUp(programAt, id)))
      })
    }
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

/** The rows of a market of single children. */
export function withoutFamilies({ market }: NamedMarket): FamilyRows {
  const none = new Int32Array(0)
  const familyOf = new Int32Array(market.children).fill(NONE)
  const start = Int32Array.of(0)
  return {
    inputs: [],
    memberStart: start,
    members: none,
    optionStart: start,
    position: none,
    entryStart: none,
    entries: none,
    familyOf,
  }
}

/** The wish of a child for a program as a number in `market.wishes`, NONE where it has none. */
export function wishOf({ wishStart, wishes }: Market, child: number, program: number): number {
  for (let wish = wishStart[child]; wish < wishStart[child + 1]; wish++) if (wishes[2 * wish] === program) return wish
  return NONE
}
