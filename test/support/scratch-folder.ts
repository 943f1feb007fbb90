import { accessSync, constants, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const inMemory = '/dev/shm'
const enough = 2 * 1024 ** 3

/**
 * Where databases of tests lie: in memory where the machine gives enough of it, because a test's database is thrown away, and
 * PostgreSQL copies its thousand small files ten times as fast there. What a disk keeps after a power cut, other tests show.
 */
export function scratchFolder(otherwise = tmpdir()): string {
  try {
    accessSync(inMemory, constants.W_OK)
    const { bavail, bsize } = statfsSync(inMemory)
    return bavail * bsize >= enough ? inMemory : otherwise
  } catch {
    return otherwise
  }
}
