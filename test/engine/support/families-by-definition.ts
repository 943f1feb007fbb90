import { createHmac } from 'node:crypto'
import type {
  AllocationOutcome,
  AllocationProblem,
  ChildInput,
  Claim,
  FamilyInput,
  MethodDetail,
  ProgramInput,
} from '../../../src/engine/types.ts'
import { choose, type Matching } from './by-definition.ts'

/**
 * Siblings who apply together, by definition and by trying all ways: which results are strictly stable, which of them is
 * the result, and what comes where none is. Shares nothing with the engine but the types of its file, and is meant for a
 * handful of children.
 */

/** One program or nothing for each child; the position in the family's list counts from 0, options that are none too. */
export type Option = { programs: (string | null)[]; position: number }

/** Children who want one of their options or nothing. A single child is a family of one. */
export type Family = {
  id: string
  lot: string | undefined
  together: FamilyInput['together'] | 'single'
  children: ChildInput[]
  /** The most wanted first. */
  list: Option[]
  /** The same without what names a blocked pair, which is no option. */
  options: Option[]
}

/** A problem, of which some families are split. */
export type View = {
  programs: ProgramInput[]
  /** In lot order. */
  families: Family[]
  /** C: whom a program keeps of some children. */
  keeps: (program: string, children: ChildInput[]) => ReadonlySet<string>
}

export type DefinedOutcome = Pick<AllocationOutcome, 'method' | 'methodDetail' | 'claims'> & { matching: Matching }

const noFamilies: ReadonlySet<string> = new Set()

export function viewOf(problem: AllocationProblem, split: ReadonlySet<string> = noFamilies): View {
  const children = withLots(problem)
  const together = (problem.families ?? []).filter(({ id }) => !split.has(id))
  const joint = together.map((family) => {
    const members = family.children.map((id) => children.find((child) => child.id === id)!)
    return familyOf(family.id, family.together, members, family.wishes)
  })
  const alone = children.filter(({ id }) => !together.some((family) => family.children.includes(id)))
  const singles = alone.map((child) =>
    familyOf(
      child.id,
      'single',
      [child],
      child.wishes.map((id) => [id]),
    ),
  )
  const families = [...joint, ...singles].toSorted((a, b) => compareLots(a.lot, b.lot) || (a.id < b.id ? -1 : 1))
  return { programs: problem.programs, families, keeps: rememberingChoice(problem.programs) }
}

/** Every way of giving each family one of its options or nothing, within the capacities. */
export function allResults({ programs, families }: View): Matching[] {
  const found: Matching[] = []
  const free = new Map(programs.map(({ id, capacity }) => [id, capacity]))
  const chosen: Matching = new Map()
  const occupy = (option: (string | null)[], places: number) => {
    for (const program of option) if (program !== null) free.set(program, free.get(program)! - places)
  }
  const go = (at: number) => {
    if (at === families.length) {
      found.push(new Map(chosen))
      return
    }
    for (const way of waysOf(families[at])) {
      occupy(way, 1)
      if ([...free.values()].every((places) => places >= 0)) {
        families[at].children.forEach(({ id }, member) => chosen.set(id, way[member]))
        go(at + 1)
      }
      occupy(way, -1)
    }
  }
  go(0)
  return found
}

/** The options that the family likes better than what it has and would get, its own places being released. */
export function blockingOptions(view: View, matching: Matching, family: Family): Option[] {
  const present = positionIn(matching, family)
  const others = view.families.filter(({ id }) => id !== family.id).flatMap(({ children }) => children)
  return family.options.filter(({ programs, position }) => {
    if (position >= present) return false
    return programs.every((program) => {
      if (program === null) return true
      const comers = family.children.filter((_, member) => programs[member] === program)
      const kept = view.keeps(program, [...others.filter(({ id }) => matching.get(id) === program), ...comers])
      return comers.every(({ id }) => kept.has(id))
    })
  })
}

/** Of a result from `allResults`: no option of any family blocks. */
export function isStrictlyStable(view: View, matching: Matching): boolean {
  return view.families.every((family) => blockingOptions(view, matching, family).length === 0)
}

/** All strictly stable results; by the definition above, tried out on every result. */
export function stableResults(view: View): Matching[] {
  return allResults(view).filter((matching) => isStrictlyStable(view, matching))
}

