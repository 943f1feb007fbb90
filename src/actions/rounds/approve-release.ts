import * as Release from '../../domain/release.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { saveReleasedStates } from '../../store/place-requests.ts'
import { findRelease, saveApproval } from '../../store/releases.ts'
import { findRound, saveRoundState } from '../../store/rounds.ts'
import type { Deps } from '../deps.ts'
import { publishHead } from '../publish-head.ts'
import { once, type OnceRefusal } from '../once.ts'

export type ApproveReleaseRefusal =
  Release.ReleaseRefusal | OnceRefusal | { kind: 'not-found' } | { kind: 'changed-meanwhile' }

/** The second person releases: from here on families, companies and Kitas see what became of their requests. */
export const approveRelease =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    input: { roundId: string; outcomeHash: string; key: string },
  ): Promise<Result<{ offered: number }, ApproveReleaseRefusal>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const content = { roundId: input.roundId, outcomeHash: input.outcomeHash }
    const act = { accountId, key: input.key, act: 'approve-release', content }
    return once(deps, act, async (trx): Promise<Result<{ offered: number }, ApproveReleaseRefusal>> => {
      const round = await findRound(trx, input.roundId)
      if (!round || !may(viewer, 'round.release', round)) return refuse({ kind: 'not-found' })
      const release = await findRelease(trx, round.id)
      const decision = Release.approveRelease(
        round.state,
        release && { by: release.proposedBy, outcomeHash: release.outcomeHash },
        { by: accountId, outcomeHash: input.outcomeHash },
      )
      if (!decision.ok) return decision
      if (!release) return refuse({ kind: 'release-not-proposed' })

      if (!(await saveRoundState(trx, round, decision.value))) return refuse({ kind: 'changed-meanwhile' })
      const at = deps.now()
      await saveApproval(trx, round.id, accountId, at)
      const offered = await saveReleasedStates(trx, release.computationId)
      await appendAudit(trx, {
        at,
        actor: accountId,
        role: viewer.role,
        action: 'round.release',
        subject: round.id,
        details: { outcomeHash: release.outcomeHash, proposedBy: release.proposedBy, offered },
      })
      await publishHead(deps, trx)
      return ok({ offered })
    })
  }
