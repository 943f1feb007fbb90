import type { MailValues } from '../../domain/mail.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Trx } from '../../store/db.ts'
import { queueMail } from '../../store/outbox.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../sessions/find-presence.ts'

type Change = Pick<MailValues['factor-changed'], 'what' | 'change'>

/** Whoever's account it is hears of each change by mail, so that nobody else's goes unnoticed. */
export async function tellFactorChange(
  trx: Trx,
  deps: Deps,
  session: SignedIn,
  { what, change }: Change,
): Promise<void> {
  const at = deps.now()
  const { accountId, name, email, roles } = session
  await appendAudit(trx, {
    at,
    actor: accountId,
    role: roles[0],
    action: change === 'added' ? 'factor.add' : 'factor.remove',
    subject: accountId,
    details: { what },
  })
  const mail = { kind: 'factor-changed', to: email, values: { name, what, change, at } } as const
  await queueMail(trx, deps.keyring, { id: deps.newId(), accountId, mail, at })
}
