import { Worker } from 'node:worker_threads'
import type { Deps } from '../actions/deps.ts'

type Message = { done: number; total: number } | { computed: Awaited<ReturnType<Deps['compute']>> }

/** Solves and verifies in a thread of its own, so that pages go on answering. @throws what the thread threw */
export const computeInThread: Deps['compute'] = (problem, onProgress) =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./start-thread.mjs', import.meta.url), {
      workerData: { file: new URL('./allocation-thread.ts', import.meta.url).href, problem },
    })
    thread.on('message', (message: Message) => {
      if ('computed' in message) resolve(message.computed)
      else onProgress(message.done, message.total)
    })
    thread.on('error', reject)
    thread.on('exit', (code) => reject(new Error(`the allocation thread ended with code ${code} and no outcome`)))
  })
