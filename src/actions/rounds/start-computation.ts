import { allocationProblemOf, type FreezeRefusal } from '../../domain/allocation-problem.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { roundTransitions } from '../../domain/round.ts'
import { follow } from '../../domain/transition.ts'
import { hashProblem } from '../../engine/canonical.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { nextComputationNumber, saveFrozenInput } from '../../store/computations.ts'
import { enqueue } from '../../store/jobs.ts'
import { saveRequestStates } from '../../store/place-requests.ts'
import { findRound, loadRoundInput, saveRoundState } from '../../store/rounds.ts'
import { lockRoundsOfYear } from '../../store/rounds-of-year.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type StartComputationRefusal =
  | OnceRefusal
  | FreezeRefusal
  | { kind: 'not-found' }
  | { kind: 'round-not-open'; state: string }
  | { kind: 'changed-meanwhile' }

/**
 * Freezes an open round and queues its computation. Freeze and draw follow each other at once: the seed of the lots was
 * recorded when the round was planned, so nobody can try seeds until the result pleases.
 */
export const startComputation =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { roundId, key }: { roundId: string; key: string },
  ): Promise<Result<{ number: number }, StartComputationRefusal>> => {
    const { accountId } = viewer
    if (accountId === null) return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'compute-round', content: { roundId } }
    return once(deps, act, async (trx): Promise<Result<{ number: number }, StartComputationRefusal>> => {
      const found = await findRound(trx, roundId)
      if (!found || !may(viewer, 'round.compute', found)) return refuse({ kind: 'not-found' })
      // Whoever is changing this year's input at the moment comes before the freeze, or finds it frozen.
      await lockRoundsOfYear(trx, found.consortiumId, found.kitaYear)
      const round = (await findRound(trx, roundId)) ?? found
      const drawn = follow(roundTransitions, round.state, ['freeze', 'draw'])
      if (!drawn) return refuse({ kind: 'round-not-open', state: round.state })

      const input = await loadRoundInput(trx, round)
      const problem = allocationProblemOf(input)
      if (!problem.ok) return problem

      if (!(await saveRoundState(trx, round, drawn))) return refuse({ kind: 'changed-meanwhile' })
      const computation = {
        id: deps.newId(),
        roundId,
        number: await nextComputationNumber(trx, roundId),
        requestedBy: accountId,
        requestedAt: deps.now(),
        problem: problem.value,
        problemHash: hashProblem(problem.value),
      }
      await saveFrozenInput(trx, computation, input)
      await saveRequestStates(trx, [...input.requestIds.values()], 'submitted', 'freeze', 'in-round')
      await enqueue(trx, { id: deps.newId(), kind: 'compute-round', subjectId: computation.id }, deps.now())
      await appendAudit(trx, {
        at: deps.now(),
        actor: accountId,
        role: viewer.role,
        action: 'round.freeze',
        subject: roundId,
        details: { problemHash: computation.problemHash, seed: round.seed, requests: input.requests.length },
      })
      return ok({ number: computation.number })
    })
  }
