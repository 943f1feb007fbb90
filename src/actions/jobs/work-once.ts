import { claimJob, type Job, requeueStale, touchJob } from '../../store/jobs.ts'
import { runCataloguePreview } from '../catalogue-previews/run-catalogue-preview.ts'
import { runDryRun } from '../dry-runs/run-dry-run.ts'
import { answerEmailChange } from '../email-changes/answer-email-change.ts'
import { answerPasswordReset } from '../passwords/answer-password-reset.ts'
import { answerRegistration } from '../registrations/answer-registration.ts'
import { runComputation } from '../rounds/run-computation.ts'
import type { Deps, Progress } from '../deps.ts'

const worksOf = {
  'compute-round': runComputation,
  'preview-catalogue': runCataloguePreview,
  'dry-run': runDryRun,
  'answer-registration': answerRegistration,
  'answer-password-reset': answerPasswordReset,
  'answer-email-change': answerEmailChange,
} as const satisfies Record<Job['kind'], unknown>

const heartbeat = 1_000
/** Several signs of life long: a busy process is not a dead one. */
const abandonedAfter = 10_000

/**
 * Takes one waiting job, if there is one, and does it. False when nothing waited. A job whose process has died gives no sign
 * of life any more and is taken up again; its input is frozen, so it may simply begin anew.
 */
export const workOnce =
  (deps: Deps) =>
  async (onProgress?: Progress): Promise<boolean> => {
    await requeueStale(deps.db, new Date(Date.parse(deps.now()) - abandonedAfter).toISOString())
    const job = await claimJob(deps.db, deps.newId(), deps.now())
    if (!job) return false
    const alive = setInterval(() => void touchJob(deps.db, job.id, deps.now()).catch(() => {}), heartbeat)
    try {
      await worksOf[job.kind](deps)(job, onProgress)
    } finally {
      clearInterval(alive)
    }
    return true
  }
