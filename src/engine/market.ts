import { lookUp } from './look-up.ts'
import { drawLot } from './lot.ts'
import { compareIds, rankWishes, tieOrder } from './order.ts'
import type { AllocationProblem, ChildInput, ProgramInput, Score } from './types.ts'
import { askedListOf, membershipOf, toldListOf } from './wish-lists.ts'

/** No child, no program, no company. */
export const NONE = -1

/** Company → number at each program, as rows: program p has the slots `start[p]` to `start[p + 1] - 1`. */
export type CompanyRows = {
  start: Int32Array
  /** Ascending within a program, so a smaller slot is a smaller company id. */
  company: Int32Array
}

/**
 * A problem as typed arrays. Programs, children and companies are numbered in the order of their ids; blocked wishes
 * are left out. A rank is smaller for who comes first and differs between the children of a program.
 */
export type Market = {
  programs: number
  children: number
  companies: number
  /** Places, at most one more than there are wishes for the program: that one can never be taken. */
  capacity: Int32Array
  reserves: CompanyRows & { places: Int32Array }
  /** Pool shares; the capacity as written, since it is what is divided. Null where nobody agreed any. */
  shares: (CompanyRows & { weight: Float64Array; capacity: Float64Array }) | null
  /** Child c has the wishes `wishStart[c]` to `wishStart[c + 1] - 1`. */
  wishStart: Int32Array
  /** Two numbers for each wish, side by side in memory: the program and the child's rank there. */
  wishes: Int32Array
  /** The rank in the pool for each wish; null where the pool has no order of its own. */
  poolRank: Int32Array | null
  /** Two companies for each child, the smaller first, NONE after the last. */
  childCompanies: Int32Array
  /** The program where each child has a place already, NONE where it has none; null where nobody has one. */
  present: Int32Array | null
}

/** The market together with the ids and figures behind its numbers. */
export type NamedMarket = {
  market: Market
  programs: ProgramInput[]
  children: ChildInput[]
  companies: string[]
  /** The lot of each child, drawn from the seed where the file has none; siblings who apply together share theirs. */
  lots: (string | null)[]
  /** For each child the programs that it is told about, blocked ones included. */
  lists: string[][]
}

/** The slot 0 … k−1 of a company at a program, NONE where it has none. */
export function slotOf({ start, company }: CompanyRows, program: number, wanted: number): number {
  if (wanted === NONE) return NONE
  const first = start[program]
  const end = start[program + 1]
  for (let slot = first; slot < end; slot++) if (company[slot] === wanted) return slot - first
  return NONE
}

/** Reads a child's score at a program. */
export function scoreAt(score: Score, program: string): number {
  return typeof score === 'number' ? score : score[program]
}

/**
 * The problem as typed arrays. Expects what `readProblem` accepted.
 *
 * @param split families whose children stand alone, with their own wishes and still with the family's lot
 */
export function buildMarket(problem: AllocationProblem, split: ReadonlySet<string> = new Set()): NamedMarket {
  const programs = problem.programs.toSorted((a, b) => compareIds(a.id, b.id))
  const children = problem.children.toSorted((a, b) => compareIds(a.id, b.id))
  const companies = companyIds(programs, children)
  const numberOf = new Map(companies.map((id, at) => [id, at]))
  const lots = lotsOf(problem, children)
  const together = membershipOf(problem, split)
  const lists = children.map((child) => toldListOf(child, together.get(child.id)))
  const asked = children.map((child, at) => askedListOf(child, lists[at], together.get(child.id)))

  const wishes = wishRows(programs, children, asked, tieOrder(lots))
  const wanted = new Int32Array(programs.length)
  for (let at = 0; at < wishes.wishes.length; at += 2) wanted[wishes.wishes[at]]++

  const market: Market = {
    programs: programs.length,
    children: children.length,
    companies: companies.length,
    capacity: Int32Array.from(programs, ({ capacity }, at) => Math.min(capacity, wanted[at] + 1)),
    reserves: reserveRows(programs, numberOf, wanted),
    shares: shareRows(programs, numberOf),
    ...wishes,
    childCompanies: childCompanyRows(children, numberOf),
    present: presentRow(programs, children),
  }
  return { market, programs, children, companies, lots, lists }
}

