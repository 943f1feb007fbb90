import { hashOutcome, hashProblem } from '../../../src/engine/canonical.ts'
import type {
  AllocationOutcome,
  AllocationProblem,
  ChildExplanation,
  ChildInput,
  Cutoff,
  ProgramInput,
  ProgramOutcome,
  WishCode,
  WishExplanation,
} from '../../../src/engine/types.ts'
import { comesFirst, labels, poolPriority, priority, type Matching } from './by-definition.ts'
import {
  blockingOptions,
  positionIn,
  viewOf,
  type DefinedOutcome,
  type Family,
  type View,
} from './families-by-definition.ts'

/**
 * The whole outcome file around a result that somebody worked out: labels, cut-offs and explanations from their
 * definitions, and the two hashes. For programs without pool shares.
 */
export function outcomeFile(
  problem: AllocationProblem,
  { method, methodDetail, claims, matching }: DefinedOutcome,
): AllocationOutcome {
  const view = viewOf(problem, new Set(methodDetail.split))
  const children = byId(view.families.flatMap((family) => family.children))
  const heldBy = (program: ProgramInput) => children.filter(({ id }) => matching.get(id) === program.id)
  const labelled = Object.assign({}, ...view.programs.map((program) => labels(program, heldBy(program))))
  const countsFor = (child: string): string | null => labelled[child] ?? null
  const programs = byId(view.programs).map((program) => programOutcome(program, heldBy(program)))

  const outcome = {
    format: 'allocation-outcome/1' as const,
    problemHash: hashProblem(problem),
    method,
    methodDetail,
    assignments: children.flatMap(({ id }) => {
      const program = matching.get(id) ?? null
      return program === null ? [] : [{ child: id, program, countsFor: countsFor(id) }]
    }),
    unplaced: children.filter(({ id }) => matching.get(id) === null).map(({ id }) => id),
    programs,
    claims,
    explanations: children.map((child): ChildExplanation => {
      const family = view.families.find((one) => one.children.includes(child))!
      const wishes = toldOf(family, child).map((program): WishExplanation => {
        const { cutoffs } = programs.find(({ id }) => id === program)!
        const code = codeOf(view, matching, family, child, program)
        return {
          program,
          code,
          own: { ...ownFigures(child, program), ...(code === 'admitted' && { countsFor: countsFor(child.id) }) },
          needed: Object.fromEntries(
            Object.entries(cutoffs).filter(([key]) => key === 'pool' || child.companies.includes(key)),
          ),
        }
      })
      return { child: child.id, wishes }
    }),
  }
  return { ...outcome, outcomeHash: hashOutcome(outcome) }
}

function programOutcome(program: ProgramInput, held: ChildInput[]): ProgramOutcome {
  const { id, capacity, reserves } = program
  const seat = labels(program, held)
  const used = (company: string) => held.filter((child) => seat[child.id] === company)
  const inPool = held.filter((child) => !Object.hasOwn(seat, child.id))
  const lastOf = (children: ChildInput[], figure: typeof priority): Cutoff => {
    const last = children.toSorted((a, b) => comesFirst(program, a, b, figure)).at(-1)
    return last === undefined ? 'closed' : { priority: figure(id, last), lot: last.lot ?? null }
  }
  const cutoffOf = (company: string): Cutoff => {
    if (reserves[company] === 0) return 'closed'
    // A child on a place of one company that fits another could move over there.
    const reach = new Set([company])
    for (const one of reach) {
      for (const other of used(one).flatMap(({ companies }) => companies)) if (reserves[other] > 0) reach.add(other)
    }
    if ([...reach].some((one) => used(one).length < reserves[one])) return 'open'
    return lastOf([...reach].flatMap(used), priority)
  }
  const companies = Object.keys(reserves)
  return {
    id,
    capacity,
    held: held.length,
    reserves: Object.fromEntries(
      companies.map((company) => [company, { places: reserves[company], used: used(company).length }]),
    ),
    cutoffs: {
      pool: held.length < capacity ? 'open' : lastOf(inPool, poolPriority),
      ...Object.fromEntries(companies.map((company) => [company, cutoffOf(company)])),
    },
    shares: {},
  }
}

function codeOf(view: View, matching: Matching, family: Family, child: ChildInput, program: string): WishCode {
  if (child.blocked?.includes(program) === true) return 'blocked'
  if (matching.get(child.id) === program) return 'admitted'
  const member = family.children.indexOf(child)
  const position = positionIn(matching, family)
  const better = family.list.slice(0, position)
  if (better.every(({ programs }) => programs[member] !== program)) return 'better-wish-met'
  if (view.programs.some(({ id, capacity }) => id === program && capacity === 0)) return 'no-places'
  const best = family.options.find(({ programs }) => programs[member] === program)
  if (best === undefined || best.position >= position) return 'family-option-blocked'
  if (blockingOptions(view, matching, family).includes(best)) return 'deleted-for-together'
  const others = view.families.flatMap(({ children }) => children)
  const held = others.filter(({ id }) => matching.get(id) === program)
  return view.keeps(program, [...held, child]).has(child.id) ? 'sibling-apart' : 'below-cutoff'
}

// Blocked pairs included.
function toldOf({ list, children }: Family, child: ChildInput): string[] {
  const named = list.map(({ programs }) => programs[children.indexOf(child)])
  return [...new Set(named)].filter((program) => program !== null)
}

function ownFigures(child: ChildInput, program: string): WishExplanation['own'] {
  const own = priority(program, child)
  const inPool = poolPriority(program, child)
  return { priority: own, lot: child.lot ?? null, ...(inPool !== own && { poolPriority: inPool }) }
}

function byId<T extends { id: string }>(rows: T[]): T[] {
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
