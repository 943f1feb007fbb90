import { displayNameOf } from '../../domain/coming-in.ts'
import type { Mail } from '../../domain/mail.ts'
import { findAccountByEmail } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { finishJob, type Job } from '../../store/jobs.ts'
import { queueMail } from '../../store/outbox.ts'
import { findAskedRegistration, saveRegistrationIdle, saveRegistrationSent } from '../../store/registrations.ts'
import type { Deps } from '../deps.ts'

/** Looks whose address a registration names, and promises the mail that fits. Killed at any moment, it may simply run again. */
export const answerRegistration =
  (deps: Deps) =>
  (job: Job): Promise<void> =>
    inTransaction(deps.db, async (trx) => {
      const at = deps.now()
      await finishJob(trx, job.id, 'done', at)
      const asked = await findAskedRegistration(trx, job.subjectId)
      if (!asked) return
      const { email: to, expiresAt: until } = asked
      const account = await findAccountByEmail(trx, to)
      const token = deps.newToken()
      const mail: Mail = account
        ? { kind: 'already-registered', to, values: { name: account.name } }
        : { kind: 'confirm-address', to, values: { name: displayNameOf(asked), token, until } }
      await (account ? saveRegistrationIdle(trx, job.subjectId) : saveRegistrationSent(trx, job.subjectId, token))
      await queueMail(trx, deps.keyring, { id: deps.newId(), accountId: account?.id ?? null, mail, at })
      await appendAudit(trx, {
        at,
        actor: 'clock',
        role: 'clock',
        action: 'registration.answer',
        subject: job.subjectId,
        details: { mail: mail.kind },
      })
    })
