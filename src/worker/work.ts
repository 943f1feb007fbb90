import { setTimeout as sleep } from 'node:timers/promises'
import type { Actions } from '../actions/app.ts'

export type Worker = { stop(): Promise<void> }

/**
 * Takes jobs one after another until it is stopped. What a killed process left running is taken up again first: a job that
 * nobody has touched for a minute has lost its worker, and computing is repeatable.
 */
export function startWorker(
  actions: Actions,
  options: { pause?: number; onFailure: (error: unknown) => void },
): Worker {
  const stopping = new AbortController()
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const worked = await actions.workOnce().catch((error: unknown) => {
        options.onFailure(error)
        return false
      })
      if (!worked) await sleep(options.pause ?? 300, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const running = loop()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
