import type { AuditReason } from '../domain/trail.ts'
import type { Viewer } from '../policy/scope.ts'
import { appendAudit } from '../store/audit.ts'
import { inTransaction } from '../store/db.ts'
import type { Deps } from './deps.ts'

export type Look = {
  /** The child's ticket, or the id of its request. */
  child: string
  /** The consortium, company, Kita or provider that the viewer's role is held for here. */
  institutionId: string
  reason: AuditReason
  roundId?: string
}

/**
 * That somebody opened one child is written to the trail before it is shown, and its family may read it. Every action that shows a
 * single child to HR, a Kita, a provider, a coordinator or an auditor calls this; lists of many children are no look at one.
 */
export async function recordLook(deps: Deps, viewer: Viewer, look: Look): Promise<void> {
  const { child, institutionId, reason, roundId } = look
  await inTransaction(deps.db, (trx) =>
    appendAudit(trx, {
      at: deps.now(),
      actor: viewer.accountId ?? 'visitor',
      role: viewer.role,
      action: 'child.look',
      subject: child,
      details: { institution: institutionId, ...(roundId !== undefined && { round: roundId }) },
      reason,
    }),
  )
}
