import { drawLot } from '../lot.ts'
import { compareIds } from '../order.ts'
import type { Leaf } from './bundles.ts'
import { hashJsonLeaf } from './merkle.ts'

export function hashLeaf(leaf: Leaf): string {
  return hashJsonLeaf(leaf)
}

/** The order of the tree: by ticket, compared by UTF-16 code units. */
export function sortedByTicket<T extends { ticket: string }>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => compareIds(a.ticket, b.ticket))
}

/** The ticket that is drawn for: siblings who apply together share the smallest of theirs. */
export function lotTicket({ ticket, family }: Leaf): string {
  if (!family) return ticket
  const [smallest = ticket] = family.children.toSorted(compareIds)
  return smallest
}

export function lotOf(seed: string, leaf: Leaf): string {
  return drawLot(seed, lotTicket(leaf))
}
