import { isObject } from './format-reader.ts'
import { lookUp } from './look-up.ts'
import { NONE, scoreAt, type CompanyRows, type NamedMarket } from './market.ts'
import type { AllocationOutcome, ChildInput, Cutoff, ProgramInput, Violation, WishExplanation } from './types.ts'
import { familyCode } from './verify-family-codes.ts'
import type { Placement } from './verify-market.ts'
import type { Standing } from './verify-standing.ts'
import { CLOSED, OPEN, type Thresholds } from './verify-thresholds.ts'

/** V9: every published cut-off, worked out again from the children held. */
export function checkProgramCutoffs(
  named: NamedMarket,
  thresholds: Thresholds,
  { programs }: AllocationOutcome,
): Violation[] {
  const at = new Map(named.programs.map(({ id }, program) => [id, program]))
  const found: Violation[] = []
  for (const { id, cutoffs, shareCutoffs = {} } of programs) {
    const program = at.get(id)
    if (program === undefined) continue
    const expected = expectedCutoffs(named, thresholds, program)
    const differences = [
      ...differingKeys(cutoffs, { pool: expected.pool, ...expected.companies }).map((key) => `cutoffs.${key}`),
      ...differingKeys(shareCutoffs, expected.shares).map((key) => `shareCutoffs.${key}`),
    ]
    for (const key of differences) {
      found.push({ check: 'V9', program: id, message: `${key} is not what the children held there make it` })
    }
  }
  return found
}

/** V9: every code and figure of every explanation. Explanations that were left out on request say nothing wrong. */
export function checkExplanations(
  named: NamedMarket,
  thresholds: Thresholds,
  placement: Placement,
  standing: Standing,
  { explanations }: AllocationOutcome,
): Violation[] {
  if (explanations === undefined) return []
  const found: Violation[] = []
  const cutoffs = named.programs.map((_, program) => expectedCutoffs(named, thresholds, program))
  const programAt = new Map(named.programs.map(({ id }, at) => [id, at]))
  const given = new Map(explanations.map((explanation) => [explanation.child, explanation]))
  const inOrder = explanations.length === named.children.length
  if (!inOrder || named.children.some(({ id }, at) => explanations[at].child !== id)) {
    found.push({ check: 'V9', message: 'the explanations are not one for each child, sorted by child' })
  }
  for (const [at, child] of named.children.entries()) {
    const explained = given.get(child.id)
    if (explained === undefined) continue
    const wrong = (message: string, program?: string) => found.push({ check: 'V9', program, child: child.id, message })
    const told = explained.wishes
    const list = named.lists[at]
    if (told.length !== list.length || told.some(({ program }, wish) => program !== list[wish])) {
      wrong('is not told about each of its wishes in their order')
      continue
    }
    const met = heldProgram(named, placement, at)
    for (const [wish, id] of list.entries()) {
      const program = lookUp(programAt, id)
      const explanation = told[wish]
      const own = ownFigures(named, placement, at, id, met)
      const needed = { pool: cutoffs[program].pool, ...pick(cutoffs[program].companies, child.companies) }
      const neededShares = pick(cutoffs[program].shares, child.companies)
      const isTogether = standing.rows.familyOf[at] !== NONE && !isSettled(child, id, met)
      const code = isTogether
        ? familyCode(named, standing, thresholds, at, program)
        : codeFor(child, named.programs[program], met, list.slice(0, wish))
      if (explanation.code !== code) wrong(`the code is ${explanation.code}, it should be ${code}`, id)
      for (const key of differingKeys(explanation.own, own)) wrong(`own.${key} is wrong`, id)
      for (const key of differingKeys(explanation.needed, needed)) wrong(`needed.${key} is wrong`, id)
      for (const key of differingKeys(explanation.neededShares ?? {}, neededShares))
        wrong(`neededShares.${key} is wrong`, id)
    }
  }
  return found
}

// What decides whoever else applies with the child.
function isSettled({ blocked }: ChildInput, program: string, met: string | null): boolean {
  return program === met || (blocked !== undefined && blocked.includes(program))
}

