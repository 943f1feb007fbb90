import { mostOpenResets } from '../../domain/coming-in.ts'
import type { Mail } from '../../domain/mail.ts'
import { lockAccountByEmail } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { finishJob, type Job } from '../../store/jobs.ts'
import { queueMail } from '../../store/outbox.ts'
import { countOpenResets, findAskedReset, saveResetIdle, saveResetSent } from '../../store/password-resets.ts'
import type { Deps } from '../deps.ts'

/**
 * Looks whose address asks for a new password, and promises a link where it is somebody's. Not a fourth one within the life of the
 * others, so that nobody floods a mailbox. Killed at any moment, it may simply run again.
 */
export const answerPasswordReset =
  (deps: Deps) =>
  (job: Job): Promise<void> =>
    inTransaction(deps.db, async (trx) => {
      const at = deps.now()
      await finishJob(trx, job.id, 'done', at)
      const asked = await findAskedReset(trx, job.subjectId)
      if (!asked) return
      // A link must not go to an address that stops being the account's at this moment.
      const account = await lockAccountByEmail(trx, asked.email)
      const mayComeIn = account && !account.disabled && account.roles.length > 0
      const sends = mayComeIn === true && (await countOpenResets(trx, account.id, at)) < mostOpenResets
      if (sends) {
        const token = deps.newToken()
        const values = { name: account.name, token, until: asked.expiresAt }
        const mail: Mail = { kind: 'reset-password', to: account.email, values }
        await saveResetSent(trx, job.subjectId, { accountId: account.id, token })
        await queueMail(trx, deps.keyring, { id: deps.newId(), accountId: account.id, mail, at })
      } else {
        await saveResetIdle(trx, job.subjectId)
      }
      const entry = { at, actor: 'clock', role: 'clock', action: 'password.answer-reset', subject: job.subjectId }
      await appendAudit(trx, { ...entry, details: { sent: sends } })
    })
