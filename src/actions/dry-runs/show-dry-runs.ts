import { ok, refuse, type Result } from '../../domain/result.ts'
import { dryRunStates, type RoundState } from '../../domain/round.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { type DryRun, listDryRuns } from '../../store/dry-runs.ts'
import { companyNames } from '../../store/reads/round-outcome.ts'
import { findRound, type Round } from '../../store/rounds.ts'
import type { Deps } from '../deps.ts'

export type DryRunsView = { round: Round; mayStart: boolean; runs: DryRun[]; companies: Map<string, string> }

const states: readonly RoundState[] = dryRunStates

/** What was tried out in a round: figures for coordinators, and for nobody else. */
export const showDryRuns =
  (deps: Deps) =>
  async (viewer: Viewer, roundId: string): Promise<Result<DryRunsView, { kind: 'not-found' }>> => {
    const round = await findRound(deps.db, roundId)
    if (!round || !may(viewer, 'dryRun.view', round)) return refuse({ kind: 'not-found' })
    return ok({
      round,
      mayStart: states.includes(round.state),
      runs: await listDryRuns(deps.db, roundId),
      companies: await companyNames(deps.db, round.consortiumId),
    })
  }
