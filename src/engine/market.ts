import { ChildColumns, type ChildRows, type GatheredChildren, type Lists } from './child-columns.ts'
import type { Numbers } from './column.ts'
import { NONE } from './id-table.ts'
import { lookUp } from './look-up.ts'
import { lotDrawer } from './lot.ts'
import { compareIds, rankWishes, tieOrder } from './order.ts'
import type { AllocationProblem, ProgramInput } from './types.ts'
import { membershipOf } from './wish-lists.ts'

export { NONE }

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
  /** Places, at most one more than there are wishes for the program: more can never be missed. */
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
  /** For each child the program where it has a place already, NONE for none; null where nobody has one. */
  present: Int32Array | null
}

/** The market together with the ids and figures behind its numbers. No object is kept for a child. */
export type NamedMarket = {
  market: Market
  programs: ProgramInput[]
  companies: string[]
  childIds: string[]
  /** The lot of each child, drawn from the seed where the file has none; siblings who apply together share theirs. */
  lots: (string | null)[]
  /** What each child is told about. Where every child asks for all of it, an entry has the number of the wish in the market. */
  lists: Lists
}

/** A market, and the hash of the problem that it is. */
export type MarketProblem = { named: NamedMarket; problemHash: string }

/** The slot 0 … k−1 of a company at a program, NONE where it has none. */
export function slotOf({ start, company }: CompanyRows, program: number, wanted: number): number {
  if (wanted === NONE) return NONE
  const first = start[program]
  const end = start[program + 1]
  for (let slot = first; slot < end; slot++) if (company[slot] === wanted) return slot - first
  return NONE
}

/** Where a program stands in what a child is told about, as a number in `lists`; NONE where it does not. */
export function entryOf({ start, program }: Lists, child: number, wanted: number): number {
  for (let entry = start[child]; entry < start[child + 1]; entry++) if (program[entry] === wanted) return entry
  return NONE
}

/** The priority of a child at a program that it is told about. */
export function priorityOf({ lists }: NamedMarket, child: number, program: number): number {
  return lists.score[entryOf(lists, child, program)]
}

/** The same in the order of the pool. */
export function poolPriorityOf({ lists }: NamedMarket, child: number, program: number): number {
  return (lists.poolScore ?? lists.score)[entryOf(lists, child, program)]
}

/** The ids of a child's companies, sorted. */
export function companiesOf({ market, companies }: NamedMarket, child: number): string[] {
  const own = market.childCompanies.subarray(2 * child, 2 * child + 2)
  return Array.from(
    own.filter((company) => company !== NONE),
    (company) => companies[company],
  )
}

/**
 * The problem as typed arrays. Expects what `readProblem` accepted.
 *
 * @param split families whose children stand alone, with their own wishes and still with the family's lot
 */
export function buildMarket(problem: AllocationProblem, split: ReadonlySet<string> = new Set()): NamedMarket {
  const programs = problem.programs.toSorted((a, b) => compareIds(a.id, b.id))
  const columns = new ChildColumns(programs)
  const together = membershipOf(problem, split)
  for (const child of problem.children) columns.add(child, together.get(child.id))
  return marketOf({ problem, programs, gathered: columns.finish() })
}

/** A problem whose children were gathered one by one; its programs are sorted by id. */
export type GatheredProblem = {
  problem: Omit<AllocationProblem, 'programs' | 'children'>
  programs: ProgramInput[]
  gathered: GatheredChildren
}

/**
 * The market of a problem that was gathered.
 *
 * @param drawn lots from its seed that are known already: those of the first children as they were gathered
 */
export function marketOf({ problem, programs, gathered }: GatheredProblem, drawn: readonly string[] = []): NamedMarket {
  const { children, companies, order } = gathered
  const numberOf = new Map(companies.map((id, at) => [id, at]))
  const lots = lotsOf(problem, children, order === null ? drawn : [])
  const wishes = wishRows(children, tieOrder(lots))
  const wanted = new Int32Array(programs.length)
  for (let at = 0; at < wishes.wishes.length; at += 2) wanted[wishes.wishes[at]]++

  const market: Market = {
    programs: programs.length,
    children: children.ids.length,
    companies: companies.length,
    capacity: Int32Array.from(programs, ({ capacity }, at) => Math.min(capacity, wanted[at] + 1)),
    reserves: reserveRows(programs, numberOf, wanted),
    shares: shareRows(programs, numberOf),
    ...wishes,
    childCompanies: children.companies,
    present: children.present.some((program) => program !== NONE) ? children.present : null,
  }
  return { market, programs, companies, childIds: children.ids, lots, lists: children.lists }
}

type Tickets = Pick<AllocationProblem, 'seed' | 'families'>

function lotsOf(
  { seed, families = [] }: Tickets,
  { ids, lots }: ChildRows,
  drawn: readonly string[],
): (string | null)[] {
  if (seed === undefined) return lots
  const familyOf = new Map(families.flatMap(({ id, children: members }) => members.map((child) => [child, id])))
  const draw = lotDrawer(seed)
  return lots.map((lot, child) => lot ?? drawn[child] ?? draw(familyOf.get(ids[child]) ?? ids[child]))
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

function wishRows({ lists }: ChildRows, tie: Int32Array) {
  const {
    start: wishStart,
    program,
    score,
    poolScore,
  } = lists.unasked === null ? lists : withoutUnasked(lists, lists.unasked)
  // In shared memory, so that a thread of its own can judge the market without a copy.
  const wishes = new Int32Array(new SharedArrayBuffer(8 * program.length))
  const ranks = rankWishes(score, tie, wishStart)
  for (let wish = 0; wish < program.length; wish++) {
    wishes[2 * wish] = program[wish]
    wishes[2 * wish + 1] = ranks[wish]
  }
  const sameOrder = poolScore === null || areSame(score, poolScore)
  return { wishStart, wishes, poolRank: sameOrder ? null : rankWishes(poolScore, tie, wishStart) }
}

function areSame(one: Numbers, other: Numbers): boolean {
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false
  return true
}

function withoutUnasked({ start: all, program, score, poolScore }: Lists, unasked: Uint8Array): Lists {
  const isAsked = (_: number, entry: number) => unasked[entry] === 0
  const start = new Int32Array(all.length)
  for (let child = 0; child < all.length - 1; child++) {
    start[child + 1] = start[child] + unasked.subarray(all[child], all[child + 1]).filter((is) => is === 0).length
  }
  return {
    start,
    program: program.filter(isAsked),
    score: score.filter(isAsked),
    poolScore: poolScore && poolScore.filter(isAsked),
    blocked: null,
    unasked: null,
  }
}
