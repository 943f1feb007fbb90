import { Worker } from 'node:worker_threads'
import type { Deps } from '../actions/deps.ts'

type Message = { changes: Awaited<ReturnType<Deps['nearestChanges']>> }

/** Computes a round again and again in a thread of its own, so that pages go on answering. @throws what the thread threw */
export const nearestChangesInThread: Deps['nearestChanges'] = (problem, ticket) =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./start-thread.mjs', import.meta.url), {
      workerData: { file: new URL('./nearest-change-thread.ts', import.meta.url).href, problem, ticket },
    })
    thread.on('message', ({ changes }: Message) => resolve(changes))
    thread.on('error', reject)
    thread.on('exit', (code) =>
      reject(new Error(`the thread of the nearest change ended with code ${code} and no answer`)),
    )
  })
