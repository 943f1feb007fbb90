import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { WrongSetting } from './config.ts'
import { proposedRetention, type Retention, type RetentionKind, retentionKinds } from './domain/retention.ts'

const period = z.union([
  z.strictObject({ days: z.int().min(1).max(3660) }),
  z.strictObject({ months: z.int().min(1).max(120) }),
])
const retentionFile = z.partialRecord(
  z.enum(retentionKinds),
  z.strictObject({ period, reason: z.string().min(1).max(500) }),
)

/**
 * How long things are kept: what is proposed, changed by `retention.json` in the data folder, each with the installation's own reason.
 *
 * @throws {WrongSetting} naming what is wrong
 */
export function readRetention(dataDir: string): Readonly<Record<RetentionKind, Retention>> {
  const path = resolve(dataDir, 'retention.json')
  if (!existsSync(path)) return proposedRetention
  let typed: unknown
  try {
    typed = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new WrongSetting(`${path} is no JSON`)
  }
  const read = retentionFile.safeParse(typed)
  if (!read.success)
    throw new WrongSetting(`${path}: ${read.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join(', ')}`)
  const changed = Object.entries(read.data).map(([kind, own]) => [
    kind,
    { ...proposedRetention[kind as RetentionKind], ...own },
  ])
  return { ...proposedRetention, ...(Object.fromEntries(changed) as Partial<Record<RetentionKind, Retention>>) }
}
