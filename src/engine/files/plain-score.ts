import { NONE, type IdTable } from '../id-table.ts'
import {
  afterNumber,
  afterSpace,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  copied,
  isSame,
  numberIn,
  OPEN_OBJECT,
} from './plain-bytes.ts'

/** The wishes of a plain row: their programs, and where each text begins and ends. */
export type PlainWishes = { program: Int32Array; from: Int32Array; to: Int32Array }

/** A priority as it stands in a plain row: one number for all programs, or a number for each of some. */
export class PlainScore {
  private readonly programs: IdTable
  private bytes: Uint8Array = new Uint8Array(0)
  /** Where the one number stands, empty if there is a table. */
  private from = 0
  private to = 0
  private single = 0
  /** The programs that the row names, in its order; and for each program the last row that named it and its number. */
  private readonly named: Int32Array
  private count = 0
  private row = 0
  private readonly namedIn: Int32Array
  private readonly number: Float64Array
  /** Where the key and the number of a program stand. */
  private readonly keyFrom: Int32Array
  private readonly keyTo: Int32Array
  private readonly numberFrom: Int32Array
  private readonly numberTo: Int32Array

  constructor(programs: IdTable) {
    const count = programs.ids.length
    this.programs = programs
    this.named = new Int32Array(count)
    this.namedIn = new Int32Array(count)
    this.number = new Float64Array(count)
    this.keyFrom = new Int32Array(count)
    this.keyTo = new Int32Array(count)
    this.numberFrom = new Int32Array(count)
    this.numberTo = new Int32Array(count)
  }

  /**
   * Reads the value at an offset.
   *
   * @param wished how many wishes of the row came before it: a table mostly names the same programs in the same order
   */
  read(bytes: Uint8Array, at: number, wishes: PlainWishes, wished: number): number {
    this.bytes = bytes
    this.row++
    this.count = 0
    this.from = at
    this.to = at
    if (bytes[at] === OPEN_OBJECT) return this.readTable(bytes, at, wishes, wished)
    const end = afterNumber(bytes, at)
    if (end === NONE) return NONE
    this.to = end
    this.single = numberIn(bytes, at, end)
    return end
  }

  /** Is there a number for this program? */
  has(program: number): boolean {
    return this.to > this.from || this.namedIn[program] === this.row
  }

  at(program: number): number {
    return this.to > this.from ? this.single : this.number[program]
  }

  /** Writes the value as canonical JSON; gives where it ends. */
  write(target: Uint8Array, from: number): number {
    const { bytes, named, count } = this
    if (this.to > this.from) return copied(bytes, this.from, this.to, target, from)
    this.sortNamed()
    let at = from
    for (let place = 0; place < count; place++) {
      const program = named[place]
      target[at++] = place === 0 ? OPEN_OBJECT : COMMA
      const isCompact = this.numberFrom[program] === this.keyTo[program] + 1
      at = copied(bytes, this.keyFrom[program], isCompact ? this.numberTo[program] : this.keyTo[program], target, at)
      if (isCompact) continue
      target[at++] = COLON
      at = copied(bytes, this.numberFrom[program], this.numberTo[program], target, at)
    }
    if (count === 0) target[at++] = OPEN_OBJECT
    target[at++] = CLOSE_OBJECT
    return at
  }

  private readTable(bytes: Uint8Array, from: number, wishes: PlainWishes, wished: number): number {
    let at = afterSpace(bytes, from + 1)
    if (bytes[at] === CLOSE_OBJECT) return at + 1
    for (;;) {
      const keyFrom = at
      const { count } = this
      const nextTo = count < wished ? at + wishes.to[count] - wishes.from[count] : at
      const isNextWish = count < wished && isSame(bytes, at, nextTo, bytes, wishes.from[count])
      const program = isNextWish ? wishes.program[count] : this.programs.findText(bytes, at)
      const keyTo = isNextWish ? nextTo : this.programs.textEnd
      if (program === NONE || this.namedIn[program] === this.row) return NONE
      at = afterSpace(bytes, keyTo)
      if (bytes[at] !== COLON) return NONE
      const numberFrom = afterSpace(bytes, at + 1)
      const numberTo = afterNumber(bytes, numberFrom)
      if (numberTo === NONE) return NONE
      this.named[this.count++] = program
      this.namedIn[program] = this.row
      this.number[program] = numberIn(bytes, numberFrom, numberTo)
      this.keyFrom[program] = keyFrom
      this.keyTo[program] = keyTo
      this.numberFrom[program] = numberFrom
      this.numberTo[program] = numberTo
      at = afterSpace(bytes, numberTo)
      if (bytes[at] === CLOSE_OBJECT) return at + 1
      if (bytes[at] !== COMMA) return NONE
      at = afterSpace(bytes, at + 1)
    }
  }

  // Programs are numbered in the order of their ids, the order of keys in canonical JSON. A handful sorts where it stands.
  private sortNamed(): void {
    const { named, count } = this
    if (count > 32) {
      named.subarray(0, count).sort()
      return
    }
    for (let at = 1; at < count; at++) {
      const program = named[at]
      let to = at
      for (; to > 0 && named[to - 1] > program; to--) named[to] = named[to - 1]
      named[to] = program
    }
  }
}