/** Over all children: the position of their family's option from 1, the list's length + 1 for nothing. */
export function rankSum({ families }: View, matching: Matching): number {
  return families.reduce((sum, family) => sum + family.children.length * (positionIn(matching, family) + 1), 0)
}

/** Of several results one of minimal rank sum, where the first family in lot order whose position differs has the better. */
export function bestOf(view: View, results: Matching[]): Matching {
  const positions = (matching: Matching) => view.families.map((family) => positionIn(matching, family))
  const [best] = results.toSorted((a, b) => {
    const ofB = positions(b)
    const differences = positions(a).map((position, at) => position - ofB[at])
    return rankSum(view, a) - rankSum(view, b) || differences.find((difference) => difference !== 0) || 0
  })
  return best
}

/** The whole order of business: the plain round, else the exact result, else the fallback; with families split on the way. */
export function outcomeByDefinition(problem: AllocationProblem): DefinedOutcome {
  const split = new Set<string>()
  for (;;) {
    const view = viewOf(problem, split)
    const outcome = decide(view)
    const leftOut = view.families.filter(({ together, children }) => {
      return together === 'prefer' && children.every(({ id }) => outcome.matching.get(id) === null)
    })
    if (leftOut.length === 0) {
      const detail = split.size === 0 ? {} : { split: [...split].toSorted() }
      return { ...outcome, methodDetail: { ...outcome.methodDetail, ...detail } }
    }
    for (const { id } of leftOut) split.add(id)
  }
}

function decide(view: View): DefinedOutcome {
  const plain = plainRound(
    view,
    view.families.map(({ list }) => list),
  )
  const isAccepted = view.families.every((family) => isNothing(plain, family) || optionHad(plain, family) !== undefined)
  if (isAccepted && isStrictlyStable(view, plain)) {
    return { method: 'plain', methodDetail: {}, claims: [], matching: plain }
  }
  const stable = stableResults(view)
  if (stable.length === 0) return fallback(view)
  const matching = bestOf(view, stable)
  const methodDetail = { rankSum: rankSum(view, matching), optimal: true }
  return { method: 'family-exact', methodDetail, claims: [], matching }
}

/** Step c, whatever step b would say. */
export function fallback(view: View): DefinedOutcome {
  let state = deleteUntilJoint(
    view,
    view.families.map(({ options }) => options),
  )
  for (let reopened = 0; reopened < 20 && state.claims.length > 0; reopened++) {
    // Claims are in lot order, and sorting leaves equal positions as they are.
    const [claim] = state.claims.toSorted((a, b) => a.option.position - b.option.position)
    const remaining = view.families.map((family, at) => {
      return family.options.filter((option) => {
        return state.remaining[at].includes(option) || (family === claim.family && option === claim.option)
      })
    })
    const trial = deleteUntilJoint(view, remaining)
    if (trial.claims.length >= state.claims.length) break
    state = trial
  }
  const deletedOf = (at: number) => view.families[at].options.filter((option) => !state.remaining[at].includes(option))
  const rows = view.families.map(({ id }, at): [string, number[]] => [
    id,
    deletedOf(at).map(({ position }) => position),
  ])
  const claims = state.claims.map(({ family, option }): Claim => {
    const isDeleted = deletedOf(view.families.indexOf(family)).includes(option)
    const reason = isDeleted ? 'deleted-for-together' : 'own-places-released'
    return { family: family.id, wish: option.programs, reason }
  })
  const deleted = Object.fromEntries(rows.filter(([, positions]) => positions.length > 0))
  const methodDetail: MethodDetail = { exact: 'no-stable-result', deleted }
  return {
    method: 'family-fallback',
    methodDetail,
    claims: claims.toSorted((a, b) => (a.family < b.family ? -1 : 1)),
    matching: state.matching,
  }
}

function deleteUntilJoint(view: View, start: Option[][]) {
  let remaining = start
  for (;;) {
    const matching = plainRound(view, remaining)
    const kept = remaining.map((options, at) => {
      const family = view.families[at]
      const has = family.children.map(({ id }) => matching.get(id) ?? null)
      if (isNothing(matching, family) || options.some(({ programs }) => isSame(programs, has))) return options
      const ranks = has.map((program, member) => {
        const first = options.findIndex(({ programs }) => programs[member] === program)
        return first === -1 ? options.length : first
      })
      return options.slice(Math.max(...ranks))
    })
    if (kept.every((options, at) => options.length === remaining[at].length)) {
      const claims = view.families.flatMap((family) => {
        const [option] = blockingOptions(view, matching, family)
        return option === undefined ? [] : [{ family, option }]
      })
      return { remaining, matching, claims }
    }
    remaining = kept
  }
}

