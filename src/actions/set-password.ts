import type { Account } from '../store/accounts.ts'
import { appendAudit } from '../store/audit.ts'
import type { Trx } from '../store/db.ts'
import { savePasswordHash } from '../store/new-accounts.ts'
import { queueMail } from '../store/outbox.ts'
import { closeResetsOf } from '../store/password-resets.ts'
import { endSessionsOf } from '../store/sessions.ts'
import type { Deps } from './deps.ts'

/** A new password: every device is signed out, open links for another one end, and the person is told by mail. */
export async function setPassword(
  trx: Trx,
  deps: Deps,
  account: Account,
  { passwordHash, action }: { passwordHash: string; action: 'password.reset' | 'password.change' },
): Promise<void> {
  const at = deps.now()
  await savePasswordHash(trx, account.id, passwordHash)
  await closeResetsOf(trx, account.id)
  const ended = await endSessionsOf(trx, account.id)
  const mail = { kind: 'password-changed', to: account.email, values: { name: account.name, at } } as const
  await queueMail(trx, deps.keyring, { id: deps.newId(), accountId: account.id, mail, at })
  const role = account.roles[0]?.role ?? 'visitor'
  await appendAudit(trx, { at, actor: account.id, role, action, subject: account.id, details: { sessions: ended } })
}
