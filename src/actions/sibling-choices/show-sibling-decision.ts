import { ok, refuse, type Result } from '../../domain/result.ts'
import type { SiblingDecision } from '../../domain/sibling-decision.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { findComputedOutcome } from '../../store/computations.ts'
import { listPrograms } from '../../store/reads/round-outcome.ts'
import { findSiblingDecision } from '../../store/reads/sibling-decision.ts'
import { findRound } from '../../store/rounds.ts'
import type { Deps } from '../deps.ts'

/** A claim by the ticket that its family is drawn under, with the Kita where all its children would have a place. */
export type ShownClaim = { ticket: string; kita: string; reason: SiblingDecision['claims'][number]['reason'] }

export type SiblingDecisionView = Omit<SiblingDecision, 'claims'> & { claims: ShownClaim[] }

/** Which step decided a verified outcome, and how the families fared who wanted their children together. */
export const showSiblingDecision =
  (deps: Deps) =>
  async (viewer: Viewer, roundId: string): Promise<Result<SiblingDecisionView, { kind: 'not-found' }>> => {
    const { db } = deps
    const round = await findRound(db, roundId)
    if (!round || !may(viewer, 'outcome.view', round)) return refuse({ kind: 'not-found' })
    const outcome = await findComputedOutcome(db, roundId)
    const decision = outcome && (await findSiblingDecision(db, outcome.computationId))
    if (!decision) return refuse({ kind: 'not-found' })
    const programs = await listPrograms(db, outcome.computationId)
    const kitas = new Map(programs.map(({ placeClassId, kita }) => [placeClassId, kita]))
    return ok({
      ...decision,
      claims: decision.claims.map(({ family, wish, reason }) => ({
        ticket: family,
        // Together is always at one Kita, so any of its place classes names it.
        kita: wish.flatMap((program) => kitas.get(program ?? '') ?? []).at(0) ?? '',
        reason,
      })),
    })
  }
