import { allocationProblemOf, type FreezeRefusal } from '../../domain/allocation-problem.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { hashProblem } from '../../engine/canonical.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { nextComputationNumber, saveFrozenInput } from '../../store/computations.ts'
import { inTransaction } from '../../store/db.ts'
import { enqueue } from '../../store/jobs.ts'
import { saveRequestStates } from '../../store/place-requests.ts'
import { findRound, loadRoundInput, saveRoundState } from '../../store/rounds.ts'
import type { Deps } from '../deps.ts'

export type StartComputationRefusal =
  FreezeRefusal | { kind: 'not-found' } | { kind: 'round-not-open'; state: string } | { kind: 'changed-meanwhile' }

/**
 * Freezes an open round and queues its computation. Freeze and draw follow each other at once: the seed of the lots was
 * recorded when the round was planned, so nobody can try seeds until the result pleases.
 */
export const startComputation =
  (deps: Deps) =>
  (
    viewer: Viewer,
    { roundId }: { roundId: string },
  ): Promise<Result<{ computationId: string; number: number }, StartComputationRefusal>> =>
    inTransaction(deps.db, async (trx) => {
      const round = await findRound(trx, roundId)
      if (!round || !viewer.accountId || !may(viewer, 'round.compute', round)) return refuse({ kind: 'not-found' })
      if (round.state !== 'open') return refuse({ kind: 'round-not-open', state: round.state })

      const input = await loadRoundInput(trx, round)
      const problem = allocationProblemOf(input)
      if (!problem.ok) return problem

      if (!(await saveRoundState(trx, round, 'drawn'))) return refuse({ kind: 'changed-meanwhile' })
      const computation = {
        id: deps.newId(),
        roundId,
        number: await nextComputationNumber(trx, roundId),
        requestedBy: viewer.accountId,
        requestedAt: deps.now(),
        problem: problem.value,
        problemHash: hashProblem(problem.value),
      }
      await saveFrozenInput(trx, computation, input)
      await saveRequestStates(trx, [...input.requestIds.values()], 'submitted', 'in-round')
      await enqueue(trx, { id: deps.newId(), kind: 'compute-round', subjectId: computation.id }, deps.now())
      await appendAudit(trx, {
        at: deps.now(),
        actor: viewer.accountId,
        role: viewer.role,
        action: 'round.freeze',
        subject: roundId,
        details: { problemHash: computation.problemHash, seed: round.seed, requests: input.requests.length },
      })
      return ok({ computationId: computation.id, number: computation.number })
    })
