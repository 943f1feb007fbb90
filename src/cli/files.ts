/** What `allocate` and `verify` share: reading and writing files, and ending with the right code. */
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { resolve } from 'node:path'
import { callerDirectory, WrongSetting } from '../config.ts'
import type { ByteSource } from '../engine/files/byte-window.ts'
import type { FormatError } from '../engine/types.ts'

/** A reason to end with code 2, in words for the person who called. */
export class Unusable extends Error {}

/** `npm run` changes into the package's folder; a path means where the caller stands. */
export function pathOf(name: string): string {
  return resolve(callerDirectory(), name)
}

/**
 * The bytes of a file in pieces, read anew each time; or of standard input for `-`, which is kept.
 *
 * @throws {Unusable} while they are read, if they cannot be
 */
export function bytesOf(name: string): ByteSource {
  if (name !== '-') return () => fileBytes(pathOf(name), name)
  let bytes: Buffer | null = null
  return () => [(bytes ??= readable(name, () => readFileSync(0)))]
}

/** Bytes of a file; 0 where that is not known before it is read. */
export function sizeOf(name: string): number {
  return name === '-' ? 0 : (statSync(pathOf(name), { throwIfNoEntry: false })?.size ?? 0)
}

function* fileBytes(path: string, name: string): Generator<Uint8Array> {
  const file = readable(name, () => openSync(path, 'r'))
  try {
    const piece = Buffer.allocUnsafe(1 << 20)
    for (;;) {
      const length = readable(name, () => readSync(file, piece))
      if (length === 0) return
      yield piece.subarray(0, length)
    }
  } finally {
    closeSync(file)
  }
}

function readable<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new Unusable(`${shownName(name)} cannot be read: ${reasonOf(error)}`)
  }
}

/** @throws {Unusable} if it cannot be read, or is no UTF-8 */
export function readText(name: string): string {
  const pieces = Array.from(bytesOf(name)(), (piece) => Buffer.from(piece))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))
  } catch (error) {
    throw new Unusable(`${shownName(name)} is no text: ${reasonOf(error)}`)
  }
}

/**
 * Parsed JSON, all at once.
 *
 * @throws {Unusable} if it cannot be read, is none, or is longer than the longest string
 */
export function readJson(name: string, source: ByteSource = bytesOf(name)): unknown {
  const pieces = Array.from(source(), (piece) => Buffer.from(piece))
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces)))
  } catch (error) {
    throw new Unusable(`${shownName(name)} is no JSON: ${reasonOf(error)}`)
  }
}

function shownName(name: string): string {
  return name === '-' ? 'standard input' : name
}

/** @throws {Unusable} always, with a line for each error */
export function refuseFormat(name: string, format: string, errors: FormatError[]): never {
  const lines = errors.map(({ path, expected, found }) => `  ${path}: expected ${expected}; found ${found}`)
  throw new Unusable([`${shownName(name)} is no ${format}:`, ...lines].join('\n'))
}

/**
 * Writes pieces of text to a file at once or not at all, or to standard output for `-`.
 *
 * @param mayStand looks at the whole file before it gets its name; where it says no, no file is left
 * @throws {Unusable} if it cannot be written
 */
export async function writeText(
  name: string,
  pieces: Iterable<string>,
  mayStand: (path: string) => Promise<boolean> = () => Promise.resolve(true),
): Promise<void> {
  if (name === '-') return writeToStandardOutput(pieces)
  const path = pathOf(name)
  const unfinished = `${path}.${process.pid}.tmp`
  try {
    const file = openSync(unfinished, 'wx')
    try {
      for (const piece of pieces) writeSync(file, piece)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    if (await mayStand(unfinished)) renameSync(unfinished, path)
    else rmSync(unfinished)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error instanceof Unusable ? error : new Unusable(`${name} cannot be written: ${reasonOf(error)}`)
  }
}

/** Runs a command and ends with the code it returns; 2 with the reason, and never a stack trace, if it cannot. */
export async function run(command: () => Promise<number>): Promise<void> {
  // Whoever reads our output may have read enough, as `head` does.
  process.stdout.on('error', () => process.exit(0))
  try {
    process.exitCode = await command()
  } catch (error) {
    const expected = error instanceof Unusable || error instanceof WrongSetting
    process.stderr.write(`${expected ? error.message : `unexpected: ${reasonOf(error)}`}\n`)
    process.exitCode = 2
  }
}

async function writeToStandardOutput(pieces: Iterable<string>): Promise<void> {
  for (const piece of pieces) {
    if (process.stdout.write(piece)) continue
    await new Promise((resume) => process.stdout.once('drain', resume))
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such file or folder'
  if (code === 'EISDIR') return 'it is a folder'
  if (code === 'EACCES') return 'permission denied'
  return error.message
}
