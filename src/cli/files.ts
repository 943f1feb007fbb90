/** What `allocate` and `verify` share: reading and writing files, and ending with the right code. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { callerDirectory, WrongSetting } from '../config.ts'
import type { FormatError } from '../engine/types.ts'

/** A reason to end with code 2, in words for the person who called. */
export class Unusable extends Error {}

/** `npm run` changes into the package's folder; a path means where the caller stands. */
export function pathOf(name: string): string {
  return resolve(callerDirectory(), name)
}

/**
 * Parsed JSON from a file, or from standard input for `-`.
 *
 * @throws {Unusable} if it cannot be read or is no JSON
 */
export function readJson(name: string): unknown {
  const shown = name === '-' ? 'standard input' : name
  let bytes: Buffer
  try {
    bytes = readFileSync(name === '-' ? 0 : pathOf(name))
  } catch (error) {
    throw new Unusable(`${shown} cannot be read: ${reasonOf(error)}`)
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new Unusable(`${shown} is no JSON: ${reasonOf(error)}`)
  }
}

/** @throws {Unusable} always, with a line for each error */
export function refuseFormat(name: string, format: string, errors: FormatError[]): never {
  const lines = errors.map(({ path, expected, found }) => `  ${path}: expected ${expected}; found ${found}`)
  throw new Unusable([`${name === '-' ? 'standard input' : name} is no ${format}:`, ...lines].join('\n'))
}

/**
 * Writes pieces of text to a file at once or not at all, or to standard output for `-`.
 *
 * @throws {Unusable} if it cannot be written
 */
export async function writeText(name: string, pieces: Iterable<string>): Promise<void> {
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
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw new Unusable(`${name} cannot be written: ${reasonOf(error)}`)
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
