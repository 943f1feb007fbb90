import { Int32Column, NumberColumn, sameKind, type Numbers } from './column.ts'
import { IdTable, NONE } from './id-table.ts'
import { compareIds } from './order.ts'
import type { ChildInput, ProgramInput, Score } from './types.ts'
import { asksOf, toldListOf, type Membership } from './wish-lists.ts'

/**
 * What each child is told about, blocked programs included: child c has the entries `start[c]` to `start[c + 1] - 1`,
 * the most wanted first.
 */
export type Lists = {
  start: Int32Array
  program: Int32Array
  /** Priority of the child at the program. */
  score: Numbers
  /** Its priority in the pool; null where the pool has no order of its own. */
  poolScore: Numbers | null
  /** 1 where the program must not take the child; null where that is nowhere so. */
  blocked: Uint8Array | null
  /** 1 where the child does not ask, being blocked itself or in every option of its family; null where that is nowhere so. */
  unasked: Uint8Array | null
}

/** All children, sorted by id. */
export type ChildRows = {
  ids: string[]
  /** As the file has them, null where it has none. */
  lots: (string | null)[]
  lists: Lists
  /** Two companies for each child, the smaller first, NONE after the last. */
  companies: Int32Array
  /** The program where the child has a place already, NONE where it has none. */
  present: Int32Array
}

export type GatheredChildren = {
  /** Sorted by id. */
  children: ChildRows
  /** The ids of all companies, sorted. */
  companies: string[]
  /** In the order of the ids, the position at which each child was added; null if they were added in that order. */
  order: number[] | null
}

/**
 * Gathers children as columns of numbers, without keeping an object for each: a million of them fit into a few hundred
 * megabytes. Programs are numbered as they are given, companies in the order of their ids once all are known.
 */
export class ChildColumns {
  readonly programs = new IdTable()
  /** Numbered as they are met; sorted when all are known. */
  readonly companies = new IdTable()
  readonly ids: string[] = []
  private readonly lots: (string | null)[] = []
  private readonly start = new Int32Column()
  private readonly program = new Int32Column()
  private readonly score = new NumberColumn()
  private readonly childCompanies = new Int32Column()
  private readonly present = new Int32Column()
  /** Entries that are blocked or not asked for, and entries with a pool score of their own: few or none. */
  private readonly blocked: number[] = []
  private readonly unasked: number[] = []
  private poolScore: NumberColumn | null = null

  /** @param programs sorted by id */
  constructor(programs: readonly ProgramInput[]) {
    for (const { id, reserves, poolShares = {} } of programs) {
      this.programs.add(id)
      for (const company of [...Object.keys(reserves), ...Object.keys(poolShares)]) this.companies.add(company)
    }
    this.start.push(0)
  }

  /** Adds a child with what it is told about, and of that what it asks for; its wishes, unless its family says more. */
  add(child: ChildInput, membership?: Membership): void {
    const { id, lot, companies, priority, poolPriority, present, blocked } = child
    const asks = asksOf(child, membership)
    for (const program of toldListOf(child, membership)) {
      if (blocked?.includes(program) === true) this.blocked.push(this.program.length)
      if (!asks(program)) this.unasked.push(this.program.length)
      const score = scoreAt(priority, program)
      this.addEntry(
        this.programs.numberOf(program),
        score,
        poolPriority === undefined ? score : scoreAt(poolPriority, program),
      )
    }
    const [one = NONE, other = NONE] = companies.map((company) => this.companies.add(company))
    this.addChild(id, lot ?? null, one, other, present === undefined ? NONE : this.programs.numberOf(present))
  }

  /** One more entry of the child that `addChild` will add. */
  addEntry(program: number, score: number, poolScore: number): void {
    if (poolScore !== score && this.poolScore === null) this.poolScore = NumberColumn.copyOf(this.score)
    this.program.push(program)
    this.score.push(score)
    this.poolScore?.push(poolScore)
  }

  /** A child with the entries added since the one before. */
  addChild(id: string, lot: string | null, oneCompany: number, otherCompany: number, present: number): void {
    this.ids.push(id)
    this.lots.push(lot)
    this.childCompanies.push(oneCompany)
    this.childCompanies.push(otherCompany)
    this.present.push(present)
    this.start.push(this.program.length)
  }

  /** What was gathered. */
  finish(): GatheredChildren {
    const companies = this.companies.ids.toSorted(compareIds)
    const numberOf = new Int32Array(companies.length)
    companies.forEach((id, number) => (numberOf[this.companies.numberOf(id)] = number))
    const asAdded: ChildRows = {
      ids: this.ids,
      lots: this.lots,
      lists: {
        start: this.start.values(),
        program: this.program.values(),
        score: this.score.values(),
        poolScore: this.poolScore?.values() ?? null,
        blocked: marked(this.blocked, this.program.length),
        unasked: marked(this.unasked, this.program.length),
      },
      companies: renumbered(this.childCompanies.values(), numberOf),
      present: this.present.values(),
    }
    const order = orderOf(this.ids)
    return { children: order === null ? asAdded : sortedBy(asAdded, order), companies, order }
  }
}

function marked(entries: readonly number[], count: number): Uint8Array | null {
  if (entries.length === 0) return null
  const marks = new Uint8Array(count)
  for (const entry of entries) marks[entry] = 1
  return marks
}

/** Reads a child's score at a program. */
export function scoreAt(score: Score, program: string): number {
  return typeof score === 'number' ? score : score[program]
}

function renumbered(companies: Int32Array, numberOf: Int32Array): Int32Array {
  for (let at = 0; at < companies.length; at += 2) {
    const one = companies[at] === NONE ? NONE : numberOf[companies[at]]
    const other = companies[at + 1] === NONE ? NONE : numberOf[companies[at + 1]]
    const isInOrder = other === NONE || one < other
    companies[at] = isInOrder ? one : other
    companies[at + 1] = isInOrder ? other : one
  }
  return companies
}

// Null where the ids are sorted as they are.
function orderOf(ids: readonly string[]): number[] | null {
  if (ids.every((id, at) => at === 0 || ids[at - 1] < id)) return null
  return Array.from(ids.keys()).toSorted((a, b) => compareIds(ids[a], ids[b]))
}

function sortedBy({ ids, lots, lists, companies, present }: ChildRows, order: readonly number[]): ChildRows {
  const start = new Int32Array(ids.length + 1)
  order.forEach((child, at) => (start[at + 1] = start[at] + lists.start[child + 1] - lists.start[child]))
  const moved = <T extends Numbers | Uint8Array>(from: T, to: T): T => {
    order.forEach((child, at) => to.set(from.subarray(lists.start[child], lists.start[child + 1]), start[at]))
    return to
  }
  const entries = start[ids.length]
  return {
    ids: order.map((child) => ids[child]),
    lots: order.map((child) => lots[child]),
    lists: {
      start,
      program: moved(lists.program, new Int32Array(entries)),
      score: moved(lists.score, sameKind(lists.score, entries)),
      poolScore: lists.poolScore && moved(lists.poolScore, sameKind(lists.poolScore, entries)),
      blocked: lists.blocked && moved(lists.blocked, new Uint8Array(entries)),
      unasked: lists.unasked && moved(lists.unasked, new Uint8Array(entries)),
    },
    companies: Int32Array.from(companies, (_, at) => companies[2 * order[at >> 1] + (at & 1)]),
    present: Int32Array.from(order, (child) => present[child]),
  }
}
