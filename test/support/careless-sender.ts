/**
 * A sender with a planted fault: it marks a mail as sent before it sends it. Run as a process of its own, to be killed; the
 * harness for mails must find what it loses.
 */
import { readSecrets } from '../../src/secrets.ts'
import { openDatabase } from '../../src/store/db.ts'
import { keyringOf } from '../../src/store/keyring.ts'
import { claimMail, saveMailOutcome } from '../../src/store/outbox.ts'
import { mailWriter } from '../../src/web/mails/write-mail.ts'
import { openPost } from '../../src/worker/mail-transport.ts'

const [databaseUrl, secretsFile, mailUrl, baseUrl] = process.argv.slice(2)
const { db } = openDatabase(databaseUrl)
const keyring = keyringOf(readSecrets(secretsFile))
const post = openPost({ mailUrl, baseUrl, from: { name: 'Verbund-Kita', address: 'kita@kita.example' } })
const write = mailWriter(baseUrl)
process.stdout.write('{"event":"ready"}\n')
for (;;) {
  const now = new Date().toISOString()
  const claimed = await claimMail(db, keyring, String(process.pid), now)
  if (!claimed?.mail) break
  await saveMailOutcome(db, claimed, { state: 'sent', nextAttemptAt: now, trouble: null, forget: false }, now)
  await post({ id: claimed.id, at: claimed.at, to: claimed.mail.to, ...write(claimed.mail) })
}
