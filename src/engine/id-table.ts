import { NONE, QUOTE } from './files/plain-bytes.ts'

export { NONE }

/** Numbers ids in the order in which they are added, and finds them as texts or as the bytes of a file. */
export class IdTable {
  /** Where the text ended that `findText` found. */
  textEnd = NONE
  readonly ids: string[] = []
  private readonly numbers = new Map<string, number>()
  /** Open addressing over the ids of plain ASCII: number + 1, 0 for a free slot. */
  private slots = new Int32Array(64)
  /** The bytes of the ids one after the other; those of id n end at `ends[n]`. */
  private bytes = new Uint8Array(1024)
  private readonly ends: number[] = []
  private longest = 0

  /** The number of an id, a new one if it is not known. */
  add(id: string): number {
    const known = this.numbers.get(id)
    if (known !== undefined) return known
    const number = this.ids.length
    this.ids.push(id)
    this.numbers.set(id, number)
    this.keepBytes(id)
    if (2 * this.ids.length > this.slots.length) {
      this.slots = new Int32Array(2 * this.slots.length)
      this.ids.forEach((_, at) => this.fillSlot(at))
    } else this.fillSlot(number)
    return number
  }

  /** @throws {Error} if the id is not known */
  numberOf(id: string): number {
    const number = this.numbers.get(id)
    if (number === undefined) throw new Error(`${id} is unknown`)
    return number
  }

  /** The number of the id of plain ASCII that stands in these bytes, NONE if it is not known. */
  find(bytes: Uint8Array, from: number, to: number): number {
    return this.findHashed(hash(bytes, from, to), bytes, from, to)
  }

  /** The same for a text with its quotes; `textEnd` is where it ends. What is no known id is not read to its end. */
  findText(bytes: Uint8Array, from: number): number {
    if (bytes[from] !== QUOTE) return NONE
    const most = from + 1 + this.longest
    let sum = FIRST_SUM
    let at = from + 1
    for (; bytes[at] !== QUOTE; at++) {
      if (at === most) return NONE
      sum = Math.imul(sum ^ bytes[at], FACTOR)
    }
    this.textEnd = at + 1
    return this.findHashed(sum ^ (sum >>> 15), bytes, from + 1, at)
  }

  private findHashed(sum: number, bytes: Uint8Array, from: number, to: number): number {
    const { slots } = this
    const mask = slots.length - 1
    for (let slot = sum & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.is(slots[slot] - 1, bytes, from, to)) return slots[slot] - 1
    }
    return NONE
  }

  /** Do these bytes spell this id? */
  is(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = number === 0 ? 0 : this.ends[number - 1]
    if (this.ends[number] - start !== to - from) return false
    for (let at = from; at < to; at++) if (bytes[at] !== this.bytes[start + at - from]) return false
    return true
  }

  // Bytes of ids beyond ASCII are left empty: nothing spells them.
  private keepBytes(id: string): void {
    const start = this.ends.at(-1) ?? 0
    const length = /^[ -~]*$/.test(id) ? id.length : 0
    if (start + length > this.bytes.length) {
      const larger = new Uint8Array(2 * (start + length))
      larger.set(this.bytes)
      this.bytes = larger
    }
    for (let at = 0; at < length; at++) this.bytes[start + at] = id.charCodeAt(at)
    this.ends.push(start + length)
    this.longest = Math.max(this.longest, length)
  }

  private fillSlot(number: number): void {
    const start = number === 0 ? 0 : this.ends[number - 1]
    if (this.ends[number] === start) return
    const mask = this.slots.length - 1
    let slot = hash(this.bytes, start, this.ends[number]) & mask
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask
    this.slots[slot] = number + 1
  }
}

const FIRST_SUM = 0x811c9dc5
const FACTOR = 0x01000193

// Fowler, Noll and Vo's hash (FNV-1a), with its high bits folded in.
function hash(bytes: Uint8Array, from: number, to: number): number {
  let sum = FIRST_SUM
  for (let at = from; at < to; at++) sum = Math.imul(sum ^ bytes[at], FACTOR)
  return sum ^ (sum >>> 15)
}
