import { claimJob, requeueStale } from '../../store/jobs.ts'
import { runComputation } from '../rounds/run-computation.ts'
import type { Deps, Progress } from '../deps.ts'

const abandonedAfter = 60_000

/** Takes one waiting job, if there is one, and does it. False when nothing waited. */
export const workOnce =
  (deps: Deps) =>
  async (onProgress?: Progress): Promise<boolean> => {
    await requeueStale(deps.db, new Date(Date.parse(deps.now()) - abandonedAfter).toISOString())
    const job = await claimJob(deps.db, deps.newId(), deps.now())
    if (!job) return false
    await runComputation(deps)(job, onProgress)
    return true
  }
