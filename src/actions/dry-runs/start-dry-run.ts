import { allocationProblemOf, type FreezeRefusal } from '../../domain/allocation-problem.ts'
import { dryRunSeed, withSeed } from '../../domain/draw.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { dryRunStates, type RoundState } from '../../domain/round.ts'
import { hashProblem } from '../../engine/canonical.ts'
import type { AllocationProblem } from '../../engine/types.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { findWaitingComputation } from '../../store/computations.ts'
import type { Trx } from '../../store/db.ts'
import { insertDryRun, listDryRuns } from '../../store/dry-runs.ts'
import { enqueue } from '../../store/jobs.ts'
import { findRound, loadRoundInput, type Round } from '../../store/rounds.ts'
import { lockRoundsOfYear } from '../../store/rounds-of-year.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type StartDryRunRefusal =
  OnceRefusal | FreezeRefusal | { kind: 'not-found' } | { kind: 'round-drawn-already' } | { kind: 'dry-run-under-way' }

const states: readonly RoundState[] = dryRunStates

/** Tries the allocation out with lots of its own, on what stands at the moment or is frozen. It is counted and binds nobody. */
export const startDryRun =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { roundId, key }: { roundId: string; key: string },
  ): Promise<Result<{ number: number }, StartDryRunRefusal>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'start-dry-run', content: { roundId } }
    return once(deps, act, async (trx): Promise<Result<{ number: number }, StartDryRunRefusal>> => {
      const found = await findRound(trx, roundId)
      if (!found || !may(viewer, 'dryRun.start', found)) return refuse({ kind: 'not-found' })
      await lockRoundsOfYear(trx, found.consortiumId, found.kitaYear)
      const round = (await findRound(trx, roundId)) ?? found
      if (!states.includes(round.state)) return refuse({ kind: 'round-drawn-already' })
      const [last] = await listDryRuns(trx, roundId)
      if (last?.state === 'queued') return refuse({ kind: 'dry-run-under-way' })
      const problem = await presentProblem(trx, round)
      if (!problem.ok) return problem

      const run = { id: deps.newId(), roundId, number: (last?.number ?? 0) + 1, by: accountId, at: deps.now() }
      const seed = dryRunSeed(hashProblem(problem.value), deps.newSalt())
      await insertDryRun(trx, { ...run, problem: withSeed(problem.value, seed) })
      await enqueue(trx, { id: deps.newId(), kind: 'dry-run', subjectId: run.id }, run.at)
      await appendAudit(trx, {
        at: run.at,
        actor: accountId,
        role: viewer.role,
        action: 'round.dry-run',
        subject: roundId,
        details: { number: run.number, state: round.state },
      })
      return ok({ number: run.number })
    })
  }

/** Of a frozen round what was frozen, of an open one what stands in it now. */
async function presentProblem(trx: Trx, round: Round): Promise<Result<AllocationProblem, FreezeRefusal>> {
  const frozen = round.state === 'frozen' ? await findWaitingComputation(trx, round.id) : undefined
  return frozen ? ok(frozen.problem) : allocationProblemOf(await loadRoundInput(trx, round))
}
