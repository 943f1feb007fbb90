import { isObject } from '../files/format-reader.ts'
import { finderIn } from './find-in-order.ts'
import { companiesOf, NONE, poolPriorityOf, priorityOf, type CompanyRows, type NamedMarket } from '../market.ts'
import type { ReadOutcome, Cutoff, Violation, WishExplanation } from '../types.ts'
import { familyCode } from './verify-family-codes.ts'
import type { Placement } from './verify-market.ts'
import type { Standing } from './verify-standing.ts'
import { CLOSED, OPEN, type Thresholds } from './verify-thresholds.ts'

/** V9: every published cut-off, worked out again from the children held. */
export function checkProgramCutoffs(
  named: NamedMarket,
  thresholds: Thresholds,
  { programs }: ReadOutcome,
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
  { explanations }: ReadOutcome,
): Violation[] {
  if (explanations === undefined) return []
  const found: Violation[] = []
  const cutoffs = named.programs.map((_, program) => expectedCutoffs(named, thresholds, program))
  const childAt = finderIn(named.childIds)
  let next = 0
  let inOrder = true
  for (const explained of explanations) {
    const child = childAt(explained.child)
    inOrder &&= child === next++
    if (child === NONE) continue
    const childId = explained.child
    const wrong = (message: string, program?: string) => found.push({ check: 'V9', program, child: childId, message })
    const list = named.lists.program.subarray(named.lists.start[child], named.lists.start[child + 1])
    const told = explained.wishes
    if (told.length !== list.length || told.some(({ program }, wish) => program !== named.programs[list[wish]].id)) {
      wrong('is not told about each of its wishes in their order')
      continue
    }
    const companies = companiesOf(named, child)
    const met = heldProgram(named, placement, child)
    for (const [wish, program] of list.entries()) {
      const { id } = named.programs[program]
      const explanation = told[wish]
      const own = ownFigures(named, placement, child, program, met)
      const needed = { pool: cutoffs[program].pool, ...pick(cutoffs[program].companies, companies) }
      const neededShares = pick(cutoffs[program].shares, companies)
      const isTogether = standing.rows.familyOf[child] !== NONE && !isSettled(named, child, wish, program === met)
      const code = isTogether
        ? familyCode(named, standing, thresholds, child, program)
        : codeFor(named, child, list, wish, met)
      if (explanation.code !== code) wrong(`the code is ${explanation.code}, it should be ${code}`, id)
      for (const key of differingKeys(explanation.own, own)) wrong(`own.${key} is wrong`, id)
      for (const key of differingKeys(explanation.needed, needed)) wrong(`needed.${key} is wrong`, id)
      for (const key of differingKeys(explanation.neededShares ?? {}, neededShares))
        wrong(`neededShares.${key} is wrong`, id)
    }
  }
  if (!inOrder || next !== named.childIds.length) {
    found.push({ check: 'V9', message: 'the explanations are not one for each child, sorted by child' })
  }
  return found
}

// What decides whoever else applies with the child.
function isSettled({ lists }: NamedMarket, child: number, wish: number, isMet: boolean): boolean {
  return isMet || lists.blocked?.[lists.start[child] + wish] === 1
}

function codeFor(
  { lists, programs }: NamedMarket,
  child: number,
  list: Int32Array,
  wish: number,
  met: number,
): WishExplanation['code'] {
  if (lists.blocked !== null && lists.blocked[lists.start[child] + wish] === 1) return 'blocked'
  if (list[wish] === met) return 'admitted'
  if (met !== NONE && list.subarray(0, wish).includes(met)) return 'better-wish-met'
  return programs[list[wish]].capacity === 0 ? 'no-places' : 'below-cutoff'
}

function ownFigures(named: NamedMarket, placement: Placement, child: number, program: number, met: number) {
  const own: WishExplanation['own'] = { priority: priorityOf(named, child, program), lot: named.lots[child] }
  const inPool = poolPriorityOf(named, child, program)
  if (inPool !== own.priority) own.poolPriority = inPool
  if (named.market.present?.[child] === program) own.present = true
  if (program === met) {
    const company = placement.countsFor[child]
    own.countsFor = company === NONE ? null : named.companies[company]
  }
  return own
}

function heldProgram({ market }: NamedMarket, { wish }: Placement, child: number): number {
  return wish[child] === NONE ? NONE : market.wishes[2 * (market.wishStart[child] + wish[child])]
}

function expectedCutoffs(named: NamedMarket, thresholds: Thresholds, program: number) {
  const { market, programs } = named
  const { capacity, reserves, poolShares } = programs[program]
  const figures = (figure: typeof priorityOf) => (child: number) => {
    return { priority: figure(named, child, program), lot: named.lots[child] }
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
      thresholds.held[program] < capacity ? 'open' : cutoff(thresholds.lastOfPool[program], figures(poolPriorityOf)),
    companies: Object.fromEntries([
      ...closed(reserves),
      ...ofRows(market.reserves, thresholds.lastOfCompany, figures(priorityOf)),
    ]),
    shares: Object.fromEntries([
      ...closed(poolShares ?? {}),
      ...(market.shares === null ? [] : ofRows(market.shares, thresholds.lastOfShare, figures(poolPriorityOf))),
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