/**
 * The plain round: every child asks where it has not been refused yet, until nobody is refused. A child's list is its
 * programs in the order in which they first appear in what it is given of its family's list, without those that only
 * blocked options name.
 */
export function plainRound({ programs, families, keeps }: View, of: Option[][]): Matching {
  const lists = families.flatMap(({ children }, at) => {
    return children.map((child, member) => {
      const named = of[at].map((option) => option.programs[member]).filter((program) => program !== null)
      const possible = families[at].options.map((option) => option.programs[member])
      return { child, list: [...new Set(named)].filter((program) => possible.includes(program)) }
    })
  })
  for (;;) {
    const asks = new Map(lists.map(({ child, list }) => [child.id, list.length === 0 ? null : list[0]]))
    const refused = programs.flatMap(({ id: program }) => {
      const asking = lists.filter(({ child }) => asks.get(child.id) === program)
      const kept = keeps(
        program,
        asking.map(({ child }) => child),
      )
      return asking.filter(({ child }) => !kept.has(child.id))
    })
    if (refused.length === 0) return asks
    for (const { list } of refused) list.shift()
  }
}

/** The position of what a family has, the length of its list if it is nothing. */
export function positionIn(matching: Matching, family: Family): number {
  return optionHad(matching, family)?.position ?? family.list.length
}

function optionHad(matching: Matching, { children, options }: Family): Option | undefined {
  const has = children.map(({ id }) => matching.get(id) ?? null)
  return options.find(({ programs }) => isSame(programs, has))
}

function isNothing(matching: Matching, { children }: Family): boolean {
  return children.every(({ id }) => matching.get(id) === null)
}

function isSame(one: (string | null)[], other: (string | null)[]): boolean {
  return one.every((program, member) => program === other[member])
}

function waysOf({ children, options }: Family): (string | null)[][] {
  const ways = options.map(({ programs }) => programs)
  const nothing = children.map(() => null)
  return ways.some((programs) => isSame(programs, nothing)) ? ways : [...ways, nothing]
}

function familyOf(
  id: string,
  together: Family['together'],
  children: ChildInput[],
  wishes: (string | null)[][],
): Family {
  // Whoever has places already falls back on them.
  const present = children.map((child) => child.present ?? null)
  const hasPresent = present.some((program) => program !== null)
  const isListed = wishes.some((programs) => isSame(programs, present))
  const all = isListed || !hasPresent ? wishes : [...wishes, present]
  // What they like less than what they have is nothing to them.
  const last = hasPresent ? all.findIndex((programs) => isSame(programs, present)) : all.length
  const list = all.map((programs, position) => ({ programs, position }))
  const isPossible = ({ programs }: Option) => {
    return programs.every((program, member) => {
      return program === null || children[member].blocked?.includes(program) !== true
    })
  }
  return {
    id,
    lot: children.map(({ lot }) => lot).toSorted(compareLots)[0],
    together,
    children,
    list,
    options: list.filter((option) => option.position <= last && isPossible(option)),
  }
}

function withLots({ children, families = [], seed }: AllocationProblem): ChildInput[] {
  if (seed === undefined) return children
  return children.map((child) => {
    const ticket = families.find((family) => family.children.includes(child.id))?.id ?? child.id
    const drawn = createHmac('sha256', Buffer.from(seed, 'hex')).update(`kita-lot/v1\0${ticket}`).digest('hex')
    return { ...child, lot: child.lot ?? drawn }
  })
}

function compareLots(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0
  if (one === undefined) return 1
  return other === undefined || one < other ? -1 : 1
}

// The same few children are asked about over and over again.
function rememberingChoice(programs: ProgramInput[]): View['keeps'] {
  const known = new Map<string, ReadonlySet<string>>()
  return (id, children) => {
    const key = JSON.stringify([id, ...children.map((child) => child.id).toSorted()])
    const kept =
      known.get(key) ??
      choose(
        programs.find((program) => program.id === id)!,
        children,
      ).kept
    known.set(key, kept)
    return kept
  }
}
