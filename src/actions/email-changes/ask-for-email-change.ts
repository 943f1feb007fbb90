import { expiryOf } from '../../domain/coming-in.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may } from '../../policy/scope.ts'
import { findAccount, lockAccount, normalisedEmail } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import { replaceEmailChange } from '../../store/email-changes.ts'
import { enqueue } from '../../store/jobs.ts'
import { queueMail } from '../../store/outbox.ts'
import { admit, type TooManyAttempts } from '../admit.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'
import type { Presence } from '../sessions/find-presence.ts'

export type AskForEmailChangeRefusal =
  TooManyAttempts | OnceRefusal | { kind: 'not-found' } | { kind: 'email-unchanged' }

/**
 * Somebody wants another address for its account. Whether that has an account is not asked here: the clock looks afterwards and
 * sends one mail or another, so that answer, time and what the account's page tells are the same for every address. The present
 * address is told at once.
 */
export const askForEmailChange =
  (deps: Deps) =>
  async (
    { viewer, session }: Presence,
    { key, network, email }: { email: string; network: string; key: string },
  ): Promise<Result<undefined, AskForEmailChangeRefusal>> => {
    if (!session || !may(viewer, 'account.secure', { accountIds: [session.accountId] }))
      return refuse({ kind: 'not-found' })
    const { accountId } = session
    const attempt = { act: 'ask-for-email-change', account: accountId, network, knownDevice: false } as const
    const admitted = await admit(deps, attempt)
    if (!admitted.ok) return admitted
    const act = { accountId, key, act: 'ask-for-email-change', content: { email } }
    const done = await once(deps, act, async (trx): Promise<Result<null, AskForEmailChangeRefusal>> => {
      const at = deps.now()
      const id = deps.newId()
      await lockAccount(trx, accountId)
      const account = await findAccount(trx, accountId)
      if (!account) return refuse({ kind: 'not-found' })
      if (normalisedEmail(email) === account.email) return refuse({ kind: 'email-unchanged' })
      await replaceEmailChange(trx, { id, accountId, email, at, expiresAt: expiryOf('emailChange', at) })
      await enqueue(trx, { id: deps.newId(), kind: 'answer-email-change', subjectId: id }, at)
      const mail = { kind: 'email-change-asked', to: account.email, values: { name: account.name, at } } as const
      await queueMail(trx, deps.keyring, { id: deps.newId(), accountId, mail, at })
      const entry = { at, actor: accountId, role: viewer.role, action: 'emailChange.ask', subject: accountId }
      await appendAudit(trx, { ...entry, details: {} })
      return ok(null)
    })
    return done.ok ? ok(undefined) : done
  }
