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

/** Whole numbers, in 64 bits once one of them does not fit into 32. */
export type Numbers = Int32Array | Float64Array

/** The same for whole numbers that are mostly small. */
export class NumberColumn {
  length = 0
  private array: Numbers = new Int32Array(FIRST_ROOM)

  static copyOf(other: NumberColumn): NumberColumn {
    const copy = new NumberColumn()
    copy.array = other.array.slice()
    copy.length = other.length
    return copy
  }

  push(value: number): void {
    if (this.length === this.array.length) {
      const larger = sameKind(this.array, moreRoom(this.length))
      larger.set(this.array)
      this.array = larger
    }
    if ((value | 0) !== value && this.array instanceof Int32Array) this.array = Float64Array.from(this.array)
    this.array[this.length++] = value
  }

  values(): Numbers {
    return this.array.subarray(0, this.length)
  }
}

/** Room for so many numbers of the same width. */
export function sameKind(numbers: Numbers, length: number): Numbers {
  return numbers instanceof Int32Array ? new Int32Array(length) : new Float64Array(length)
}
