import { parentPort, workerData } from 'node:worker_threads'
import { computeAllocation } from '../domain/allocation-problem.ts'

/** The thread itself: a problem in, progress and then a verified outcome (or the violations) out. */
const port = parentPort
if (!port) throw new Error('this file runs as a thread')
const computed = await computeAllocation(
  (workerData as { problem: Parameters<typeof computeAllocation>[0] }).problem,
  (done, total) => port.postMessage({ done, total }),
)
port.postMessage({ computed })
