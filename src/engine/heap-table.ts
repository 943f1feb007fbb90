import { heapDropTop, heapPush } from './heap.ts'

const FIRST_ROOM = 4

/**
 * Many heaps of children in one array, each with the last in priority on top and as long as it needs to be. A heap that
 * is full moves to the end with twice the room, so together they take no more than four times what they ever held.
 */
export class HeapTable {
  readonly size: Int32Array
  private readonly base: Int32Array
  private readonly room: Int32Array
  private entries = new Int32Array(1024)
  private end = 0

  /** @param heaps how many, numbered from 0, all of them empty */
  constructor(heaps: number) {
    this.size = new Int32Array(heaps)
    this.base = new Int32Array(heaps)
    this.room = new Int32Array(heaps)
  }

  get bytes(): number {
    return this.size.byteLength + this.base.byteLength + this.room.byteLength + this.entries.byteLength
  }

  topRank(heap: number): number {
    return this.entries[this.base[heap]]
  }

  topChild(heap: number): number {
    return this.entries[this.base[heap] + 1]
  }

  push(heap: number, rank: number, child: number): void {
    const size = this.size[heap]++
    if (size === this.room[heap]) this.enlarge(heap, size)
    heapPush(this.entries, this.base[heap], size, rank, child)
  }

  dropTop(heap: number): void {
    heapDropTop(this.entries, this.base[heap], this.size[heap]--)
  }

  /** In no particular order. */
  forEach(heap: number, visit: (child: number, rank: number) => void): void {
    const base = this.base[heap]
    for (let at = base; at < base + 2 * this.size[heap]; at += 2) visit(this.entries[at + 1], this.entries[at])
  }

  private enlarge(heap: number, size: number): void {
    const room = size === 0 ? FIRST_ROOM : 2 * size
    const base = this.end
    this.end += 2 * room
    if (this.end > this.entries.length) {
      const longer = new Int32Array(Math.max(2 * this.entries.length, this.end))
      longer.set(this.entries)
      this.entries = longer
    }
    this.entries.copyWithin(base, this.base[heap], this.base[heap] + 2 * size)
    this.base[heap] = base
    this.room[heap] = room
  }
}
