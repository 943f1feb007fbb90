import type { Mail } from '../domain/mail.ts'
import type { Trx } from './db.ts'
import type { Keyring } from './keyring.ts'

/** Whom a mail concerns, for deletion; null for witnesses and for addresses that have no account yet. */
export type QueuedMail = { id: string; accountId: string | null; mail: Mail; at: string }

/**
 * Promises a mail in the change's own transaction: it leaves if and only if the change stands. The address and what fills the
 * words are sealed, because links in it open doors.
 */
export async function queueMail(trx: Trx, keyring: Keyring, { id, accountId, mail, at }: QueuedMail): Promise<void> {
  const { kind, to, values } = mail
  const content = keyring.seal(placeOf(id), JSON.stringify({ to, values }))
  await trx
    .insertInto('outbox')
    .values({
      id,
      kind,
      account_id: accountId,
      content,
      state: 'queued',
      attempts: 0,
      next_attempt_at: at,
      created_at: at,
    })
    .execute()
}

const placeOf = (id: string) => `outbox.content/${id}`
