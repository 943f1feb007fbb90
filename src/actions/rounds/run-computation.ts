import type { AllocationProblem } from '../../engine/types.ts'
import { hashProblem } from '../../engine/canonical.ts'
import type { ComputeRefusal } from '../../domain/allocation-problem.ts'
import { roundTransitions } from '../../domain/round.ts'
import { follow } from '../../domain/transition.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { findComputation, saveIncident, saveOutcome } from '../../store/computations.ts'
import { inTransaction } from '../../store/db.ts'
import { finishJob, type Job, reportProgress } from '../../store/jobs.ts'
import { saveOutcomeStates } from '../../store/place-requests.ts'
import { findRound, saveRoundState } from '../../store/rounds.ts'
import type { Deps, Progress } from '../deps.ts'

export type RunComputationRefusal = { kind: 'incident'; number: string }

/**
 * Solves and verifies what was frozen, and saves the outcome in one transaction: killed at any moment, it either has not
 * happened or is complete, and may simply run again. What does not verify becomes an incident with a number, never a result.
 */
export const runComputation =
  (deps: Deps) =>
  async (
    job: Job,
    onProgress: Progress = () => {},
  ): Promise<Result<{ outcomeHash: string }, RunComputationRefusal>> => {
    const computation = await findComputation(deps.db, job.subjectId)
    if (!computation) throw new Error('a job names a computation that does not exist')
    const problem = JSON.parse(computation.problem) as AllocationProblem
    const begun = Date.parse(deps.now())

    let writing = Promise.resolve()
    const report: Progress = (done, total) => {
      onProgress(done, total)
      writing = writing.then(() => reportProgress(deps.db, job.id, done, total, deps.now()))
    }
    // What the solver throws it would throw again: an incident too, not a job that is taken up for ever.
    const computed =
      hashProblem(problem) === computation.problem_hash
        ? await deps.compute(problem, report).catch((error: unknown) => notVerified(`not computed: ${String(error)}`))
        : notVerified('V0 the frozen problem does not have its hash')
    await writing

    return inTransaction(deps.db, async (trx) => {
      const round = await findRound(trx, computation.round_id)
      if (!round) throw new Error('a computation without its round')
      const at = deps.now()
      const entry = { at, actor: 'clock', role: 'clock', subject: round.id }
      if (!computed.ok) {
        const number = `V-${deps.newId().slice(0, 8).toUpperCase()}`
        await saveIncident(trx, computation.id, {
          number,
          reason: computed.refusal.violations.slice(0, 20).join('\n'),
          at,
        })
        await finishJob(trx, job.id, 'failed', at)
        await appendAudit(trx, { ...entry, action: 'round.incident', details: { number } })
        return refuse({ kind: 'incident', number })
      }
      const { outcome } = computed.value
      await saveOutcome(trx, computation.id, outcome, { at, milliseconds: Date.parse(at) - begun })
      await saveOutcomeStates(trx, computation.id)
      const next = follow(roundTransitions, round.state, ['compute'])
      if (!next || !(await saveRoundState(trx, round, next))) throw new Error('a drawn round was changed meanwhile')
      await finishJob(trx, job.id, 'done', at)
      const details = { problemHash: computation.problem_hash, outcomeHash: outcome.outcomeHash }
      await appendAudit(trx, { ...entry, action: 'round.compute', details })
      return ok({ outcomeHash: outcome.outcomeHash })
    })
  }

function notVerified(violation: string): Result<never, ComputeRefusal> {
  return refuse({ kind: 'verification-failed', violations: [violation] })
}
