import type { MailState, MailTrouble } from '../../domain/mail-delivery.ts'
import type { MailKind } from '../../domain/mail.ts'
import type { Db } from '../db.ts'

export type StuckMail = { id: string; kind: MailKind; queuedAt: string; attempts: number; trouble: MailTrouble | null }

/** How many mails stand where, and which are stuck: when and why, never to whom. */
export type Outbox = {
  counts: Record<MailState, number>
  /** Since when the oldest mail that has not left waits; null where none does. */
  waitingSince: string | null
  stuck: StuckMail[]
}

export async function readOutbox(db: Db): Promise<Outbox> {
  const [byState, waiting, stuck] = await Promise.all([
    db
      .selectFrom('outbox')
      .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute(),
    db
      .selectFrom('outbox')
      .select('created_at')
      .where('state', 'in', ['queued', 'sending'])
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst(),
    db
      .selectFrom('outbox')
      .select(['id', 'kind', 'created_at as queuedAt', 'attempts', 'last_error as trouble'])
      .where('state', '=', 'stuck')
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  ])
  const none = { queued: 0, sending: 0, sent: 0, stuck: 0, expired: 0 }
  const counts = { ...none, ...Object.fromEntries(byState.map(({ state, count }) => [state, count])) }
  return { counts, waitingSince: waiting?.created_at ?? null, stuck }
}
