import { setTimeout as sleep } from 'node:timers/promises'
import type { Actions } from '../actions/app.ts'

export type Worker = { stop(): Promise<void> }

const anHour = 3_600_000

/**
 * Takes jobs one after another until it is stopped; once an hour it signs the trail and forgets the registrations and new addresses
 * that nobody has confirmed, and once a day all that has been kept for its time. A job whose process was killed gives no sign of
 * life any more and is taken up again; computing is repeatable.
 */
export function startWorker(
  actions: Actions,
  options: { pause?: number; onFailure: (error: unknown) => void },
): Worker {
  const stopping = new AbortController()
  let sweptAt = 0
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const now = Date.parse(actions.now())
      if (now - sweptAt >= anHour) {
        sweptAt = now
        await actions.makeTrailHead().catch(options.onFailure)
        await actions.purgeOnceADay().catch(options.onFailure)
        await actions.purgeRegistrations().catch(options.onFailure)
        await actions.purgeEmailChanges().catch(options.onFailure)
      }
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
