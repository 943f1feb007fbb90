import type { Mail } from '../../domain/mail.ts'
import { findAccount, findAccountByEmail } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { findAskedEmailChange, saveEmailChangeAnswered } from '../../store/email-changes.ts'
import { finishJob, type Job } from '../../store/jobs.ts'
import { queueMail } from '../../store/outbox.ts'
import type { Deps } from '../deps.ts'

/** Looks whose address somebody wants, and promises the mail that fits. Killed at any moment, it may simply run again. */
export const answerEmailChange =
  (deps: Deps) =>
  (job: Job): Promise<void> =>
    inTransaction(deps.db, async (trx) => {
      const at = deps.now()
      await finishJob(trx, job.id, 'done', at)
      const asked = await findAskedEmailChange(trx, job.subjectId)
      const account = asked && (await findAccount(trx, asked.accountId))
      if (!account || account.disabled) return
      const { email: to, expiresAt: until } = asked
      const owner = await findAccountByEmail(trx, to)
      const token = deps.newToken()
      if (!(await saveEmailChangeAnswered(trx, job.subjectId, owner ? null : token))) return
      const mail: Mail = owner
        ? { kind: 'address-taken', to, values: { name: owner.name } }
        : { kind: 'confirm-new-address', to, values: { token, until } }
      // Never among the mails of the account that asked: there, one more or less would tell whose the address is.
      await queueMail(trx, deps.keyring, { id: deps.newId(), accountId: owner?.id ?? null, mail, at })
      // Which of the two mails it was stays out: who asked may be one of those who read the trail.
      const entry = { at, actor: 'clock', role: 'clock', action: 'emailChange.answer', subject: account.id }
      await appendAudit(trx, { ...entry, details: {} })
    })
