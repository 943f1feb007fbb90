import { Worker } from 'node:worker_threads'
import type { Market } from '../engine/market.ts'
import type { Answer, Task } from './side-thread-work.ts'

const DIGITS_OF_LOT = 64

/**
 * A thread beside the one that reads, allocates and writes. It gets ready meanwhile, and answers in the order in which it
 * is asked. Node ends without it while nobody waits for an answer.
 */
export class SideThread {
  private readonly worker: Worker
  private readonly waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = []
  private readonly drawn: Promise<Answer>[] = []

  constructor() {
    this.worker = new Worker(new URL('../worker/start-thread.mjs', import.meta.url), {
      workerData: { file: new URL('./side-thread-work.ts', import.meta.url).href },
    })
    this.worker.unref()
    this.worker.on('message', (answer: Answer) => this.waiting.shift()?.resolve(answer))
    this.worker.on('error', (error) => this.fail(error))
    this.worker.on('exit', (code) => this.fail(new Error(`a thread ended with code ${code}`)))
  }

  /** Has lots drawn for further tickets. */
  drawLots(seed: string, tickets: string[]): void {
    const answer = this.ask({ seed, tickets })
    // Whoever waits for the lots is told; nobody else need be.
    answer.catch(() => undefined)
    this.drawn.push(answer)
  }

  /** All lots, in the order of their tickets. */
  async lots(): Promise<string[]> {
    this.worker.ref()
    const lots: string[] = []
    for (const answer of await Promise.all(this.drawn)) {
      if (!('lots' in answer)) throw new Error('no lots')
      for (let at = 0; at < answer.lots.length; at += DIGITS_OF_LOT)
        lots.push(answer.lots.slice(at, at + DIGITS_OF_LOT))
    }
    this.worker.unref()
    return lots
  }

  /** What `runNaiveRounds` gives for a market. */
  async runNaiveRounds(market: Market): Promise<Int32Array> {
    this.worker.ref()
    const answer = await this.ask({ market })
    this.worker.unref()
    if (!('naive' in answer)) throw new Error('no rounds')
    return answer.naive
  }

  private ask(task: Task): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      this.worker.postMessage(task)
    })
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.splice(0)) reject(error)
  }
}
