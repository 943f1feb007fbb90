import type { RowSink } from '../canonical.ts'
import type { ChildColumns } from '../child-columns.ts'
import { NONE } from '../id-table.ts'
import {
  afterSpace,
  afterText,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  copied,
  isSame,
  OPEN_LIST,
  OPEN_OBJECT,
} from './plain-bytes.ts'
import { PlainScore, type PlainWishes } from './plain-score.ts'

/** The keys that a plain child may have, in the order of canonical JSON. No two of them are of the same length. */
const names = ['companies', 'id', 'lot', 'poolPriority', 'priority', 'wishes']
const [COMPANIES, ID, LOT, POOL_PRIORITY, PRIORITY, WISHES] = names.keys()
const keys = names.map((name) => Buffer.from(`"${name}":`))
const required = (1 << COMPANIES) | (1 << ID) | (1 << PRIORITY) | (1 << WISHES)

/**
 * Reads children that are written plainly straight from the bytes into columns and into canonical JSON: known programs and
 * companies, nothing missing, nothing twice, no key beyond the usual ones. It only ever says yes: whatever else a row is,
 * right or wrong, is left to `readChild`, which stays the definition.
 */
export class PlainChildReader {
  private readonly columns: ChildColumns
  private readonly priority: PlainScore
  private readonly poolPriority: PlainScore
  private row = 0
  /** One bit for each key that the row has. */
  private given = 0
  private readonly wishes: PlainWishes
  private readonly wishedIn: Int32Array
  private wished = 0
  /** Where the other texts stand, with their quotes. */
  private readonly companies = new Int32Array(2)
  private readonly companyFrom = new Int32Array(2)
  private readonly companyTo = new Int32Array(2)
  private own = 0
  private idFrom = 0
  private idTo = 0
  private lotFrom = 0
  private lotTo = 0

  constructor(columns: ChildColumns) {
    const programs = columns.programs.ids.length
    this.columns = columns
    this.priority = new PlainScore(columns.programs)
    this.poolPriority = new PlainScore(columns.programs)
    this.wishes = {
      program: new Int32Array(programs),
      from: new Int32Array(programs),
      to: new Int32Array(programs),
    }
    this.wishedIn = new Int32Array(programs)
  }

  /**
   * Adds the child whose row begins at an offset to the columns and to the canonical rows.
   *
   * @param isNew whether no child before had this id
   * @returns where the row ends; NONE, and nothing added, if it is not plain or does not end in these bytes
   */
  read(bytes: Buffer, from: number, rows: RowSink, isNew: (id: string) => boolean): number {
    const end = this.scan(bytes, from)
    if (end === NONE || !this.isComplete()) return NONE
    const id = bytes.toString('latin1', this.idFrom + 1, this.idTo - 1)
    if (!isNew(id)) return NONE
    const hasLot = this.has(LOT)
    const inPool = this.has(POOL_PRIORITY) ? this.poolPriority : this.priority
    for (let at = 0; at < this.wished; at++) {
      const program = this.wishes.program[at]
      this.columns.addEntry(program, this.priority.at(program), inPool.at(program))
    }
    const [one, other] = this.companies
    const lot = hasLot ? bytes.toString('latin1', this.lotFrom + 1, this.lotTo - 1) : null
    this.columns.addChild(id, lot, one, this.own < 2 ? NONE : other, NONE)
    this.write(bytes, rows, end - from)
    return end
  }

  private has(key: number): boolean {
    return (this.given & (1 << key)) !== 0
  }

  private scan(bytes: Uint8Array, from: number): number {
    if (bytes[from] !== OPEN_OBJECT) return NONE
    this.row++
    this.given = 0
    this.wished = 0
    let at = from
    do {
      at = afterSpace(bytes, at + 1)
      const keyTo = afterText(bytes, at)
      const key = keyTo === NONE ? NONE : keyIn(bytes, at, keyTo)
      if (key === NONE || this.has(key)) return NONE
      this.given |= 1 << key
      at = afterSpace(bytes, keyTo)
      if (bytes[at] !== COLON) return NONE
      at = this.scanValue(key, bytes, afterSpace(bytes, at + 1))
      if (at === NONE) return NONE
      at = afterSpace(bytes, at)
    } while (bytes[at] === COMMA)
    return bytes[at] === CLOSE_OBJECT ? at + 1 : NONE
  }

