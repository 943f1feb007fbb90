import { allocateProblem, type AllocateOptions } from './allocate.ts'
import { scoreAt } from './child-columns.ts'
import { nearestChanges, type NearestChange } from './nearest-change.ts'
import type { AllocationProblem, ChildInput, Score } from './types.ts'

/**
 * `nearestChanges` for any round. Where siblings take part each change is tried by the whole order of business, solver
 * included. A child's place is then not monotone in its points, so `points` is a number that was tried and sufficed, and whose
 * next smaller step was tried and did not; nobody says that there is no smaller one further down, and null says nothing.
 *
 * @returns undefined for an unknown child and for a child that applies together with siblings
 */
export async function findNearestChanges(
  problem: AllocationProblem,
  childId: string,
  options: Pick<AllocateOptions, 'solve'> = {},
): Promise<NearestChange[] | undefined> {
  const families = problem.families ?? []
  if (families.length === 0) return nearestChanges(problem, childId)
  const child = problem.children.find(({ id }) => id === childId)
  if (child === undefined || families.some(({ children }) => children.includes(childId))) return undefined

  const rankWith = async (changed: AllocationProblem) => {
    const { assignments } = await allocateProblem(changed, { ...options, explanations: false })
    const got = assignments.find((assignment) => assignment.child === childId)
    return got === undefined ? Infinity : child.wishes.indexOf(got.program)
  }
  const withChild = (changed: ChildInput): AllocationProblem => {
    return { ...problem, children: problem.children.map((one) => (one === child ? changed : one)) }
  }
  const present = await rankWith(problem)
  const open = child.wishes.map((program, rank) => ({ program, rank }))
  const unmet = open.filter(({ program, rank }) => rank < present && child.blocked?.includes(program) !== true)
  // Smaller than any other; the own lot of everybody else stays.
  const byLot = unmet.length === 0 ? NaN : await rankWith(withChild({ ...child, lot: '0' }))
  const changes: NearestChange[] = []
  for (const { program, rank } of unmet) {
    const steps = usefulPoints(problem, child, program)
    const found = await firstThatHolds(steps.length, async (step) => {
      return (await rankWith(withChild(withPoints(child, program, steps[step])))) <= rank
    })
    changes.push({
      program,
      points: found < steps.length ? steps[found] : null,
      lot: byLot === rank,
      place: (await rankWith(withPlaceMore(problem, program))) <= rank,
      searched: true,
    })
  }
  return changes
}

/** The numbers of points at which the child passes somebody at the program, or draws level with whoever has a later lot. */
function usefulPoints({ children, families = [] }: AllocationProblem, child: ChildInput, program: string): number[] {
  const together = new Map(families.flatMap((family) => family.children.map((id) => [id, family])))
  const asks = ({ id, wishes }: ChildInput) => {
    return wishes.includes(program) || together.get(id)?.wishes.some((option) => option.includes(program)) === true
  }
  const own = scoreAt(child.priority, program)
  const steps = children
    .filter((other) => other !== child && asks(other))
    .map(({ priority }) => scoreAt(priority, program) - own)
    .filter(Number.isFinite)
    .flatMap((difference) => [difference, difference + 1])
    .filter((points) => points > 0)
  return [...new Set(steps)].toSorted((a, b) => a - b)
}

function withPoints(child: ChildInput, program: string, more: number): ChildInput {
  const raised = (score: Score): Score => {
    const table = typeof score === 'number' ? Object.fromEntries(child.wishes.map((id) => [id, score])) : score
    return { ...table, [program]: scoreAt(score, program) + more }
  }
  const { priority, poolPriority } = child
  return {
    ...child,
    priority: raised(priority),
    ...(poolPriority !== undefined && { poolPriority: raised(poolPriority) }),
  }
}

function withPlaceMore(problem: AllocationProblem, program: string): AllocationProblem {
  const programs = problem.programs.map((one) => (one.id === program ? { ...one, capacity: one.capacity + 1 } : one))
  return { ...problem, programs }
}

// Halving: `high` was tried and holds or is the count, the one before was tried and does not hold or there is none.
async function firstThatHolds(count: number, holds: (at: number) => Promise<boolean>): Promise<number> {
  let low = -1
  let high = count
  while (high - low > 1) {
    const at = (low + high) >> 1
    if (await holds(at)) high = at
    else low = at
  }
  return high
}
