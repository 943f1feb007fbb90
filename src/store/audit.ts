import type { AuditReason } from '../domain/trail.ts'
import { canonicalJson } from '../engine/canonical.ts'
import { hashEntry } from '../engine/trail/entry.ts'
import type { Trx } from './db.ts'
import type { Keyring } from './keyring.ts'
import { requestId } from './request-id.ts'
import { digestOfValues, type Values } from './subject-keys.ts'
import { listLentRoles } from './delegations.ts'

/** Who did what to what. `details` holds counts, hashes and closed-list words only, never a name. */
export type AuditEntry = {
  at: string
  actor: string
  role: string
  action: string
  subject: string
  details: Record<string, string | number | boolean | null>
  reason?: AuditReason
}

/** What the act changed; only digests under a key of the subject enter the trail. */
export type ChangedValues = { before?: Values; after: Values }

/**
 * Appends to the trail in the change's own transaction: no effect without its entry, no entry without its effect. Values that
 * were changed need the keyring, which seals the subject's key.
 */
export async function appendAudit(trx: Trx, entry: AuditEntry): Promise<void>
export async function appendAudit(trx: Trx, entry: AuditEntry & ChangedValues, keyring: Keyring): Promise<void>
export async function appendAudit(
  trx: Trx,
  { before, after, ...entry }: AuditEntry & Partial<ChangedValues>,
  keyring?: Keyring,
): Promise<void> {
  await lockTrail(trx)
  const digest = async (values: Values | undefined) => {
    if (values === undefined) return null
    if (keyring === undefined) throw new Error('changed values enter the trail under a key, which needs the keyring')
    return digestOfValues(trx, keyring, entry.subject, values)
  }
  const last = await trx.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const row = {
    ...entry,
    details: canonicalJson({ ...entry.details, ...(await insteadOf(trx, entry)) }),
    before: await digest(before),
    after: await digest(after),
    request: requestId() ?? null,
    seq: (last?.seq ?? 0) + 1,
    prev: last?.hash ?? '',
  }
  await trx
    .insertInto('audit')
    .values({ ...row, hash: hashEntry(row) })
    .execute()
}

/** The one row of installation serves as the chain's lock, so that two writers never follow the same entry. */
export async function lockTrail(trx: Trx): Promise<void> {
  await trx.updateTable('installation').set({ id: 1 }).where('id', '=', 1).execute()
}

/** Whoever stands in for others in the role it acts in is written down with them: by their ids, whatever the act was about. */
async function insteadOf(trx: Trx, { actor, role, at }: AuditEntry): Promise<{ insteadOf?: string }> {
  const lent = (await listLentRoles(trx, actor, at)).filter((one) => one.role === role)
  const lenders = [...new Set(lent.map((one) => one.insteadOf.accountId))].toSorted()
  return lenders.length === 0 ? {} : { insteadOf: lenders.join(' ') }
}
