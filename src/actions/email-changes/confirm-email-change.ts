import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { findAccount, findAccountByEmail, lockAccount, saveEmail } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { deleteEmailChangeOf, findEmailChangeByToken } from '../../store/email-changes.ts'
import { queueMail } from '../../store/outbox.ts'
import { closeResetsOf } from '../../store/password-resets.ts'
import { endSessionsOf } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import type { EmailChangeRefusal } from './show-email-change.ts'

/**
 * The account that asked, signed in with all that it asks for, has opened the link that went to the new address: from now on that
 * is its own. Every device is signed out and links for a new password end, as after a new password. Where the address got
 * another account meanwhile, the link is worth nothing any more, and only a mail to the address says why.
 */
export const confirmEmailChange =
  (deps: Deps) =>
  (viewer: Viewer, token: string): Promise<Result<undefined, EmailChangeRefusal>> =>
    inTransaction(deps.db, async (trx): Promise<Result<undefined, EmailChangeRefusal>> => {
      const at = deps.now()
      const { accountId } = viewer
      if (accountId !== null) await lockAccount(trx, accountId)
      const found = await findEmailChangeByToken(trx, token, at)
      const account = found && (await findAccount(trx, found.accountId))
      if (!account) return refuse({ kind: 'email-change-over' })
      if (!may(viewer, 'account.view', { accountIds: [account.id] })) return refuse({ kind: 'email-change-of-another' })

      const entry = { at, actor: account.id, role: viewer.role, subject: account.id }
      await deleteEmailChangeOf(trx, account.id)
      if (!(await saveEmail(trx, account.id, found.email))) {
        const owner = await findAccountByEmail(trx, found.email)
        if (owner) {
          const mail = { kind: 'address-taken', to: owner.email, values: { name: owner.name } } as const
          await queueMail(trx, deps.keyring, { id: deps.newId(), accountId: owner.id, mail, at })
        }
        await appendAudit(trx, { ...entry, action: 'emailChange.end', details: {} })
        return refuse({ kind: 'email-change-over' })
      }
      await closeResetsOf(trx, account.id)
      const sessions = await endSessionsOf(trx, account.id)
      const mail = { kind: 'email-changed', to: account.email, values: { name: account.name, at } } as const
      await queueMail(trx, deps.keyring, { id: deps.newId(), accountId: account.id, mail, at })
      await appendAudit(trx, { ...entry, action: 'account.change-email', details: { sessions } })
      return ok(undefined)
    })