  private scanValue(key: number, bytes: Uint8Array, at: number): number {
    if (key === WISHES) return this.scanWishes(bytes, at)
    if (key === COMPANIES) return this.scanCompanies(bytes, at)
    if (key === PRIORITY) return this.priority.read(bytes, at, this.wishes, this.wished)
    if (key === POOL_PRIORITY) return this.poolPriority.read(bytes, at, this.wishes, this.wished)
    const end = afterText(bytes, at)
    if (key === ID) {
      this.idFrom = at
      this.idTo = end
      return end
    }
    this.lotFrom = at
    this.lotTo = end
    return end === NONE || !isLowerHex(bytes, at + 1, end - 1) ? NONE : end
  }

  private scanWishes(bytes: Uint8Array, from: number): number {
    if (bytes[from] !== OPEN_LIST) return NONE
    let at = afterSpace(bytes, from + 1)
    if (bytes[at] === CLOSE_LIST) return at + 1
    for (;;) {
      const program = this.columns.programs.findText(bytes, at)
      const end = this.columns.programs.textEnd
      if (program === NONE || this.wishedIn[program] === this.row) return NONE
      this.wishedIn[program] = this.row
      this.wishes.program[this.wished] = program
      this.wishes.from[this.wished] = at
      this.wishes.to[this.wished++] = end
      at = afterSpace(bytes, end)
      if (bytes[at] === CLOSE_LIST) return at + 1
      if (bytes[at] !== COMMA) return NONE
      at = afterSpace(bytes, at + 1)
    }
  }

  private scanCompanies(bytes: Uint8Array, from: number): number {
    this.own = 0
    this.companies.fill(NONE)
    if (bytes[from] !== OPEN_LIST) return NONE
    let at = afterSpace(bytes, from + 1)
    if (bytes[at] === CLOSE_LIST) return at + 1
    for (;;) {
      const company = this.columns.companies.findText(bytes, at)
      const end = this.columns.companies.textEnd
      if (company === NONE || this.own === 2 || company === this.companies[0]) return NONE
      this.companies[this.own] = company
      this.companyFrom[this.own] = at
      this.companyTo[this.own++] = end
      at = afterSpace(bytes, end)
      if (bytes[at] === CLOSE_LIST) return at + 1
      if (bytes[at] !== COMMA) return NONE
      at = afterSpace(bytes, at + 1)
    }
  }

  private isComplete(): boolean {
    if ((this.given & required) !== required) return false
    for (let at = 0; at < this.wished; at++) {
      if (!this.priority.has(this.wishes.program[at])) return false
      if (this.has(POOL_PRIORITY) && !this.poolPriority.has(this.wishes.program[at])) return false
    }
    return true
  }

  // What is read is never shorter than its canonical form.
  private write(bytes: Uint8Array, rows: RowSink, most: number): void {
    let at = rows.begin(most)
    const target = rows.bytes
    for (let key = 0; key < keys.length; key++) {
      if (!this.has(key)) continue
      target[at++] = key === COMPANIES ? OPEN_OBJECT : COMMA
      at = copied(keys[key], 0, keys[key].length, target, at)
      if (key === COMPANIES) at = this.writeCompanies(bytes, target, at)
      else if (key === ID) at = copied(bytes, this.idFrom, this.idTo, target, at)
      else if (key === LOT) at = copied(bytes, this.lotFrom, this.lotTo, target, at)
      else if (key === POOL_PRIORITY) at = this.poolPriority.write(target, at)
      else if (key === PRIORITY) at = this.priority.write(target, at)
      else at = writeList(bytes, this.wishes.from, this.wishes.to, this.wished, target, at)
    }
    target[at++] = CLOSE_OBJECT
    rows.end(at)
  }

  private writeCompanies(bytes: Uint8Array, target: Uint8Array, at: number): number {
    const { companyFrom, companyTo, companies } = this
    const { ids } = this.columns.companies
    if (this.own === 2 && ids[companies[0]] > ids[companies[1]]) {
      companyFrom.reverse()
      companyTo.reverse()
    }
    return writeList(bytes, companyFrom, companyTo, this.own, target, at)
  }
}

function keyIn(bytes: Uint8Array, from: number, to: number): number {
  for (let key = 0; key < keys.length; key++) {
    if (keys[key].length - 1 === to - from) return isSame(bytes, from, to, keys[key], 0) ? key : NONE
  }
  return NONE
}

function isLowerHex(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]
    if (!((byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66))) return false
  }
  return true
}

function writeList(
  bytes: Uint8Array,
  from: Int32Array,
  to: Int32Array,
  count: number,
  target: Uint8Array,
  start: number,
): number {
  let at = start
  target[at++] = OPEN_LIST
  for (let entry = 0; entry < count; entry++) {
    if (entry > 0) target[at++] = COMMA
    at = copied(bytes, from[entry], to[entry], target, at)
  }
  target[at++] = CLOSE_LIST
  return at
}
