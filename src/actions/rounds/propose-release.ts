import * as Release from '../../domain/release.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { findComputedOutcome } from '../../store/computations.ts'
import { saveProposedRelease } from '../../store/releases.ts'
import { findRound, saveRoundState } from '../../store/rounds.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type ProposeReleaseRefusal =
  Release.ReleaseRefusal | OnceRefusal | { kind: 'not-found' } | { kind: 'changed-meanwhile' }

/** The first of two persons puts the verified outcome forward; the hash binds the second one to exactly this. */
export const proposeRelease =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    input: { roundId: string; key: string },
  ): Promise<Result<{ outcomeHash: string }, ProposeReleaseRefusal>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const act = { accountId, key: input.key, act: 'propose-release', content: { roundId: input.roundId } }
    return once(deps, act, async (trx): Promise<Result<{ outcomeHash: string }, ProposeReleaseRefusal>> => {
      const round = await findRound(trx, input.roundId)
      if (!round || !may(viewer, 'round.release', round)) return refuse({ kind: 'not-found' })
      const decision = Release.proposeRelease(round.state)
      if (!decision.ok) return decision
      const outcome = await findComputedOutcome(trx, round.id)
      if (!outcome) return refuse({ kind: 'round-not-computed' })

      if (!(await saveRoundState(trx, round, decision.value))) return refuse({ kind: 'changed-meanwhile' })
      const at = deps.now()
      await saveProposedRelease(trx, { roundId: round.id, ...outcome, proposedBy: accountId, proposedAt: at })
      await appendAudit(trx, {
        at,
        actor: accountId,
        role: viewer.role,
        action: 'round.propose-release',
        subject: round.id,
        details: { outcomeHash: outcome.outcomeHash },
      })
      return ok({ outcomeHash: outcome.outcomeHash })
    })
  }
