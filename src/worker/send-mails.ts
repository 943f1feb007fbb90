import { setTimeout as sleep } from 'node:timers/promises'
import type { Actions } from '../actions/app.ts'
import type { Deliver } from '../actions/mails/send-next-mail.ts'
import type { Worker } from './work.ts'

/**
 * Sends mails that are due, one after another, until it is stopped; apart from the jobs, because a long computation must not
 * hold up a mail. One at a time: whoever kills the process then doubles one mail at most, and a mail server that hangs, hangs
 * for all.
 */
export function startSending(
  actions: Actions,
  deliver: Deliver,
  options: { pause?: number; onFailure: (error: unknown) => void },
): Worker {
  const stopping = new AbortController()
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const sent = await actions.sendNextMail(deliver).catch((error: unknown) => {
        options.onFailure(error)
        return false
      })
      if (!sent) await sleep(options.pause ?? 1_000, undefined, { signal: stopping.signal }).catch(() => {})
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
