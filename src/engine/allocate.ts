import { hashOutcome, hashProblem } from './canonical.ts'
import type { Choice } from './choose.ts'
import { cutoffsOf, type ProgramCutoffs } from './cutoffs.ts'
import { runRound } from './deferred-acceptance.ts'
import { explainChild, type Ended } from './explain.ts'
import { buildFamilyRows, type FamilyRows } from './family-rows.ts'
import { labelChildren } from './labels.ts'
import { lookUp } from './look-up.ts'
import { buildMarket, NONE, type NamedMarket } from './market.ts'
import { compareIds } from './order.ts'
import { FamilyCodes } from './siblings/family-codes.ts'
import { familiesToSplit, settleFamilies, type Decided, type FamilyOptions } from './siblings/settle-families.ts'
import type { AllocationOutcome, AllocationProblem, Assignment, ChildExplanation, ProgramOutcome } from './types.ts'

export type AllocateOptions = {
  /** Called now and then with the number of children who are settled. */
  onProgress?: (done: number, total: number) => void
  /** False leaves the explanations out, which is most of the outcome. */
  explanations?: boolean
  /** How answer-set programs are solved; by default by clingo. */
  solve?: FamilyOptions['solve']
}

/**
 * Allocates the places of a problem. The same problem gives the same outcome, to the letter, on every machine and
 * whatever the order of its rows.
 *
 * @param problem what `readProblem` accepted
 */
export async function allocateProblem(
  problem: AllocationProblem,
  options: AllocateOptions = {},
): Promise<AllocationOutcome> {
  const { conflicts } = problem.solver ?? { conflicts: usualConflicts }
  const split = new Set<string>()
  for (;;) {
    const named = buildMarket(problem, split)
    const families = buildFamilyRows(problem, named, split)
    const decided =
      families.inputs.length === 0
        ? decideSingles(named, options)
        : await settleFamilies(named, families, { conflicts, solve: options.solve, onProgress: options.onProgress })
    // Who would rather be apart than without a place begins anew as single children, once.
    const apart = familiesToSplit(families, decided)
    if (apart.length === 0) return outcomeOf(problem, named, families, withSplit(decided, split), options)
    for (const id of apart) split.add(id)
  }
}

/** The hardest markets tried give the solver 1,500 conflicts a second on two cores: the limit is half a minute there. */
const usualConflicts = 50_000

function withSplit(decided: Decided, split: ReadonlySet<string>): Decided {
  if (split.size === 0) return decided
  return { ...decided, methodDetail: { ...decided.methodDetail, split: [...split].toSorted(compareIds) } }
}

function decideSingles({ market }: NamedMarket, { onProgress }: AllocateOptions): Decided {
  return { method: 'plain', methodDetail: {}, claims: [], ...runRound(market, { onProgress }) }
}

/**
 * The same for a problem without families, which needs no solver and so no waiting.
 *
 * @throws {Error} if the problem has families
 */
export function allocateSingles(problem: AllocationProblem, options: AllocateOptions = {}): AllocationOutcome {
  if ((problem.families ?? []).length > 0) throw new Error('families may need a solver: allocateProblem waits for it')
  // 1. Ids become numbers, priorities become ranks.
  const named = buildMarket(problem)
  // 2. Every child proposes along its list; programs keep whom their rule keeps.
  return outcomeOf(problem, named, buildFamilyRows(problem, named), decideSingles(named, options), options)
}

