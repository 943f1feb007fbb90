import { RowSink } from '../canonical.ts'
import { Int32Column } from '../column.ts'

/** Rows that come in another order than they are hashed in. They are kept as bytes, in a few large buffers. */
export class KeptRows extends RowSink {
  private readonly full: Buffer[] = []
  private at = 0
  /** For each row the buffer it lies in, where it begins and where it ends. */
  private readonly place = new Int32Column()

  get count(): number {
    return this.place.length / 3
  }

  begin(most: number): number {
    if (this.at + most > this.bytes.length) {
      this.full.push(this.bytes)
      this.bytes = Buffer.allocUnsafeSlow(Math.max(KEPT, most))
      this.at = 0
    }
    return this.at
  }

  end(at: number): void {
    this.place.push(this.full.length)
    this.place.push(this.at)
    this.place.push(at)
    this.at = at
  }

  /** Gives the rows to a sink in this order of their numbers. */
  moveTo(sink: RowSink, order: readonly number[]): void {
    const buffers = [...this.full, this.bytes]
    const place = this.place.values()
    for (const row of order) {
      const from = buffers[place[3 * row]].subarray(place[3 * row + 1], place[3 * row + 2])
      const at = sink.begin(from.length)
      sink.bytes.set(from, at)
      sink.end(at + from.length)
    }
  }
}

const KEPT = 1 << 24
