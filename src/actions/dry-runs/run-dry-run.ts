import type { ComputeRefusal } from '../../domain/allocation-problem.ts'
import { figuresOfOutcome } from '../../domain/outcome-figures.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { findQueuedDryRun, saveDryRunFigures, saveDryRunIncident } from '../../store/dry-runs.ts'
import { finishJob, type Job, reportProgress } from '../../store/jobs.ts'
import type { Deps, Progress } from '../deps.ts'

export type RunDryRunRefusal = { kind: 'incident'; number: string }

/** Solves and verifies what is tried out, and keeps the figures. Killed at any moment, it may simply run again. */
export const runDryRun =
  (deps: Deps) =>
  async (job: Job, onProgress: Progress = () => {}): Promise<Result<{ outcomeHash: string }, RunDryRunRefusal>> => {
    const run = await findQueuedDryRun(deps.db, job.subjectId)
    if (!run) throw new Error('a job names a dry run that does not wait')
    let writing = Promise.resolve()
    const report: Progress = (done, total) => {
      onProgress(done, total)
      writing = writing.then(() => reportProgress(deps.db, job.id, done, total, deps.now()))
    }
    // What the solver throws it would throw again: an incident too, not a job that is taken up for ever.
    const computed = await deps
      .compute(run.problem, report)
      .catch((error: unknown): Result<never, ComputeRefusal> =>
        refuse({ kind: 'verification-failed', violations: [`not computed: ${String(error)}`] }),
      )
    await writing

    return inTransaction(deps.db, async (trx) => {
      const at = deps.now()
      if (!computed.ok) {
        const number = `V-${deps.newId().slice(0, 8).toUpperCase()}`
        await saveDryRunIncident(trx, job.subjectId, number)
        await finishJob(trx, job.id, 'failed', at)
        const entry = { at, actor: 'clock', role: 'clock', action: 'round.dry-run-incident', subject: run.roundId }
        await appendAudit(trx, { ...entry, details: { number } })
        return refuse({ kind: 'incident', number })
      }
      const { outcome } = computed.value
      const { outcomeHash } = outcome
      await saveDryRunFigures(trx, job.subjectId, { figures: figuresOfOutcome(run.problem, outcome), outcomeHash })
      await finishJob(trx, job.id, 'done', at)
      return ok({ outcomeHash })
    })
  }
