import { finderIn } from './find-in-order.ts'
import { NONE, type NamedMarket } from '../market.ts'
import { compareIds } from '../order.ts'
import type { ReadOutcome, Violation } from '../types.ts'
import { differingKeys } from './verify-explanations.ts'
import type { Thresholds } from './verify-thresholds.ts'

/** V10: the lists are complete, sorted and without repetition, and the sums of every program are those of its children. */
export function checkLedger(named: NamedMarket, thresholds: Thresholds, outcome: ReadOutcome): Violation[] {
  const { assignments, unplaced, programs } = outcome
  const found: Violation[] = []
  const wrong = (message: string, program?: string, child?: string) =>
    found.push({ check: 'V10', program, child, message })

  const childAt = finderIn(named.childIds)
  const placed = new Uint8Array(named.childIds.length)
  let before = ''
  let isSorted = true
  for (const { child: id } of assignments) {
    const child = childAt(id)
    if (child !== NONE) placed[child] = 1
    isSorted &&= before < id
    before = id
  }
  const listed = new Uint8Array(named.childIds.length)
  for (const id of unplaced) {
    const child = childAt(id)
    if (child !== NONE) listed[child] = 1
  }
  for (const [child, id] of named.childIds.entries()) {
    if (placed[child] === 1 && listed[child] === 1) wrong('is listed as unplaced and has a place', undefined, id)
    if (placed[child] === 0 && listed[child] === 0) {
      wrong('has no place and is not listed as unplaced', undefined, id)
    }
  }
  for (const id of unplaced) {
    if (childAt(id) === NONE) wrong('is listed as unplaced and not in the problem', undefined, id)
  }
  if (!isAscending(unplaced)) wrong('unplaced is not sorted, or repeats a child')
  if (!isSorted) wrong('assignments are not sorted by child, or repeat one')

  const ids = named.programs.map(({ id }) => id)
  if (programs.length !== ids.length || programs.some(({ id }, at) => id !== ids[at])) {
    wrong('programs are not those of the problem, sorted by id')
  }
  const counted = countPlaces(named, outcome)
  const programAt = new Map(ids.map((id, at) => [id, at]))
  for (const { id, capacity, held, present, reserves, shares, shareCutoffs } of programs) {
    const program = programAt.get(id)
    if (program === undefined) continue
    const input = named.programs[program]
    const { children, staying, labels } = counted.get(id) ?? {
      children: 0,
      staying: 0,
      labels: new Map<string, number>(),
    }
    if (capacity !== input.capacity) wrong(`capacity is ${capacity}, the problem says ${input.capacity}`, id)
    if (held !== children) wrong(`held is ${held}, ${children} children are assigned`, id)
    if (present !== (staying === 0 ? undefined : staying)) {
      wrong(`present is ${present ?? 'not there'}, ${staying} children keep their present place`, id)
    }
    const expected = Object.entries(input.reserves).map(([company, places]) => {
      return [company, { places, used: labels.get(company) ?? 0 }]
    })
    for (const company of differingKeys(reserves, Object.fromEntries(expected))) {
      wrong(`reserves.${company} does not add up`, id)
    }
    for (const company of differingKeys(shares, expectedShares(named, thresholds, program))) {
      wrong(`shares.${company} is not what Sainte-Laguë gives`, id)
    }
    if ((shareCutoffs === undefined) !== (input.poolShares === undefined)) {
      wrong('shareCutoffs stand where there are pool shares, and only there', id)
    }
  }
  return found
}

function countPlaces({ market, programs, childIds }: NamedMarket, { assignments }: ReadOutcome) {
  const childAt = finderIn(childIds)
  const counts = new Map<string, { children: number; staying: number; labels: Map<string, number> }>()
  for (const { child, program, countsFor } of assignments) {
    const count = counts.get(program) ?? { children: 0, staying: 0, labels: new Map<string, number>() }
    count.children++
    const present = market.present === null ? NONE : (market.present[childAt(child)] ?? NONE)
    if (present !== NONE && programs[present].id === program) count.staying++
    if (countsFor !== null) count.labels.set(countsFor, (count.labels.get(countsFor) ?? 0) + 1)
    counts.set(program, count)
  }
  return counts
}

// A company of weight 0 stands there with no places.
function expectedShares({ market, programs, companies }: NamedMarket, { shares }: Thresholds, program: number) {
  const table = Object.keys(programs[program].poolShares ?? {}).map((company): [string, number] => [company, 0])
  const divided = new Map(table)
  if (market.shares !== null) {
    const { start, company } = market.shares
    for (let slot = start[program]; slot < start[program + 1]; slot++)
      divided.set(companies[company[slot]], shares[slot])
  }
  return Object.fromEntries(divided)
}

function isAscending(ids: string[]): boolean {
  return ids.every((id, at) => at === 0 || compareIds(ids[at - 1], id) < 0)
}
