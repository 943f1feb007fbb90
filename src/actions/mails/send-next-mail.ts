import { type Delivery, hasRunOut, type MailOutcome, outcomeOf } from '../../domain/mail-delivery.ts'
import type { Mail } from '../../domain/mail.ts'
import { claimMail, saveMailOutcome, takeBackMails, touchMail } from '../../store/outbox.ts'
import type { Deps } from '../deps.ts'

/** Hands one mail to whoever carries it on. `id` is the same at every attempt, so that a duplicate is recognised by it. */
export type Deliver = (mail: { id: string; at: string; mail: Mail }) => Promise<Delivery>

const heartbeat = 1_000
/** Several signs of life long: a busy process is not a dead one. */
const abandonedAfter = 15_000

/**
 * Sends the mail that is due longest, if there is one. False when none was due. It is marked as sent after it has left: whoever
 * dies in between leaves it to be sent once more, never to be lost, because SMTP knows no exactly-once.
 *
 * @throws what `deliver` threw, after the mail was put off
 */
export const sendNextMail =
  (deps: Deps) =>
  async (deliver: Deliver): Promise<boolean> => {
    const now = deps.now()
    await takeBackMails(deps.db, new Date(Date.parse(now) - abandonedAfter).toISOString())
    const claimed = await claimMail(deps.db, deps.keyring, deps.newId(), now)
    if (!claimed) return false
    const { id, at, attempts, mail } = claimed
    const save = (outcome: MailOutcome) => saveMailOutcome(deps.db, claimed, outcome, deps.now())

    if (!mail) {
      await save({ state: 'stuck', nextAttemptAt: now, trouble: 'unreadable', forget: false })
    } else if (hasRunOut(mail, now)) {
      await save({ state: 'expired', nextAttemptAt: now, trouble: null, forget: true })
    } else {
      const alive = setInterval(() => void touchMail(deps.db, claimed, deps.now()).catch(() => {}), heartbeat)
      try {
        await save(outcomeOf(mail, await deliver({ id, at, mail }), attempts, deps.now()))
      } catch (error) {
        await save(outcomeOf(mail, { ok: false, trouble: 'unexpected', forGood: false }, attempts, deps.now()))
        throw error
      } finally {
        clearInterval(alive)
      }
    }
    return true
  }
