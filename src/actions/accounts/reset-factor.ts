import { ok, refuse, type Result } from '../../domain/result.ts'
import { findAccountByEmail, lockAccount } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import { inTransaction } from '../../store/db.ts'
import { queueMail } from '../../store/outbox.ts'
import { deletePasskeysOf } from '../../store/passkeys.ts'
import { replaceRecoveryCodes } from '../../store/recovery-codes.ts'
import { endSessionsOf } from '../../store/sessions.ts'
import { deleteTotp } from '../../store/totp-factors.ts'
import type { Deps } from '../deps.ts'
import { operator } from './operator.ts'

/**
 * For whoever has lost app, passkeys and recovery codes, after the operator has made sure who it is: no way leads around a second
 * factor but this one, which needs the machine. All sessions end, and the owner is told by mail.
 */
export const resetFactor =
  (deps: Deps) =>
  async (email: string): Promise<Result<null, { kind: 'no-such-account' }>> =>
    inTransaction(deps.db, async (trx) => {
      const account = await findAccountByEmail(trx, email)
      if (!account) return refuse({ kind: 'no-such-account' })
      const { id, name } = account
      const at = deps.now()
      await lockAccount(trx, id)
      const app = await deleteTotp(trx, id)
      const passkeys = await deletePasskeysOf(trx, id)
      await replaceRecoveryCodes(trx, id, [])
      const sessions = await endSessionsOf(trx, id)
      const details = { app, passkeys, sessions }
      await appendAudit(trx, { ...operator, at, action: 'factor.reset', subject: id, details })
      const values = { name, what: app || passkeys === 0 ? 'totp' : 'passkey', change: 'removed', at } as const
      const mail = { kind: 'factor-changed', to: account.email, values } as const
      await queueMail(trx, deps.keyring, { id: deps.newId(), accountId: id, mail, at })
      return ok(null)
    })
