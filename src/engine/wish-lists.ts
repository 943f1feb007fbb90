import { lookUp } from './look-up.ts'
import type { AllocationProblem, ChildInput, FamilyInput } from './types.ts'

/** One program or nothing for each member; `position` is that in the list of the file, from 0. */
export type FamilyOption = { programs: (string | null)[]; position: number }

/** A family that is still together, and which of its members a child is. */
export type Membership = { family: FamilyInput; member: number; options: FamilyOption[] }

/**
 * The families that are still together, by the id of each of their children.
 *
 * @param split families whose children stand alone
 */
export function membershipOf(problem: AllocationProblem, split: ReadonlySet<string>): Map<string, Membership> {
  const families = (problem.families ?? []).filter(({ id }) => !split.has(id))
  const children = new Map(families.length === 0 ? [] : problem.children.map((child) => [child.id, child]))
  return new Map(
    families.flatMap((family) => {
      const members = family.children.map((id) => lookUp(children, id))
      const options = optionsOf(family, members)
      return family.children.map((id, member): [string, Membership] => [id, { family, member, options }])
    }),
  )
}

/**
 * The options of a family without those that name a blocked pair. With places that they have already, a family falls back
 * on these together, whatever it wished for, and what it wished for less counts for nothing.
 */
export function optionsOf({ wishes }: FamilyInput, members: readonly ChildInput[]): FamilyOption[] {
  const present = members.map((child) => child.present ?? null)
  const listed = wishes.findIndex((option) => option.every((program, member) => program === present[member]))
  const withPresent = listed === -1 ? [...wishes, present] : wishes.slice(0, listed + 1)
  const options = present.every((program) => program === null) ? wishes : withPresent
  return options
    .map((programs, position) => ({ programs, position }))
    .filter(({ programs }) =>
      programs.every((program, member) => program === null || !isBlocked(members[member], program)),
    )
}

/**
 * What a child is told about, in order and with blocked programs: its own wishes, or for a child of a family the programs
 * in the order in which they first appear in the family's wishes; then the place that it has already.
 */
export function toldListOf({ wishes, present }: ChildInput, membership: Membership | undefined): string[] {
  const list = membership === undefined ? wishes : memberList(membership.family.wishes, membership.member)
  return present === undefined || list.includes(present) ? list : [...list, present]
}

/** Of what a child is told about, what it asks for in the round: no blocked program, and none that only blocked options name. */
export function asksOf(child: ChildInput, membership: Membership | undefined): (program: string) => boolean {
  if (membership === undefined) return (program) => !isBlocked(child, program)
  const { options, member } = membership
  return (program) => options.some(({ programs }) => programs[member] === program)
}

function memberList(options: readonly (string | null)[][], member: number): string[] {
  return [...new Set(options.flatMap((option) => option[member] ?? []))]
}

function isBlocked({ blocked }: ChildInput, program: string): boolean {
  return blocked?.includes(program) === true
}