function outcomeOf(
  problem: AllocationProblem,
  named: NamedMarket,
  families: FamilyRows,
  { method, methodDetail, claims, wish, choice }: Decided,
  options: AllocateOptions,
): AllocationOutcome {
  // 3. Each child held gets the label for whom it counts.
  const countsFor = labelChildren(choice.companyPlaces, named.market.children)
  const ended = endings(named, wish, countsFor)
  // 4. Each program states what it would have taken to get in, and each child is told how its wishes stood to that.
  const cutoffs = named.programs.map((_, program) => cutoffsOf(named, choice, program))
  // 5. The outcome carries the hashes of what it answers and of itself.
  const outcome: Omit<AllocationOutcome, 'outcomeHash'> = {
    format: 'allocation-outcome/1',
    problemHash: hashProblem(problem),
    method,
    methodDetail,
    assignments: assignmentsOf(named, ended),
    unplaced: named.children.filter((_, child) => ended[child] === null).map(({ id }) => id),
    programs: programOutcomes(named, choice, cutoffs, ended),
    claims,
    ...(options.explanations !== false && {
      explanations: explain(named, cutoffs, ended, new FamilyCodes(named, families, wish)),
    }),
  }
  return { ...outcome, outcomeHash: hashOutcome(outcome) }
}

function endings({ market, programs, companies }: NamedMarket, wish: Int32Array, countsFor: Int32Array): Ended[] {
  return Array.from(wish, (at, child) => {
    if (at === NONE) return null
    const program = programs[market.wishes[2 * (market.wishStart[child] + at)]].id
    return { program, countsFor: countsFor[child] === NONE ? null : companies[countsFor[child]] }
  })
}

function assignmentsOf({ children }: NamedMarket, ended: Ended[]): Assignment[] {
  const assignments: Assignment[] = []
  children.forEach(({ id }, child) => {
    const end = ended[child]
    if (end !== null) assignments.push({ child: id, ...end })
  })
  return assignments
}

function programOutcomes(
  named: NamedMarket,
  choice: Choice,
  cutoffs: ProgramCutoffs[],
  ended: Ended[],
): ProgramOutcome[] {
  const used = countLabels(ended)
  return named.programs.map(({ id, capacity, reserves, poolShares }, program) => {
    const shareOf = sharesAt(named, choice, program)
    const { pool, companies, shares } = cutoffs[program]
    const reserveRows = Object.keys(reserves)
      .toSorted()
      .map((company) => [company, { places: reserves[company], used: used(id, company) }])
    const shareRows = Object.keys(poolShares ?? {})
      .toSorted()
      .map((company) => [company, shareOf(company)])
    return {
      id,
      capacity,
      held: choice.held[program],
      ...(choice.presentAt(program) > 0 && { present: choice.presentAt(program) }),
      reserves: Object.fromEntries(reserveRows),
      cutoffs: { pool, ...companies },
      shares: Object.fromEntries(shareRows),
      ...(poolShares !== undefined && { shareCutoffs: shares }),
    }
  })
}

function sharesAt({ market, companies }: NamedMarket, choice: Choice, program: number): (company: string) => number {
  const divided = new Map<string, number>()
  if (market.shares !== null) {
    const { start, company } = market.shares
    for (let slot = start[program]; slot < start[program + 1]; slot++) {
      divided.set(companies[company[slot]], choice.shares[slot])
    }
  }
  return (company) => divided.get(company) ?? 0
}

function countLabels(ended: Ended[]): (program: string, company: string) => number {
  const counts = new Map<string, Map<string, number>>()
  for (const end of ended) {
    if (end === null || end.countsFor === null) continue
    const ofProgram = counts.get(end.program) ?? new Map<string, number>()
    counts.set(end.program, ofProgram.set(end.countsFor, (ofProgram.get(end.countsFor) ?? 0) + 1))
  }
  return (program, company) => counts.get(program)?.get(company) ?? 0
}

function explain(
  { programs, children, lists, lots }: NamedMarket,
  cutoffs: ProgramCutoffs[],
  ended: Ended[],
  families: FamilyCodes,
) {
  const known = new Map(programs.map((input, at) => [input.id, { input, cutoffs: cutoffs[at] }]))
  return children.map((child, at): ChildExplanation => {
    const familyCode = families.isTogether(at) ? (program: string) => families.codeAt(at, program) : undefined
    return explainChild(child, lists[at], lots[at], ended[at], (id) => lookUp(known, id), familyCode)
  })
}
