import { createHash } from 'node:crypto'
import { canonicalJson } from '../engine/canonical.ts'
import type { Trx } from './db.ts'

/** Who did what to what. `details` holds counts, hashes and closed-list words only, never a name. */
export type AuditEntry = {
  at: string
  actor: string
  role: string
  action: string
  subject: string
  details: Record<string, string | number | boolean | null>
}

/** Appends to the trail in the change's own transaction: no effect without its entry, no entry without its effect. */
export async function appendAudit(trx: Trx, entry: AuditEntry): Promise<void> {
  // The one row of installation serves as the chain's lock, so that two writers never follow the same entry.
  await trx.updateTable('installation').set({ id: 1 }).where('id', '=', 1).execute()
  const last = await trx.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const row = { ...entry, details: canonicalJson(entry.details), seq: (last?.seq ?? 0) + 1, prev: last?.hash ?? '' }
  const hash = createHash('sha256').update('\0').update(canonicalJson(row)).digest('hex')
  await trx
    .insertInto('audit')
    .values({ ...row, hash })
    .execute()
}
