import type { AuditBundle } from '../../engine/draw/bundles.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { findComputedOutcome } from '../../store/computations.ts'
import { inTransaction } from '../../store/db.ts'
import { findRound } from '../../store/rounds.ts'
import type { Deps } from '../deps.ts'
import { publishedDraw } from './published.ts'

/**
 * Everything of a computed round, by ticket, also before the release: whoever releases may want to check it. It tells of every
 * child, so that somebody has taken it is written to the trail.
 */
export const downloadAuditBundle =
  (deps: Deps) =>
  async (viewer: Viewer, roundId: string): Promise<Result<AuditBundle, { kind: 'not-found' }>> => {
    const { accountId } = viewer
    const round = await findRound(deps.db, roundId)
    if (accountId === null || !round || !may(viewer, 'draw.audit', round)) return refuse({ kind: 'not-found' })
    const outcome = await findComputedOutcome(deps.db, roundId)
    const published = outcome && (await publishedDraw(deps.db, outcome.computationId))
    if (!outcome || !published) return refuse({ kind: 'not-found' })
    await inTransaction(deps.db, (trx) =>
      appendAudit(trx, {
        at: deps.now(),
        actor: accountId,
        role: viewer.role,
        action: 'round.download-audit-bundle',
        subject: roundId,
        details: { outcomeHash: outcome.outcomeHash, institution: round.consortiumId },
      }),
    )
    return ok(published.auditBundle)
  }
