/** What the thread of `side-thread.ts` does: draws lots, and computes the second implementation of V7. */
import { parentPort } from 'node:worker_threads'
import { lotDrawer } from '../engine/lot.ts'
import type { Market } from '../engine/market.ts'
import { runNaiveRounds } from '../engine/verify/naive.ts'

export type Task = { seed: string; tickets: string[] } | { market: Market }
/** The lots of a task one after the other, each of 64 digits; or what `runNaiveRounds` gives. */
export type Answer = { lots: string } | { naive: Int32Array }

function answerOf(task: Task): Answer {
  if ('market' in task) return { naive: runNaiveRounds(task.market) }
  return { lots: task.tickets.map(lotDrawer(task.seed)).join('') }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port to a thread has no origin
parentPort?.on('message', (task: Task) => parentPort?.postMessage(answerOf(task)))
