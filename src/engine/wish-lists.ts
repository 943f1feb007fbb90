import type { AllocationProblem, ChildInput, FamilyInput } from './types.ts'

/** A family that is still together, and which of its members a child is. */
export type Membership = { family: FamilyInput; member: number }

/**
 * What a child may be asked about, in order and with blocked programs: its own wishes, or for a child of a family the
 * programs in the order in which they first appear in the family's options; then the place that it has already.
 */
export function wishListOf({ wishes, present }: ChildInput, membership: Membership | undefined): string[] {
  const list = membership === undefined ? wishes : programsNamed(membership)
  return present === undefined || list.includes(present) ? list : [...list, present]
}

function programsNamed({ family, member }: Membership): string[] {
  return [...new Set(family.wishes.flatMap((option) => option[member] ?? []))]
}

/** The families of a problem that are still together, by the id of each child. */
export function membershipOf(
  { families = [] }: AllocationProblem,
  split: ReadonlySet<string>,
): Map<string, Membership> {
  const together = families.filter(({ id }) => !split.has(id))
  return new Map(together.flatMap((family) => family.children.map((child, member) => [child, { family, member }])))
}
