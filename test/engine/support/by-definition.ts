import type { AllocationProblem, ChildInput, ProgramInput } from '../../../src/engine/types.ts'

/**
 * The definitions of the plain round and of refill, written down as they are read and tried out exhaustively. Shares nothing with the
 * engine but the types of its file, and is meant for a handful of children.
 */

/** Child → program, or null for no place. */
export type Matching = Map<string, string | null>

/** The result that all children prefer among the stable ones, and how many stable ones there are. */
export function solveByEnumeration(problem: AllocationProblem): { best: Matching; stable: Matching[] } {
  const stable = allMatchings(problem).filter((matching) => isStable(problem, matching))
  const best = stable.find((one) => stable.every((other) => everybodyLikes(problem, one, other)))
  if (best === undefined) throw new Error('no stable matching is best for all children')
  return { best, stable }
}

/** Every way of giving each child one of its wishes or nothing, within the capacities. */
export function allMatchings({ programs, children }: AllocationProblem): Matching[] {
  const found: Matching[] = []
  const free = new Map(programs.map(({ id, capacity }) => [id, capacity]))
  const chosen: Matching = new Map()
  const go = (at: number) => {
    if (at === children.length) {
      found.push(new Map(chosen))
      return
    }
    const { id } = children[at]
    chosen.set(id, null)
    go(at + 1)
    for (const program of wishesOf(children[at])) {
      const left = free.get(program) ?? 0
      if (left === 0) continue
      free.set(program, left - 1)
      chosen.set(id, program)
      go(at + 1)
      free.set(program, left)
    }
    chosen.delete(id)
  }
  go(0)
  return found
}

/** Every program keeps whom it has, and no child would be kept by a program that it likes better. */
export function isStable({ programs, children }: AllocationProblem, matching: Matching): boolean {
  return programs.every((program) => {
    const held = children.filter(({ id }) => matching.get(id) === program.id)
    if (choose(program, held).kept.size !== held.length) return false
    const envious = children.filter((child) => prefers(child, program.id, matching.get(child.id) ?? null))
    return envious.every((child) => !choose(program, [...held, child]).kept.has(child.id))
  })
}

/** Whom a program keeps of some children, and who of them is on a company place. */
export function choose(
  program: ProgramInput,
  children: ChildInput[],
): { kept: Set<string>; onCompanyPlace: ChildInput[] } {
  const staying = children.filter(({ present }) => present === program.id)
  const places = program.capacity - staying.length
  const others = children.filter((child) => !staying.includes(child))
  const byPriority = others.toSorted((a, b) => comesFirst(program, a, b, priority))
  const byPool = others.toSorted((a, b) => comesFirst(program, a, b, poolPriority))
  const onCompanyPlace = greedy(byPriority, program.reserves, places)
  const left = places - onCompanyPlace.length
  const onShare = greedy(
    byPool.filter((child) => !onCompanyPlace.includes(child)),
    webster(left, program.poolShares ?? {}),
    left,
  )
  const rest = byPool.filter((child) => !onCompanyPlace.includes(child) && !onShare.includes(child))
  const inPool = rest.slice(0, left - onShare.length)
  return { kept: new Set([...staying, ...onCompanyPlace, ...onShare, ...inPool].map(({ id }) => id)), onCompanyPlace }
}

/** The places left after `taken`, one by one to the largest weight ∕ (2 · so far + 1). */
export function webster(places: number, weights: Record<string, number>): Record<string, number> {
  const companies = Object.keys(weights)
    .filter((company) => weights[company] > 0)
    .toSorted()
  const shares: Record<string, number> = Object.fromEntries(companies.map((company) => [company, 0]))
  for (let place = 0; place < places && companies.length > 0; place++) {
    const quotient = (company: string) => weights[company] / (2 * shares[company] + 1)
    const next = companies.toSorted((a, b) => {
      // Of weights up to some hundreds, unequal quotients are further apart than any rounding.
      const difference = quotient(b) - quotient(a)
      return Math.abs(difference) > 1e-9 ? difference : weights[b] - weights[a] || (a < b ? -1 : 1)
    })[0]
    shares[next]++
  }
  return shares
}

/** The labels by the rule: in priority order the smallest company that leaves a label for all others. */
export function labels(program: ProgramInput, held: ChildInput[]): Record<string, string> {
  const onPlaces = choose(program, held).onCompanyPlace
  for (const labelling of labellings(onPlaces, program.reserves)) return labelling
  throw new Error('the company places hold more children than they can')
}

// In the order of trying, the first full labelling is the one of the rule.
function* labellings(children: ChildInput[], places: Record<string, number>): Generator<Record<string, string>> {
  if (children.length === 0) {
    yield {}
    return
  }
  const [first, ...others] = children
  for (const company of first.companies.toSorted()) {
    if (!Object.hasOwn(places, company) || places[company] === 0) continue
    const rest = { ...places, [company]: places[company] - 1 }
    for (const labelling of labellings(others, rest)) yield { ...labelling, [first.id]: company }
  }
}

function greedy(children: ChildInput[], places: Record<string, number>, most: number): ChildInput[] {
  const taken: ChildInput[] = []
  for (const child of children) {
    if (taken.length < most && mostSeated([...taken, child], places) > mostSeated(taken, places)) taken.push(child)
  }
  return taken
}

// The largest number of children who can sit on places of their companies at the same time, by trying all ways.
function mostSeated([first, ...others]: ChildInput[], places: Record<string, number>): number {
  if (first === undefined) return 0
  let most = mostSeated(others, places)
  for (const company of first.companies) {
    if (!Object.hasOwn(places, company) || places[company] === 0) continue
    most = Math.max(most, 1 + mostSeated(others, { ...places, [company]: places[company] - 1 }))
  }
  return most
}

/** Where the child would go, the most wanted first; at last to the place that it has already. */
export function wishesOf({ wishes, blocked = [], present }: ChildInput): string[] {
  const allowed = wishes.filter((program) => !blocked.includes(program))
  return present === undefined || allowed.includes(present) ? allowed : [...allowed, present]
}

/** Does the child like the program better than what it has? */
export function prefers(child: ChildInput, program: string, assigned: string | null): boolean {
  const wishes = wishesOf(child)
  if (!wishes.includes(program)) return false
  return assigned === null || wishes.indexOf(program) < wishes.indexOf(assigned)
}

function everybodyLikes({ children }: AllocationProblem, one: Matching, other: Matching): boolean {
  return children.every((child) => {
    const alternative = other.get(child.id) ?? null
    return alternative === null || !prefers(child, alternative, one.get(child.id) ?? null)
  })
}

export function comesFirst(
  program: ProgramInput,
  a: ChildInput,
  b: ChildInput,
  score: (program: string, child: ChildInput) => number,
): number {
  const difference = score(program.id, b) - score(program.id, a)
  if (difference !== 0) return difference
  if (a.lot !== b.lot) {
    if (a.lot === undefined) return 1
    if (b.lot === undefined) return -1
    return a.lot < b.lot ? -1 : 1
  }
  return a.id < b.id ? -1 : 1
}

export function priority(program: string, child: ChildInput): number {
  return typeof child.priority === 'number' ? child.priority : child.priority[program]
}

export function poolPriority(program: string, child: ChildInput): number {
  const score = child.poolPriority ?? child.priority
  return typeof score === 'number' ? score : score[program]
}
