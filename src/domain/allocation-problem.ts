import { allocateProblem } from '../engine/allocate.ts'
import { hashProblem } from '../engine/canonical.ts'
import type { AllocationOutcome, AllocationProblem } from '../engine/types.ts'
import { formatViolation, verifyOutcome } from '../engine/verify/verify.ts'
import { type AgeBand, ageBandOf, type PlaceClass } from './place-class.ts'
import { type CriterionAnswer, type PointsCatalogue, scoreAt, scoreTrace, type WishedKita } from './points-catalogue.ts'
import { ok, refuse, type Result } from './result.ts'
import type { Day, Month } from './day.ts'
import type { SiblingChoice } from './sibling-choice.ts'
import { type ApplyingSibling, siblingFamily } from './sibling-options.ts'

/** A request as the freeze finds it. `companies` are the confirmed employers only: at the freeze nobody else counts. */
export type FrozenRequest = {
  ticket: string
  birth: Day
  companies: string[]
  wishes: string[]
  answers: CriterionAnswer[]
  /** The Kitas of its wishes, each once, with the way from home. */
  wishedKitas: WishedKita[]
}

/** The children of one family who apply in the round, by their tickets, and what it has chosen for them. */
export type FrozenSiblings = { choice: SiblingChoice; tickets: string[] }

/** A quota place that its company has assigned to a place class. */
export type AssignedQuotaPlace = { id: string; companyId: string; placeClassId: string }

export type RoundInput = {
  placeClasses: PlaceClass[]
  quotaPlaces: AssignedQuotaPlace[]
  requests: FrozenRequest[]
  siblings: FrozenSiblings[]
  catalogue: PointsCatalogue
}

export type FreezeRefusal = {
  kind: 'reserves-exceed-vacancies'
  placeClassId: string
  reserved: number
  vacancies: number
}

/**
 * Turns requests, quotas and vacancies into an engine problem. Children carry their tickets, programs the ids of their place
 * classes. A wish for a place class of another age band does not fit the child and is left out. Siblings whose family has chosen
 * to have them together become a family of the engine (see `siblingFamily`); its children have no wishes of their own, unless
 * they may be split.
 *
 * Refuses where more places are reserved than vacant, naming the place class and both numbers.
 */
export function allocationProblemOf(input: RoundInput): Result<AllocationProblem, FreezeRefusal> {
  const classes = new Map(input.placeClasses.map((placeClass) => [placeClass.id, placeClass]))
  const reserves = new Map<string, Record<string, number>>(input.placeClasses.map(({ id }) => [id, {}]))
  for (const { placeClassId, companyId } of input.quotaPlaces) {
    const there = reserves.get(placeClassId)
    if (!there) throw new Error(`quota place assigned to unknown place class ${placeClassId}`)
    there[companyId] = (there[companyId] ?? 0) + 1
  }

  for (const { id, vacancies } of input.placeClasses) {
    const reserved = Object.values(reserves.get(id) ?? {}).reduce((sum, places) => sum + places, 0)
    if (reserved > vacancies)
      return refuse({ kind: 'reserves-exceed-vacancies', placeClassId: id, reserved, vacancies })
  }

  const wishesOf = new Map(input.requests.map((request) => [request.ticket, fittingWishes(request, classes)]))
  const families = input.siblings.flatMap(({ choice, tickets }) => {
    const siblings = tickets.map((ticket) => ({ ticket, wishes: wishesOf.get(ticket) ?? [] }))
    return siblingFamily(choice, siblings) ?? []
  })
  const onlyTogether = new Set(
    families.filter(({ together }) => together === 'require').flatMap(({ children }) => children),
  )

  return ok({
    format: 'allocation-problem/1',
    programs: input.placeClasses.map(({ id, vacancies }) => ({
      id,
      capacity: vacancies,
      reserves: reserves.get(id) ?? {},
    })),
    children: input.requests.map((request) => {
      const trace = scoreTrace(input.catalogue, request)
      const wished = wishesOf.get(request.ticket) ?? []
      return {
        id: request.ticket,
        wishes: onlyTogether.has(request.ticket) ? [] : wished.map(({ placeClassId }) => placeClassId),
        companies: request.companies.toSorted(),
        priority: Object.fromEntries(wished.map(({ placeClassId, kitaId }) => [placeClassId, scoreAt(kitaId, trace)])),
      }
    }),
    families,
  })
}

/** The wishes for places of the child's own age band, with their ranks in the list as the family wrote it. */
function fittingWishes(
  { birth, wishes }: FrozenRequest,
  classes: ReadonlyMap<string, PlaceClass>,
): ApplyingSibling['wishes'] {
  // Most wishes are for one start month, and calendars cost more than all the rest of a round's input.
  const bands = new Map<Month, AgeBand>()
  const bandAt = (startMonth: Month): AgeBand => {
    const band = bands.get(startMonth) ?? ageBandOf(birth, startMonth)
    bands.set(startMonth, band)
    return band
  }
  return wishes.flatMap((placeClassId, at) => {
    const wish = classes.get(placeClassId)
    if (!wish || bandAt(wish.startMonth) !== wish.ageBand) return []
    return { placeClassId, kitaId: wish.kitaId, rank: at + 1 }
  })
}

/** An outcome that the independent verifier has confirmed; there is no other way to get one. */
export type VerifiedAllocation = { problemHash: string; outcome: AllocationOutcome }

export type ComputeRefusal = { kind: 'verification-failed'; violations: string[] }

/** Solves and verifies. What does not verify is never a result: the violations come back for an incident. */
export async function computeAllocation(
  problem: AllocationProblem,
  onProgress?: (done: number, total: number) => void,
  allocate: typeof allocateProblem = allocateProblem,
): Promise<Result<VerifiedAllocation, ComputeRefusal>> {
  const outcome = await allocate(problem, onProgress ? { onProgress } : {})
  const violations = verifyOutcome(problem, outcome)
  if (violations.length > 0) {
    return refuse({ kind: 'verification-failed', violations: violations.map(formatViolation) })
  }
  return ok({ problemHash: hashProblem(problem), outcome })
}
