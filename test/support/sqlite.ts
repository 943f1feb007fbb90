/** Global setup of the projects on SQLite: a migrated database for the run, which each test gets a copy of. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { overwriteDeleted, openDatabase } from '../../src/store/db.ts'
import { migrate } from '../../src/store/migrate.ts'

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'verbund-kita-template-'))
  const path = join(folder, 'template.sqlite')
  const { db, close } = openDatabase(`sqlite:${path}`)
  await migrate(db)
  // Everything is in the one file that is copied, and nothing in its log.
  await overwriteDeleted(db)
  await close()
  project.provide('migratedTemplate', path)
  return () => rmSync(folder, { recursive: true, force: true })
}
