import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { hasMail, requeueStuckMails } from '../../store/outbox.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type RetryMailsRefusal = OnceRefusal | { kind: 'not-found' } | { kind: 'mail-not-stuck' }

/** Has a stuck mail tried again, or all of them where none is named. */
export const retryMails =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { mailId, key }: { mailId?: string; key: string },
  ): Promise<Result<{ mails: number }, RetryMailsRefusal>> => {
    const { accountId } = viewer
    if (accountId === null || !may(viewer, 'outbox.retry', {})) return refuse({ kind: 'not-found' })
    const act = { accountId, key, act: 'retry-mails', content: { mailId: mailId ?? null } }
    return once(deps, act, async (trx): Promise<Result<{ mails: number }, RetryMailsRefusal>> => {
      if (mailId !== undefined && !(await hasMail(trx, mailId))) return refuse({ kind: 'not-found' })
      const at = deps.now()
      const mails = await requeueStuckMails(trx, mailId, at)
      if (mails === 0) return refuse({ kind: 'mail-not-stuck' })
      const subject = mailId ?? 'outbox'
      const details = { mails }
      await appendAudit(trx, { at, actor: accountId, role: viewer.role, action: 'outbox.retry', subject, details })
      return ok({ mails })
    })
  }
