import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { findComputedOutcome } from '../../store/computations.ts'
import {
  listPrograms,
  listRoundChildren,
  type ProgramView,
  type RoundChildView,
} from '../../store/reads/round-outcome.ts'
import { findRound, type Round } from '../../store/rounds.ts'
import type { Deps } from '../deps.ts'
import { companyLabels } from './labels.ts'

export type OutcomeView = {
  round: Round
  computationId: string
  programs: ProgramView[]
  children: RoundChildView[]
  companies: Map<string, string>
}

/** A verified outcome whole: every place class with its cut-offs, every child by ticket. */
export const showOutcome =
  (deps: Deps) =>
  async (viewer: Viewer, roundId: string): Promise<Result<OutcomeView, { kind: 'not-found' }>> => {
    const round = await findRound(deps.db, roundId)
    if (!round || !may(viewer, 'outcome.view', round)) return refuse({ kind: 'not-found' })
    const outcome = await findComputedOutcome(deps.db, roundId)
    if (!outcome) return refuse({ kind: 'not-found' })
    return ok({
      round,
      computationId: outcome.computationId,
      programs: await listPrograms(deps.db, outcome.computationId),
      children: await listRoundChildren(deps.db, outcome.computationId),
      companies: await companyLabels(deps, viewer, round.consortiumId),
    })
  }
