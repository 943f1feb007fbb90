import { canonicalJson } from '../canonical.ts'
import { compareIds } from '../order.ts'
import type { ChildInput, FamilyInput } from '../types.ts'
import type { AuditBundle, Leaf } from './bundles.ts'
import { lotTicket } from './leaf.ts'

/**
 * Is the problem exactly what was frozen, less the children withdrawn, with the rejections? Nothing of a child may come
 * from elsewhere than from its leaf.
 *
 * @returns what is not as frozen
 */
export function problemErrors({ leaves, problem, rejections, withdrawals }: AuditBundle): string[] {
  const frozen = new Map(leaves.map((leaf) => [leaf.ticket, leaf]))
  const withdrawn = new Set(withdrawals)
  const children = new Map(problem.children.map((child) => [child.id, child]))
  const blocked = new Map<string, string[]>()
  for (const { ticket, program } of rejections) blocked.set(ticket, [...(blocked.get(ticket) ?? []), program])
  const unknown = (tickets: Iterable<string>, what: string) =>
    [...tickets].filter((ticket) => !frozen.has(ticket)).map((ticket) => `ticket ${ticket}: ${what}, but has no leaf`)
  return [
    ...unknown(children.keys(), 'takes part'),
    ...unknown(withdrawn, 'withdrawn'),
    ...unknown(blocked.keys(), 'rejected'),
    ...leaves.flatMap((leaf) => {
      const child = children.get(leaf.ticket)
      if (withdrawn.has(leaf.ticket) !== (child === undefined)) {
        return [
          `ticket ${leaf.ticket}: ${child ? 'withdrawn, but takes part' : 'does not take part, and is not withdrawn'}`,
        ]
      }
      return child ? childErrors(child, leaf, isWhole(leaf, frozen, withdrawn), blocked.get(leaf.ticket) ?? []) : []
    }),
    ...familyErrors(leaves, frozen, withdrawn, problem.families ?? []),
  ]
}

// Siblings apply together as long as none of them is withdrawn; afterwards the others take part with their own lists.
function isWhole({ family }: Leaf, frozen: ReadonlyMap<string, Leaf>, withdrawn: ReadonlySet<string>): boolean {
  return family !== undefined && family.children.every((ticket) => frozen.has(ticket) && !withdrawn.has(ticket))
}

function childErrors(child: ChildInput, leaf: Leaf, inFamily: boolean, blocked: string[]): string[] {
  const byFamily = inFamily && leaf.family?.together === 'require'
  const expected = {
    wishes: byFamily ? [] : leaf.wishes,
    companies: leaf.company.toSorted(compareIds),
    priority: leaf.score,
    blocked: blocked.toSorted(compareIds),
  }
  const found = {
    wishes: child.wishes,
    companies: child.companies.toSorted(compareIds),
    priority: child.priority,
    blocked: (child.blocked ?? []).toSorted(compareIds),
  }
  const keys = ['wishes', 'companies', 'priority', 'blocked'] as const
  return [
    ...keys
      .filter((key) => canonicalJson(found[key]) !== canonicalJson(expected[key]))
      .map(
        (key) => `ticket ${child.id}: ${key} are not those ${key === 'blocked' ? 'of the rejections' : 'of the leaf'}`,
      ),
    ...(['poolPriority', 'present'] as const)
      .filter((key) => child[key] !== undefined)
      .map((key) => `ticket ${child.id}: no leaf of version 1 fixes ${key}`),
  ]
}

function familyErrors(
  leaves: Leaf[],
  frozen: ReadonlyMap<string, Leaf>,
  withdrawn: ReadonlySet<string>,
  families: FamilyInput[],
): string[] {
  const expected = new Map<string, FamilyInput>()
  const errors: string[] = []
  for (const leaf of leaves) {
    const { family, ticket } = leaf
    if (!family) continue
    const same = (member: string) => canonicalJson(frozen.get(member)?.family) === canonicalJson(family)
    if (!family.children.includes(ticket) || !family.children.every(same)) {
      errors.push(`ticket ${ticket}: the leaves of its family do not agree`)
    }
    if (isWhole(leaf, frozen, withdrawn)) expected.set(lotTicket(leaf), { ...family, id: lotTicket(leaf) })
  }
  const sorted = (rows: Iterable<FamilyInput>) => [...rows].toSorted((a, b) => compareIds(a.id, b.id))
  if (canonicalJson(sorted(families)) !== canonicalJson(sorted(expected.values()))) {
    errors.push('the families are not those of the leaves, each under its smallest ticket')
  }
  return errors
}
