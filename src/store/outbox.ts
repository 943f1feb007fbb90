import type { MailOutcome } from '../domain/mail-delivery.ts'
import type { Mail } from '../domain/mail.ts'
import type { Db, Trx } from './db.ts'
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

/** A mail that one sender holds; undefined as `mail` where its content cannot be opened any more. */
export type ClaimedMail = { id: string; at: string; attempts: number; claim: string; mail: Mail | undefined }

/** Takes the mail that is due longest; of several senders that try, exactly one gets it. */
export async function claimMail(
  db: Db,
  keyring: Keyring,
  claim: string,
  now: string,
): Promise<ClaimedMail | undefined> {
  const due = await db
    .selectFrom('outbox')
    .select(['id', 'kind', 'content', 'attempts', 'created_at'])
    .where('state', '=', 'queued')
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!due) return undefined
  const claimed = await db
    .updateTable('outbox')
    .set(({ eb }) => ({ state: 'sending', claimed_by: claim, claimed_at: now, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', due.id)
    .where('state', '=', 'queued')
    .executeTakeFirst()
  if (claimed.numUpdatedRows !== 1n) return claimMail(db, keyring, claim, now)
  return { id: due.id, at: due.created_at, attempts: due.attempts + 1, claim, mail: openMail(keyring, due) }
}

function openMail(
  keyring: Keyring,
  { id, kind, content }: { id: string; kind: Mail['kind']; content: string | null },
): Mail | undefined {
  try {
    return { kind, ...JSON.parse(keyring.open(placeOf(id), content ?? '')) } as Mail
  } catch {
    return undefined
  }
}

/** A sign of life, so that nobody takes the mail for abandoned. */
export async function touchMail(db: Db, { id, claim }: ClaimedMail, now: string): Promise<void> {
  await db.updateTable('outbox').set({ claimed_at: now }).where('id', '=', id).where('claimed_by', '=', claim).execute()
}

/** After a crash: what was being sent and has not been touched since is due again. */
export async function takeBackMails(db: Db, untouchedSince: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'queued', claimed_by: null })
    .where('state', '=', 'sending')
    .where('claimed_at', '<', untouchedSince)
    .execute()
}

/** Does nothing where the mail is no longer this sender's: what the other one writes counts. */
export async function saveMailOutcome(
  db: Db,
  { id, claim }: ClaimedMail,
  outcome: MailOutcome,
  now: string,
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({
      state: outcome.state,
      next_attempt_at: outcome.nextAttemptAt,
      last_error: outcome.trouble,
      sent_at: outcome.state === 'sent' ? now : null,
      ...(outcome.forget && { content: null }),
    })
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .where('claimed_by', '=', claim)
    .execute()
}

export async function hasMail(db: Db, id: string): Promise<boolean> {
  return (await db.selectFrom('outbox').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

/** Stuck mails are due again, with all attempts before them: one, or all. Gives how many. */
export async function requeueStuckMails(trx: Trx, id: string | undefined, now: string): Promise<number> {
  let stuck = trx
    .updateTable('outbox')
    .set({ state: 'queued', attempts: 0, next_attempt_at: now })
    .where('state', '=', 'stuck')
  if (id !== undefined) stuck = stuck.where('id', '=', id)
  return Number((await stuck.executeTakeFirst()).numUpdatedRows)
}

/**
 * For retention: what mails queued before then were filled with, and to whom they went, is forgotten. One that has not left by
 * then never will. Gives how many were forgotten.
 */
export async function forgetMailContents(db: Db, before: string): Promise<number> {
  const old = db.updateTable('outbox').where('created_at', '<', before).where('content', 'is not', null)
  const sent = await old.set({ content: null }).where('state', '=', 'sent').executeTakeFirst()
  const unsent = await old.set({ content: null, state: 'expired' }).where('state', '!=', 'sent').executeTakeFirst()
  return Number(sent.numUpdatedRows + unsent.numUpdatedRows)
}

/** Whether mails have been due since then, while no sender has taken any: nobody is sending. */
export async function mailsAreLeft(db: Db, since: string): Promise<boolean> {
  const due = await db
    .selectFrom('outbox')
    .select('id')
    .where('state', '=', 'queued')
    .where('next_attempt_at', '<', since)
    .limit(1)
    .executeTakeFirst()
  if (!due) return false
  const taken = await db.selectFrom('outbox').select('id').where('claimed_at', '>=', since).limit(1).executeTakeFirst()
  return taken === undefined
}

const placeOf = (id: string) => `outbox.content/${id}`
