import { hashOutcome, hashProblem } from './canonical.ts'
import type { Choice } from './choose.ts'
import { cutoffsOf, type ProgramCutoffs } from './cutoffs.ts'
import { runRound } from './deferred-acceptance.ts'
import { explainChildren, type Ended } from './explain.ts'
import { buildFamilyRows, type FamilyRows } from './family-rows.ts'
import { labelChildren } from './labels.ts'
import { lookUp } from './look-up.ts'
import { buildMarket, NONE, type MarketProblem, type NamedMarket } from './market.ts'
import { compareIds } from './order.ts'
import { FamilyCodes } from './siblings/family-codes.ts'
import { familiesToSplit, settleFamilies, type Decided, type FamilyOptions } from './siblings/settle-families.ts'
import type { AllocationOutcome, AllocationProblem, Assignment, OutcomeRows, ProgramOutcome } from './types.ts'

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
    if (apart.length === 0) {
      const market = { named, problemHash: hashProblem(problem) }
      return completed(outcomeOf(market, withSplit(decided, split), options, families))
    }
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
  return completed(allocateMarket({ named: buildMarket(problem), problemHash: hashProblem(problem) }, options))
}

/**
 * The same for a market of single children, such as one that was read in pieces. Assignments and explanations are made as
 * somebody goes through them, so that no object is kept for them either.
 */
export function allocateMarket(problem: MarketProblem, options: AllocateOptions = {}): OutcomeRows {
  // 2. Every child proposes along its list; programs keep whom their rule keeps.
  return outcomeOf(problem, decideSingles(problem.named, options), options)
}

function completed({ assignments, explanations, ...others }: OutcomeRows): AllocationOutcome {
  const outcome = {
    ...others,
    assignments: [...assignments],
    ...(explanations !== undefined && { explanations: [...explanations] }),
  }
  return { ...outcome, outcomeHash: hashOutcome(outcome) }
}

function outcomeOf(
  { named, problemHash }: MarketProblem,
  { method, methodDetail, claims, wish, choice }: Decided,
  options: AllocateOptions,
  families?: FamilyRows,
): OutcomeRows {
  const codes = families && new FamilyCodes(named, families, wish)
  const familyCode = (child: number, program: number) => codes?.codeAt(child, program) ?? null
  // 3. Each child held gets the label for whom it counts.
  const countsFor = labelChildren(choice.companyPlaces, named.market.children)
  const ended = (child: number) => endingOf(named, wish, countsFor, child)
  // 4. Each program states what it would have taken to get in, and each child is told how its wishes stood to that.
  const cutoffs = named.programs.map((_, program) => cutoffsOf(named, choice, program))
  // 5. The outcome carries the hashes of what it answers and, once its rows are complete, of itself.
  return {
    format: 'allocation-outcome/1',
    problemHash,
    method,
    methodDetail,
    assignments: { [Symbol.iterator]: () => assignmentsOf(named, ended) },
    unplaced: named.childIds.filter((_, child) => wish[child] === NONE),
    programs: programOutcomes(named, choice, cutoffs, { wish, countsFor }),
    claims,
    ...(options.explanations !== false && {
      explanations: { [Symbol.iterator]: () => explainChildren(named, cutoffs, ended, familyCode) },
    }),
  }
}

function endingOf(
  { market, programs, companies }: NamedMarket,
  wish: Int32Array,
  countsFor: Int32Array,
  child: number,
): Ended {
  if (wish[child] === NONE) return null
  const program = programs[market.wishes[2 * (market.wishStart[child] + wish[child])]].id
  return { program, countsFor: countsFor[child] === NONE ? null : companies[countsFor[child]] }
}

function* assignmentsOf({ childIds }: NamedMarket, ended: (child: number) => Ended): Generator<Assignment> {
  for (const [child, id] of childIds.entries()) {
    const end = ended(child)
    if (end !== null) yield { child: id, ...end }
  }
}

function programOutcomes(
  named: NamedMarket,
  choice: Choice,
  cutoffs: ProgramCutoffs[],
  placed: { wish: Int32Array; countsFor: Int32Array },
): ProgramOutcome[] {
  const used = countLabels(named, placed)
  return named.programs.map(({ id, capacity, reserves, poolShares }, program) => {
    const shareOf = sharesAt(named, choice, program)
    const { pool, companies, shares } = cutoffs[program]
    const reserveRows = Object.keys(reserves)
      .toSorted()
      .map((company) => [company, { places: reserves[company], used: used(program, company) }])
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

function countLabels(
  { market, companies }: NamedMarket,
  { wish, countsFor }: { wish: Int32Array; countsFor: Int32Array },
): (program: number, company: string) => number {
  const counts = new Int32Array(market.programs * market.companies)
  for (let child = 0; child < market.children; child++) {
    if (countsFor[child] === NONE) continue
    counts[market.wishes[2 * (market.wishStart[child] + wish[child])] * market.companies + countsFor[child]]++
  }
  const companyAt = new Map(companies.map((id, at) => [id, at]))
  return (program, company) => counts[program * market.companies + lookUp(companyAt, company)]
}
