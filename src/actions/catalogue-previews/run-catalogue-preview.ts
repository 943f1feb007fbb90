import type { ComputeRefusal } from '../../domain/allocation-problem.ts'
import { problemWithCatalogue } from '../../domain/catalogue-preview.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import {
  findPreview,
  loadFrozenFacts,
  loadFrozenRound,
  loadKitasOfPrograms,
  savePreviewIncident,
  savePreviewOutcome,
} from '../../store/catalogue-previews.ts'
import { inTransaction } from '../../store/db.ts'
import { finishJob, type Job, reportProgress } from '../../store/jobs.ts'
import type { Deps, Progress } from '../deps.ts'

export type RunPreviewRefusal = { kind: 'incident'; number: string }

/** Solves and verifies the frozen round under other points. Killed at any moment, it may simply run again. */
export const runCataloguePreview =
  (deps: Deps) =>
  async (job: Job, onProgress: Progress = () => {}): Promise<Result<{ outcomeHash: string }, RunPreviewRefusal>> => {
    const preview = await findPreview(deps.db, job.subjectId)
    if (!preview) throw new Error('a job names a preview that does not exist')
    const { computationId } = preview
    const { problem } = await loadFrozenRound(deps.db, computationId)
    const facts = await loadFrozenFacts(deps.db, computationId)
    if (!facts) throw new Error('a preview of a round whose facts were not kept')
    const kitaOf = await loadKitasOfPrograms(deps.db, computationId)

    let writing = Promise.resolve()
    const report: Progress = (done, total) => {
      onProgress(done, total)
      writing = writing.then(() => reportProgress(deps.db, job.id, done, total, deps.now()))
    }
    const changed = problemWithCatalogue(problem, preview.catalogue, facts, kitaOf)
    // What the solver throws it would throw again: an incident too, not a job that is taken up for ever.
    const computed = await deps
      .compute(changed, report)
      .catch((error: unknown): Result<never, ComputeRefusal> =>
        refuse({ kind: 'verification-failed', violations: [`not computed: ${String(error)}`] }),
      )
    await writing

    return inTransaction(deps.db, async (trx) => {
      const at = deps.now()
      const entry = { at, actor: 'clock', role: 'clock', subject: preview.roundId }
      if (!computed.ok) {
        const number = `V-${deps.newId().slice(0, 8).toUpperCase()}`
        await savePreviewIncident(trx, preview.id, number)
        await finishJob(trx, job.id, 'failed', at)
        await appendAudit(trx, { ...entry, action: 'catalogue.preview-incident', details: { number } })
        return refuse({ kind: 'incident', number })
      }
      const { outcome } = computed.value
      await savePreviewOutcome(trx, preview.id, outcome)
      await finishJob(trx, job.id, 'done', at)
      return ok({ outcomeHash: outcome.outcomeHash })
    })
  }
