import { Worker } from 'node:worker_threads'
import type { Market } from '../engine/market.ts'
import { runNaiveRounds } from '../engine/verify/naive.ts'

/** From smaller files on a thread starts later than the work ends. */
const WORTH_A_THREAD = 10_000_000

/**
 * The second implementation of V7 takes longer than all other checks together and needs nothing but the market. For a large
 * problem a thread gets ready while the file is read, and computes while the round is run, written and judged.
 *
 * @param bytes the size of the problem's file
 * @returns takes the market, gives what `runNaiveRounds` gives
 */
export function prepareNaiveRounds(bytes: number): (market: Market) => Promise<Int32Array> {
  if (bytes < WORTH_A_THREAD) return (market) => Promise.resolve(runNaiveRounds(market))
  const thread = new Worker(new URL('../worker/start-thread.mjs', import.meta.url), {
    workerData: { file: new URL('./naive-thread.ts', import.meta.url).href },
  })
  // Whoever finds that the file is no problem need not wait for it.
  thread.unref()
  return (market) =>
    new Promise((resolve, reject) => {
      thread.ref()
      thread.once('message', resolve)
      thread.once('error', reject)
      thread.once('exit', (code) => reject(new Error(`the thread of the second implementation ended with ${code}`)))
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      thread.postMessage(market)
    })
}