function codeFor(
  child: ChildInput,
  program: ProgramInput,
  met: string | null,
  before: string[],
): WishExplanation['code'] {
  if (child.blocked !== undefined && child.blocked.includes(program.id)) return 'blocked'
  if (program.id === met) return 'admitted'
  if (met !== null && before.includes(met)) return 'better-wish-met'
  return program.capacity === 0 ? 'no-places' : 'below-cutoff'
}

function ownFigures(named: NamedMarket, placement: Placement, child: number, program: string, met: string | null) {
  const { priority, poolPriority, present } = named.children[child]
  const own: WishExplanation['own'] = { priority: scoreAt(priority, program), lot: named.lots[child] }
  const inPool = poolPriority === undefined ? own.priority : scoreAt(poolPriority, program)
  if (inPool !== own.priority) own.poolPriority = inPool
  if (present === program) own.present = true
  if (program === met) {
    const company = placement.countsFor[child]
    own.countsFor = company === NONE ? null : named.companies[company]
  }
  return own
}

function heldProgram({ market, programs }: NamedMarket, { wish }: Placement, child: number): string | null {
  if (wish[child] === NONE) return null
  return programs[market.wishes[2 * (market.wishStart[child] + wish[child])]].id
}

function expectedCutoffs(named: NamedMarket, thresholds: Thresholds, program: number) {
  const { market, programs } = named
  const { id, capacity, reserves, poolShares } = programs[program]
  const figures = (score: 'priority' | 'poolPriority') => (child: number) => {
    const { priority, poolPriority = priority } = named.children[child]
    const used = score === 'priority' ? priority : poolPriority
    return { priority: scoreAt(used, id), lot: named.lots[child] }
  }
  const ofRows = (rows: CompanyRows, last: Int32Array, figure: (child: number) => Cutoff) => {
    const slots = Array.from(
      { length: rows.start[program + 1] - rows.start[program] },
      (_, at) => rows.start[program] + at,
    )
    return slots.map((slot): [string, Cutoff] => [named.companies[rows.company[slot]], cutoff(last[slot], figure)])
  }

  return {
    // The market holds no more places than wishes, the file may.
    pool:
      thresholds.held[program] < capacity ? 'open' : cutoff(thresholds.lastOfPool[program], figures('poolPriority')),
    companies: Object.fromEntries([
      ...closed(reserves),
      ...ofRows(market.reserves, thresholds.lastOfCompany, figures('priority')),
    ]),
    shares: Object.fromEntries([
      ...closed(poolShares ?? {}),
      ...(market.shares === null ? [] : ofRows(market.shares, thresholds.lastOfShare, figures('poolPriority'))),
    ]),
  }
}

function cutoff(last: number, figure: (child: number) => Cutoff): Cutoff {
  return last === OPEN ? 'open' : last === CLOSED ? 'closed' : figure(last)
}

// What holds for a company with a zero, which has no slot; the others are written over it.
function closed(table: Record<string, number>): [string, Cutoff][] {
  return Object.keys(table).map((company) => [company, 'closed'])
}

function pick(cutoffs: Record<string, Cutoff>, companies: string[]): Record<string, Cutoff> {
  const own = companies.filter((company) => Object.hasOwn(cutoffs, company))
  return Object.fromEntries(own.map((company) => [company, cutoffs[company]]))
}

/** The keys under which two objects differ, those included that only one of them has. */
export function differingKeys(given: object, expected: object): string[] {
  const left: Record<string, unknown> = { ...given }
  const right: Record<string, unknown> = { ...expected }
  const found = Object.keys(right).filter((key) => !Object.hasOwn(left, key) || !isSame(left[key], right[key]))
  return found.concat(Object.keys(left).filter((key) => !Object.hasOwn(right, key)))
}

// Equal as JSON. A key more or less makes objects differ.
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  return isObject(one) && isObject(other) && differingKeys(one, other).length === 0
}