function lotsOf({ seed, families = [] }: AllocationProblem, children: ChildInput[]): (string | null)[] {
  const familyOf = new Map(families.flatMap(({ id, children: members }) => members.map((child) => [child, id])))
  return children.map(({ id, lot }) => lot ?? (seed === undefined ? null : drawLot(seed, familyOf.get(id) ?? id)))
}

function companyIds(programs: ProgramInput[], children: ChildInput[]): string[] {
  const ids = new Set<string>()
  for (const { reserves, poolShares } of programs) {
    for (const id of Object.keys(reserves)) ids.add(id)
    for (const id of Object.keys(poolShares ?? {})) ids.add(id)
  }
  for (const { companies } of children) for (const id of companies) ids.add(id)
  return [...ids].toSorted(compareIds)
}

function reserveRows(programs: ProgramInput[], numberOf: Map<string, number>, wanted: Int32Array): Market['reserves'] {
  const rows = companyRows(
    programs.map(({ reserves }) => reserves),
    numberOf,
  )
  // One more than can ever be taken keeps a place free for the cut-offs.
  const places = Int32Array.from(rows.number, (number, slot) => Math.min(number, wanted[rows.program[slot]] + 1))
  return { start: rows.start, company: rows.company, places }
}

function shareRows(programs: ProgramInput[], numberOf: Map<string, number>): Market['shares'] {
  if (programs.every(({ poolShares }) => poolShares === undefined)) return null
  const rows = companyRows(
    programs.map(({ poolShares }) => poolShares ?? {}),
    numberOf,
  )
  const capacity = Float64Array.from(programs, (program) => program.capacity)
  return { start: rows.start, company: rows.company, weight: rows.number, capacity }
}

// A company with a zero has no place and no weight, so it gets no slot.
function companyRows(tables: Record<string, number>[], numberOf: Map<string, number>) {
  const start = new Int32Array(tables.length + 1)
  const company: number[] = []
  const number: number[] = []
  const program: number[] = []
  tables.forEach((table, at) => {
    const rows = Object.entries(table).filter(([, value]) => value > 0)
    for (const [id, value] of rows.toSorted(([a], [b]) => compareIds(a, b))) {
      company.push(lookUp(numberOf, id))
      number.push(value)
      program.push(at)
    }
    start[at + 1] = company.length
  })
  return { start, company: Int32Array.from(company), number: Float64Array.from(number), program }
}

function wishRows(programs: ProgramInput[], children: ChildInput[], own: string[][], tie: Int32Array) {
  const numberOf = new Map(programs.map(({ id }, at) => [id, at]))
  const wishStart = new Int32Array(children.length + 1)
  own.forEach((list, at) => (wishStart[at + 1] = wishStart[at] + list.length))

  const count = wishStart[children.length]
  const wishes = new Int32Array(2 * count)
  const score = new Float64Array(count)
  const poolScore = new Float64Array(count)
  const ties = new Int32Array(count)
  children.forEach(({ priority, poolPriority = priority }, child) => {
    own[child].forEach((id, at) => {
      const wish = wishStart[child] + at
      wishes[2 * wish] = lookUp(numberOf, id)
      score[wish] = scoreAt(priority, id)
      poolScore[wish] = scoreAt(poolPriority, id)
      ties[wish] = tie[child]
    })
  })

  rankWishes(score, ties, children.length).forEach((rank, wish) => (wishes[2 * wish + 1] = rank))
  const sameOrder = score.every((value, wish) => value === poolScore[wish])
  return { wishStart, wishes, poolRank: sameOrder ? null : rankWishes(poolScore, ties, children.length) }
}

function childCompanyRows(children: ChildInput[], numberOf: Map<string, number>): Int32Array {
  const rows = new Int32Array(2 * children.length).fill(NONE)
  children.forEach(({ companies }, child) => {
    const numbers = companies.map((id) => lookUp(numberOf, id)).toSorted((a, b) => a - b)
    rows.set(numbers, 2 * child)
  })
  return rows
}

function presentRow(programs: ProgramInput[], children: ChildInput[]): Int32Array | null {
  if (children.every(({ present }) => present === undefined)) return null
  const numberOf = new Map(programs.map(({ id }, at) => [id, at]))
  return Int32Array.from(children, ({ present }) => (present === undefined ? NONE : lookUp(numberOf, present)))
}
