import { type OutcomeFigures, outcomeFigures } from '../../domain/outcome-figures.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { findDraw } from '../../store/draws.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import {
  type ComputationView,
  findNewestComputation,
  listPrograms,
  listRoundChildren,
} from '../../store/reads/round-outcome.ts'
import { findPerson } from '../../store/persons.ts'
import { findRelease } from '../../store/releases.ts'
import { findRound, type Round } from '../../store/rounds.ts'
import type { Deps } from '../deps.ts'
import { companyLabels } from './labels.ts'
import { type ToldDraw, toldDraw } from '../draws/show-draw.ts'
import { tellOpenAct, type ToldAct } from '../two-person-acts/told.ts'
import { freeze } from './freeze.ts'
import { release } from './release.ts'
import { thaw } from './thaw.ts'

/** The draw as the two persons who enter its value see it: whether one of them has, never what. */
export type RoundDraw = ToldDraw & { entry: { at: string; byViewer: boolean } | null; differedAt: string | null }

export type RoundView = {
  round: Round
  draw: RoundDraw | undefined
  computation: ComputationView | undefined
  /** Only of a verified outcome: what did not verify has no figures. */
  figures: OutcomeFigures | undefined
  /** Once two persons have released it. */
  release: Awaited<ReturnType<typeof findRelease>>
  /** What waits for a second person. */
  openActs: ToldAct[]
  /** Whoever looks has a child in the round, and neither proposes nor approves. */
  viewerIsGuardian: boolean
  companies: Map<string, string>
}

export const showRound =
  (deps: Deps) =>
  async (viewer: Viewer, roundId: string): Promise<Result<RoundView, { kind: 'not-found' }>> => {
    const round = await findRound(deps.db, roundId)
    if (viewer.accountId === null || !round || !may(viewer, 'round.view', round)) return refuse({ kind: 'not-found' })
    const now = deps.now()
    const draw = await findDraw(deps.db, roundId)
    const computation = await findNewestComputation(deps.db, roundId)
    const figures =
      computation?.state === 'computed'
        ? outcomeFigures(await listRoundChildren(deps.db, computation.id), await listPrograms(deps.db, computation.id))
        : undefined
    const acts = [freeze(deps), thaw(deps), release]
    const openActs = await Promise.all(acts.map((act) => tellOpenAct(deps.db, act, round, viewer, now)))
    return ok({
      round,
      draw: draw && {
        ...toldDraw(draw),
        entry: draw.entry && { at: draw.entry.at, byViewer: draw.entry.by === viewer.accountId },
        differedAt: draw.differedAt,
      },
      computation,
      figures,
      release: await findRelease(deps.db, roundId),
      viewerIsGuardian: (await findPerson(deps.db, { accountId: viewer.accountId, role: viewer.role }, round, now))
        .guardian,
      openActs: openActs.filter((told) => told !== undefined),
      companies: await companyLabels(deps, viewer, round.consortiumId),
    })
  }
