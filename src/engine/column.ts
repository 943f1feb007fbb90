const FIRST_ROOM = 1024
const LARGE = 1 << 16

// Memory that was never written to costs nothing, but what is outgrown is copied and waits to be collected.
function moreRoom(length: number): number {
  return length < LARGE ? 2 * length : 8 * length
}

/** Whole numbers of 32 bits that grow at the end, one after the other in memory. */
export class Int32Column {
  length = 0
  private array = new Int32Array(FIRST_ROOM)

  push(value: number): void {
    if (this.length === this.array.length) {
      const larger = new Int32Array(moreRoom(this.length))
      larger.set(this.array)
      this.array = larger
    }
    this.array[this.length++] = value
  }

  /** The values so far, as they lie in memory. */
  values(): Int32Array {
    return this.array.subarray(0, this.length)
  }
}

/** The same for numbers beyond 32 bits. */
export class Float64Column {
  length = 0
  private array = new Float64Array(FIRST_ROOM)

  static copyOf(other: Float64Column): Float64Column {
    const copy = new Float64Column()
    copy.array = other.array.slice()
    copy.length = other.length
    return copy
  }

  push(value: number): void {
    if (this.length === this.array.length) {
      const larger = new Float64Array(moreRoom(this.length))
      larger.set(this.array)
      this.array = larger
    }
    this.array[this.length++] = value
  }

  values(): Float64Array {
    return this.array.subarray(0, this.length)
  }
}
