import { ok, refuse, type Result } from '../../domain/result.ts'
import type { NearestChange } from '../../engine/nearest-change.ts'
import type { ScoreLine } from '../../domain/points-catalogue.ts'
import type { Viewer } from '../../policy/scope.ts'
import { readerOf } from '../../policy/visible.ts'
import { sightsOf } from '../../policy/visible-fields.ts'
import { loadFrozenProblem } from '../../store/computations.ts'
import { type ChildReasons, findChildReasons, type RoundChildView } from '../../store/reads/round-outcome.ts'
import type { Deps } from '../deps.ts'
import { recordLook } from '../record-look.ts'
import { type OutcomeView, showOutcome } from './show-outcome.ts'

export type ExplainedChild = RoundChildView &
  Pick<ChildReasons, 'wishes'> & {
    /** Which criteria gave points, never what was answered; null to whom only points are told. */
    trace: Omit<ScoreLine, 'value'>[] | null
    /** What alone would have given it each unmet wish; undefined where nobody asked, or for a child that applied together with siblings. */
    changes: NearestChange[] | undefined
  }

/**
 * One child by ticket with every reason; that somebody looked is written to the trail, which its family may read. What alone would
 * have met a wish takes computing the round again, some dozens of times: only if asked for.
 */
export const showRoundChild =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    input: { roundId: string; ticket: string; withChanges: boolean },
  ): Promise<Result<OutcomeView & { child: ExplainedChild }, { kind: 'not-found' }>> => {
    const shown = await showOutcome(deps)(viewer, input.roundId)
    if (!shown.ok) return shown
    const child = shown.value.children.find(({ ticket }) => ticket === input.ticket)
    const reasons = await findChildReasons(deps.db, shown.value.computationId, input.ticket)
    if (!child || !reasons) return refuse({ kind: 'not-found' })
    const institutionId = shown.value.round.consortiumId
    await recordLook(deps, viewer, {
      child: child.ticket,
      institutionId,
      reason: 'outcome-check',
      roundId: input.roundId,
    })
    const changes = input.withChanges
      ? await deps.nearestChanges(await loadFrozenProblem(deps.db, shown.value.computationId), input.ticket)
      : undefined
    const criteriaTold = sightsOf(readerOf(viewer.role), 'criteria').some(({ sees }) => sees === 'points-and-confirmed')
    const trace = criteriaTold ? reasons.trace.map(withoutAnswer) : null
    return ok({ ...shown.value, child: { ...child, wishes: reasons.wishes, trace, changes } })
  }

function withoutAnswer({ criterion, kitaId, points, addition }: ScoreLine): Omit<ScoreLine, 'value'> {
  return { criterion, kitaId, points, ...(addition && { addition }) }
}
