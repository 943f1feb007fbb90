import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { findComputedOutcome } from '../../store/computations.ts'
import { listPrograms, type ProgramView } from '../../store/reads/round-outcome.ts'
import { countTurnedAway } from '../../store/reads/turned-away.ts'
import { findRound } from '../../store/rounds.ts'
import type { Deps } from '../deps.ts'
import { companyLabels } from './labels.ts'

export type RoundPlaceClass = ProgramView & {
  /** Children in the pool's places: those who count for no company. */
  fromPool: number
  /** Children who would rather have come here than where they went. */
  turnedAway: number
}

/** Every place class of a verified outcome: who got in by which label, what it took, and who was turned away. */
export const listRoundPlaceClasses =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    roundId: string,
  ): Promise<Result<{ placeClasses: RoundPlaceClass[]; companies: Map<string, string> }, { kind: 'not-found' }>> => {
    const round = await findRound(deps.db, roundId)
    if (!round || !may(viewer, 'outcome.view', round)) return refuse({ kind: 'not-found' })
    const outcome = await findComputedOutcome(deps.db, roundId)
    if (!outcome) return refuse({ kind: 'not-found' })
    const programs = await listPrograms(deps.db, outcome.computationId)
    const turnedAway = await countTurnedAway(deps.db, outcome.computationId)
    return ok({
      companies: await companyLabels(deps, viewer, round.consortiumId),
      placeClasses: programs.map((program) => ({
        ...program,
        fromPool: program.held - Object.values(program.reserves).reduce((sum, { used }) => sum + used, 0),
        turnedAway: turnedAway.at.get(program.placeClassId) ?? 0,
      })),
    })
  }
