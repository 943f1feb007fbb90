import {
  BACKSLASH,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  isSpace,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
} from './plain-bytes.ts'

/** Stands behind the last byte; no JSON has it outside a string, nor inside. */
const END = 0

/** The bytes of a file in pieces of any size, as often as they are asked for. */
export type ByteSource = () => Iterable<Uint8Array>

/** What was met cannot be read in pieces: no JSON, or JSON that needs the whole file. */
export class NotInPieces extends Error {}

/**
 * A window that moves over the bytes of a JSON file. `bytes[at]` is the next byte; a zero stands behind the last one in the
 * window, so whoever reads on without asking for more meets something that is no JSON.
 */
export class ByteWindow {
  bytes: Buffer = Buffer.alloc(1)
  at = 0
  end = 0
  /** How often the window has moved. */
  private moves = 0
  private readonly chunks: Iterator<Uint8Array>
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

  constructor(source: ByteSource) {
    this.chunks = source()[Symbol.iterator]()
    while (this.end < 3 && this.more());
    if (this.bytes[0] === 0xef && this.bytes[1] === 0xbb && this.bytes[2] === 0xbf) this.at = 3
  }

  /** Takes the next piece in; what lies before `at` is forgotten. */
  more(): boolean {
    const { value: chunk, done } = this.chunks.next()
    if (done === true) return false
    const left = this.end - this.at
    const needed = left + chunk.length + 1
    if (needed <= this.bytes.length) this.bytes.copyWithin(0, this.at, this.end)
    else this.bytes = Buffer.concat([this.bytes.subarray(this.at, this.end)], 2 * needed)
    this.bytes.set(chunk, left)
    this.at = 0
    this.end = left + chunk.length
    this.bytes[this.end] = END
    this.moves++
    return true
  }

  /** Goes on to the next byte that is no white space, and gives it; 0 at the end of the file. */
  next(): number {
    for (;;) {
      while (isSpace(this.bytes[this.at])) this.at++
      if (this.at < this.end) return this.bytes[this.at]
      if (!this.more()) return END
    }
  }

  // Steps over a byte that has to come next, white space aside.
  private expect(byte: number): void {
    if (this.next() !== byte) throw new NotInPieces(`${String.fromCharCode(byte)} expected`)
    this.at++
  }

  /** Is there nothing but white space left? */
  isAtEnd(): boolean {
    return this.next() === END && this.at === this.end
  }

  /** The keys of the object at hand; whoever gets one steps over its value. */
  *keys(): Generator<string> {
    this.expect(OPEN_OBJECT)
    if (this.closes(CLOSE_OBJECT)) return
    do {
      const key = this.value()
      if (typeof key !== 'string') throw new NotInPieces('a key expected')
      this.expect(COLON)
      this.next()
      yield key
    } while (this.goesOn(CLOSE_OBJECT))
  }

  /** The positions of the entries of the list at hand; whoever gets one steps over the entry. */
  *entries(): Generator<number> {
    this.expect(OPEN_LIST)
    if (this.closes(CLOSE_LIST)) return
    let position = 0
    do {
      this.next()
      yield position++
    } while (this.goesOn(CLOSE_LIST))
  }

  /** Steps over the value at hand and parses it. */
  value(): unknown {
    this.next()
    const end = this.valueEnd()
    try {
      const value: unknown = JSON.parse(this.decoder.decode(this.bytes.subarray(this.at, end)))
      this.at = end
      return value
    } catch {
      throw new NotInPieces('no JSON')
    }
  }

  private closes(byte: number): boolean {
    if (this.next() !== byte) return false
    this.at++
    return true
  }

  // Steps over a comma, or over the closing byte; says whether it was a comma.
  private goesOn(closing: number): boolean {
    if (this.closes(closing)) return false
    this.expect(COMMA)
    return true
  }

  /** Takes in the whole value at hand; says whether some of it had been missing. */
  takeValueIn(): boolean {
    const { moves } = this
    this.valueEnd()
    return this.moves > moves
  }

  /** Takes in the whole value at hand, whatever its size, and says where it ends. What is no JSON ends somewhere. */
  valueEnd(): number {
    let scan = this.at
    let depth = 0
    let inString = false
    for (;;) {
      const byte = this.bytes[scan]
      if (scan >= this.end) {
        const passed = scan - this.at
        if (!this.more()) return this.end
        scan = this.at + passed
      } else if (inString) {
        if (byte === BACKSLASH) scan++
        else if (byte === QUOTE) {
          inString = false
          if (depth === 0) return scan + 1
        }
        scan++
      } else {
        if (byte === QUOTE) inString = true
        else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++
        else if (depth === 0 && (byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_LIST || isSpace(byte)))
          return scan
        else if ((byte === CLOSE_OBJECT || byte === CLOSE_LIST) && --depth === 0) return scan + 1
        scan++
      }
    }
  }
}
