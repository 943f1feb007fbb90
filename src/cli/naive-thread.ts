/** The thread that `naive-in-thread.ts` starts: gets a market, gives what the second implementation makes of it. */
import { parentPort } from 'node:worker_threads'
import type { Market } from '../engine/market.ts'
import { runNaiveRounds } from '../engine/verify/naive.ts'

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port to a thread has no origin
parentPort?.once('message', (market: Market) => parentPort?.postMessage(runNaiveRounds(market)))
