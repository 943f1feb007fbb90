/**
 * What a power cut leaves of a SQLite database: the real server's writes and fsyncs are recorded (recorder.cc), and a disk that
 * keeps no more than it must is played forward to any moment of that record.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Random } from '../../db/seed/random.ts'

/** In the order of recorder.cc; the folder holds the names of the others. */
const files = ['main', 'wal', 'journal', 'folder'] as const
type File = (typeof files)[number]
type DataFile = Exclude<File, 'folder'>

export type DiskRecord =
  | { kind: 'write'; file: File; offset: number; bytes: Buffer }
  | { kind: 'truncate'; file: File; size: number }
  | { kind: 'sync'; file: File }
  | { kind: 'unlink'; file: File }
  | { kind: 'request'; key: string }
  | { kind: 'answer'; key: string; status: number }

/** Compiles the recorder into a folder. @throws saying what to install where there is no compiler */
export function compileRecorder(folder: string): string {
  const library = join(folder, 'recorder.so')
  const source = fileURLToPath(new URL('recorder.cc', import.meta.url))
  try {
    execFileSync('c++', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl', '-lpthread'], { stdio: 'pipe' })
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new Error(missing ? 'The power cuts need a C++ compiler: apt-get install g++' : 'recorder.cc', {
      cause: error,
    })
  }
  return library
}

/** The environment of a process that is to be recorded. */
export function recording(library: string, database: string, record: string): Record<string, string> {
  return { LD_PRELOAD: library, RECORDED_DATABASE: database, RECORD: record }
}

export function readRecords(path: string): DiskRecord[] {
  const all = readFileSync(path)
  const records: DiskRecord[] = []
  const head = 24
  for (let at = 0; at + head <= all.length;) {
    const kind = String.fromCharCode(all[at])
    const file = files[all[at + 1]]
    const offset = Number(all.readBigInt64LE(at + 8))
    const length = Number(all.readBigInt64LE(at + 16))
    const bytes = all.subarray(at + head, at + head + length)
    // The process was killed while it wrote this one down.
    if (bytes.length < length) break
    at += head + length
    if (kind === 'W') records.push({ kind: 'write', file, offset, bytes })
    else if (kind === 'T') records.push({ kind: 'truncate', file, size: offset })
    else if (kind === 'S') records.push({ kind: 'sync', file })
    else if (kind === 'U') records.push({ kind: 'unlink', file })
    else if (kind === 'R') records.push({ kind: 'request', key: bytes.toString() })
    else records.push({ kind: 'answer', key: bytes.toString(), status: offset })
  }
  return records
}

type Change = Extract<DiskRecord, { kind: 'write' | 'truncate' }>
type Inode = { durable: Buffer; pending: Change[] }

export type Files = Map<DataFile, Buffer>

/**
 * A disk that promises only what POSIX does: what was synchronised stays; of what was written since, any part may be there, in any
 * order, and torn; a file that was made or unlinked is so for sure only once its folder has been synchronised.
 */
export class Disk {
  private readonly names = new Map<DataFile, Inode>()
  private durableNames: Map<DataFile, Inode>
  private readonly honest: boolean

  /** @param honest false: it says that it has synchronised, and has not. For the control. */
  constructor(begun: Files, { honest = true } = {}) {
    this.honest = honest
    for (const [file, bytes] of begun) this.names.set(file, { durable: Buffer.from(bytes), pending: [] })
    this.durableNames = new Map(this.names)
  }

  apply(record: DiskRecord): void {
    if (record.kind === 'request' || record.kind === 'answer') return
    const { file } = record
    if (file === 'folder') {
      if (record.kind === 'sync') this.durableNames = new Map(this.names)
      return
    }
    if (record.kind === 'unlink') return void this.names.delete(file)
    const inode = this.names.get(file) ?? { durable: Buffer.alloc(0), pending: [] }
    this.names.set(file, inode)
    if (record.kind !== 'sync') return void inode.pending.push(record)
    if (this.honest) inode.durable = changed(inode.durable, inode.pending.splice(0))
  }

  /** One of the many things that a cut at this moment may leave. */
  cut(random: Random): Files {
    const left: Files = new Map()
    const kept = random.pick([0, 0.5, 0.5, 1])
    for (const file of ['main', 'wal', 'journal'] as const) {
      const inode = random.pick([this.durableNames.get(file), this.names.get(file)])
      if (!inode) continue
      const survivors = inode.pending.filter(() => random.chance(kept)).map((change) => torn(change, random))
      left.set(file, changed(inode.durable, survivors))
    }
    return left
  }

  /** What a process without a power cut sees. */
  whole(): Files {
    return new Map([...this.names].map(([file, { durable, pending }]) => [file, changed(durable, pending)]))
  }
}

function torn(change: Change, random: Random): Change {
  if (change.kind === 'truncate' || !random.chance(0.25)) return change
  return { ...change, bytes: change.bytes.subarray(0, random.between(0, change.bytes.length)) }
}

function changed(before: Buffer, changes: readonly Change[]): Buffer {
  let size = before.length
  let longest = size
  for (const change of changes) {
    size = change.kind === 'truncate' ? change.size : Math.max(size, change.offset + change.bytes.length)
    longest = Math.max(longest, size)
  }
  const after = Buffer.alloc(longest)
  before.copy(after)
  let end = before.length
  for (const change of changes) {
    if (change.kind === 'truncate') {
      after.fill(0, Math.min(change.size, end), end)
      end = change.size
    } else {
      change.bytes.copy(after, change.offset)
      end = Math.max(end, change.offset + change.bytes.length)
    }
  }
  return after.subarray(0, end)
}
