import type { Mail, MailKind, MailValues } from '../../src/domain/mail.ts'
import type { Db } from '../../src/store/db.ts'
import { keyringOf } from '../../src/store/keyring.ts'
import { testSecrets } from './deps.ts'

/** The mails that have been promised to an address, the oldest first: what its owner will read. */
export async function mailsTo(db: Db, address: string): Promise<Mail[]> {
  const rows = await db.selectFrom('outbox').select(['id', 'kind', 'content']).orderBy('created_at').execute()
  return rows
    .map(({ id, kind, content }) => {
      const opened = keyringOf(testSecrets).open(`outbox.content/${id}`, content ?? '')
      return { kind, ...(JSON.parse(opened) as Omit<Mail, 'kind'>) } as Mail
    })
    .filter(({ to }) => to === address)
}

/** The link's token in the last mail of a kind. */
export async function tokenIn(
  db: Db,
  address: string,
  kind: 'confirm-address' | 'invitation' | 'reset-password' | 'confirm-new-address',
): Promise<string> {
  const mails = await mailsTo(db, address)
  const last = mails.filter((mail) => mail.kind === (kind satisfies MailKind)).at(-1)
  if (!last) throw new Error(`no mail ${kind} to ${address}; there are ${mails.map((mail) => mail.kind).join(', ')}`)
  return (last.values as MailValues[typeof kind]).token
}
