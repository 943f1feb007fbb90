import { existsSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'

/**
 * Ids of families and accounts that were removed, one a line, in a file beside the database and not in it: whoever restores a
 * backup gets back what was removed since, and the next purge removes it again.
 */
export function deletionJournal(path: string) {
  return {
    read: async (): Promise<string[]> =>
      existsSync(path) ? (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '') : [],
    async append(ids: readonly string[]): Promise<void> {
      if (ids.length === 0) return
      const file = await open(path, 'a', 0o600)
      try {
        await file.write(ids.map((id) => `${id}\n`).join(''))
        await file.sync()
      } finally {
        await file.close()
      }
    },
  }
}
