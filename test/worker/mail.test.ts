import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sendNextMail } from '../../src/actions/mails/send-next-mail.ts'
import type { Mail } from '../../src/domain/mail.ts'
import type { Database } from '../../src/store/db.ts'
import { inTransaction } from '../../src/store/db.ts'
import { forgetMailContents, queueMail } from '../../src/store/outbox.ts'
import { mailWriter } from '../../src/web/mails/write-mail.ts'
import { openPost } from '../../src/worker/mail-transport.ts'
import { numRuns } from '../engine/support/problems.ts'
import { testDeps } from '../support/deps.ts'
import { migratedDatabase } from '../support/house.ts'
import { MailSink } from '../support/mail-sink.ts'

const baseUrl = 'https://kita.example'
const from = { name: 'Verbund-Kita', address: 'kita@kita.example' }
const patient = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000, dnsTimeout: 10_000 }
const hasty = { ...patient, socketTimeout: 300 }
const until = '2026-12-02T09:00:00.000Z'

let database: Database & { drop(): Promise<void> }
let sink: MailSink
let now: string
let ids: number

beforeEach(async () => {
  database = await migratedDatabase()
  sink = await MailSink.open()
  now = '2026-12-01T09:00:00.000Z'
  ids = 0
})
afterEach(async () => {
  await sink.close()
  await database.drop()
})

const invitation = (values: Partial<Extract<Mail, { kind: 'invitation' }>['values']> = {}): Mail => ({
  kind: 'invitation',
  to: 'neu@firma.example',
  values: { invitedBy: 'Eva Koch', role: 'hr', for: 'Klinikum', token: 'the-token', until, ...values },
})
const passwordChanged: Mail = {
  kind: 'password-changed',
  to: 'alt@firma.example',
  values: { name: 'Jörg Weiß', at: '2026-12-01T08:59:00.000Z' },
}

async function promise(mail: Mail): Promise<string> {
  const id = `mail-${++ids}`
  const { keyring } = testDeps(database.db)
  await inTransaction(database.db, (trx) => queueMail(trx, keyring, { id, accountId: null, mail, at: now }))
  return id
}

/** Sends whatever is due, one after another. Gives how many deliveries were tried. */
async function sendAll(mailUrl = sink.url, limits = patient): Promise<number> {
  const post = openPost({ mailUrl, baseUrl, from }, limits)
  const write = mailWriter(baseUrl)
  const next = sendNextMail({ ...testDeps(database.db), now: () => now })
  let tried = 0
  while (await next(({ id, at, mail }) => post({ id, at, to: mail.to, ...write(mail) }))) tried++
  return tried
}

const row = (id: string) => database.db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const later = (milliseconds: number) => {
  now = new Date(Date.parse(now) + milliseconds).toISOString()
}
const minute = 60_000

describe('a promised mail', () => {
  test('arrives once, in German, with a link into this installation and the time of the promise', async () => {
    const id = await promise(invitation())
    later(5 * minute)

    expect(await sendAll()).toBe(1)
    expect(await sendAll()).toBe(0)

    expect(sink.received).toHaveLength(1)
    const [{ to, parsed }] = sink.received
    expect(to).toEqual(['neu@firma.example'])
    expect(parsed.subject).toBe('Einladung zu Verbund-Kita')
    expect(parsed.messageId).toBe(`<${id}@kita.example>`)
    expect(parsed.date?.toISOString()).toBe('2026-12-01T09:00:00.000Z')
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
    expect(parsed.from?.text).toBe('"Verbund-Kita" <kita@kita.example>')
    expect(parsed.text).toContain('Eva Koch lädt Sie zu Verbund-Kita ein')
    expect(parsed.text).toContain('Personalabteilung (Klinikum)')
    for (const part of [parsed.text, parsed.html]) expect(part).toContain(`${baseUrl}/einladung/the-token`)
    expect(parsed.html).not.toMatch(/<img|src=|http:/)
  })

  test('does not leave when the change it tells of is rolled back', async () => {
    const { keyring } = testDeps(database.db)

    await inTransaction(database.db, async (trx) => {
      await queueMail(trx, keyring, { id: 'rolled-back', accountId: null, mail: passwordChanged, at: now })
      throw new Error('the change fails')
    }).catch(() => {})

    expect(await sendAll()).toBe(0)
    expect(sink.received).toEqual([])
  })

  test('does not stand in the database in words that a thief could read', async () => {
    const id = await promise(invitation())

    expect((await row(id)).content).not.toMatch(/neu@|Eva|the-token/)
  })
})

describe('what a mail carried', () => {
  test('is forgotten at once where it opened a door, otherwise when its time has come', async () => {
    const withLink = await promise(invitation())
    const without = await promise(passwordChanged)
    await sendAll()

    expect((await row(withLink)).content).toBeNull()
    expect((await row(without)).content).not.toBeNull()
    expect(await forgetMailContents(database.db, now)).toBe(0)
    later(minute)
    expect(await forgetMailContents(database.db, now)).toBe(1)
    expect(await row(without)).toMatchObject({ content: null, state: 'sent' })
  })

  test('is forgotten with a mail that is stuck, which then never leaves', async () => {
    sink.manner = 'refuse'
    const id = await promise(passwordChanged)
    await sendAll()
    later(minute)

    await forgetMailContents(database.db, now)

    expect(await row(id)).toMatchObject({ content: null, state: 'expired' })
  })
})

describe('a mail server that puts a mail off', () => {
  test('is asked again after growing pauses, and the mail arrives under its one Message-ID', async () => {
    sink.manner = 'put-off'
    const id = await promise(passwordChanged)

    expect(await sendAll()).toBe(1)
    expect(await row(id)).toMatchObject({ state: 'queued', last_error: 'put-off', attempts: 1 })
    expect(await sendAll(), 'nothing before the pause is over').toBe(0)
    later(minute)
    expect(await sendAll()).toBe(1)
    later(minute)
    expect(await sendAll(), 'the second pause is longer').toBe(0)
    sink.manner = 'accept'
    later(4 * minute)
    await sendAll()

    expect(sink.received.map((mail) => mail.id)).toEqual([id])
    expect(await row(id)).toMatchObject({ state: 'sent', last_error: null, attempts: 3 })
  })

  test('is left alone after two days, and the mail is stuck', async () => {
    sink.manner = 'put-off'
    const id = await promise(passwordChanged)

    let attempts = 0
    for (let hours = 0; hours <= 60; hours++) {
      attempts += await sendAll()
      later(60 * minute)
    }

    expect(attempts).toBe(9)
    expect(await row(id)).toMatchObject({ state: 'stuck', last_error: 'put-off' })
  })
})

describe('a mail server that', () => {
  test.each([
    ['refuses an address for good, leaves the mail stuck at once', 'refuse', 'stuck', 'refused'],
    ['hangs, is given up on and asked again later', 'hang', 'queued', 'timeout'],
  ] as const)('%s', async (_, manner, state, trouble) => {
    sink.manner = manner
    const id = await promise(passwordChanged)

    await sendAll(sink.url, hasty)

    expect(await row(id)).toMatchObject({ state, last_error: trouble })
    expect(sink.received).toEqual([])
  })

  test('is not there, is asked again later', async () => {
    const id = await promise(passwordChanged)

    await sendAll('smtp://127.0.0.1:1')

    expect(await row(id)).toMatchObject({ state: 'queued', last_error: 'unreachable' })
  })

  test('offers no encryption, gets no mail unless it stands on this machine', async () => {
    const id = await promise(passwordChanged)
    const post = openPost({ mailUrl: sink.url.replace('127.0.0.1', '0.0.0.0'), baseUrl, from }, patient)

    await sendNextMail({ ...testDeps(database.db), now: () => now })(({ at, mail }) =>
      post({ id, at, to: mail.to, ...mailWriter(baseUrl)(mail) }),
    )

    expect(await row(id)).toMatchObject({ state: 'queued', last_error: 'insecure' })
    expect(sink.received).toEqual([])
  })
})

describe('a mail server with a certificate that nobody has signed', () => {
  test('gets mails encrypted if it stands on this machine, and none if it stands elsewhere', async () => {
    const withTls = await MailSink.open({ tls: true })
    const here = await promise(passwordChanged)
    await sendAll(withTls.url)
    const elsewhere = await promise(passwordChanged)
    await sendAll(withTls.url.replace('127.0.0.1', '0.0.0.0'))
    await withTls.close()

    expect(withTls.received).toMatchObject([{ id: here, encrypted: true }])
    expect(await row(elsewhere)).toMatchObject({ state: 'queued', last_error: 'insecure' })
  })
})

describe('a mail server that wants a password', () => {
  test('gets the one of MAIL_URL; with a wrong one the mail waits, because every other would fail as well', async () => {
    const closed = await MailSink.open({ password: 'geh:eim@' })
    const urlWith = (password: string) => closed.url.replace('//', `//kita:${encodeURIComponent(password)}@`)
    const id = await promise(passwordChanged)

    await sendAll(urlWith('falsch'))
    expect(await row(id)).toMatchObject({ state: 'queued', last_error: 'sign-in-refused' })
    later(minute)
    await sendAll(urlWith('geh:eim@'))
    await closed.close()

    expect(closed.received.map((mail) => mail.id)).toEqual([id])
  })
})

describe('a link that has run out before its mail could leave', () => {
  test('is not sent any more, and nothing of it is kept', async () => {
    const id = await promise(invitation())
    now = until

    await sendAll()

    expect(sink.received).toEqual([])
    expect(await row(id)).toMatchObject({ state: 'expired', content: null })
  })
})

describe('a mail whose key is gone', () => {
  test('is stuck, and does not hold up the others', async () => {
    const lost = await promise(passwordChanged)
    await database.db.updateTable('outbox').set({ content: 'v1.gone.AAAA.AAAA' }).where('id', '=', lost).execute()
    const other = await promise(passwordChanged)

    await sendAll()

    expect(await row(lost)).toMatchObject({ state: 'stuck', last_error: 'unreadable' })
    expect(sink.received.map(({ id }) => id)).toEqual([other])
  })
})

describe('a name', () => {
  const evil = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      'Eva\r\nBcc: opfer@example.org',
      'Eva\nSubject: Gewonnen\n\nhttps://evil.example/x',
      'Eva\u2028To: a@b.example',
      '"<script>alert(1)</script>" <a@b.example>',
      '=?utf-8?Q?=0D=0ABcc:_a@b.example?=',
    ),
  )

  test('cannot add a header, a recipient, a line or a link to a mail', async () => {
    await fc.assert(
      fc.asyncProperty(evil, evil, async (invitedBy, subject) => {
        await promise(invitation({ invitedBy, for: subject }))
        await sendAll()
        const { to, parsed } = sink.received.at(-1)!
        expect(to).toEqual(['neu@firma.example'])
        expect([parsed.cc, parsed.bcc, parsed.subject]).toEqual([undefined, undefined, 'Einladung zu Verbund-Kita'])
        expect([...parsed.headers.keys()].toSorted()).toEqual([
          'auto-submitted',
          'content-language',
          'content-type',
          'date',
          'from',
          'message-id',
          'mime-version',
          'subject',
          'to',
          'x-auto-response-suppress',
        ])
        const text = parsed.text ?? ''
        expect(text.split('\n\n')).toHaveLength(7)
        expect(text.match(/\w+:\/\/\S+|www\.\S+|\S+@\S+/g)).toEqual([`${baseUrl}/einladung/the-token`])
        expect(String(parsed.html).match(/<a |<script/g)).toEqual(['<a '])
      }),
      { numRuns: numRuns(20) },
    )
  })
})

describe('a folder instead of a mail server', () => {
  test('gets each mail as a whole file that only its owner reads', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'verbund-kita-mail-'))
    const id = await promise(passwordChanged)

    await sendAll(pathToFileURL(join(folder, 'mails')).href)

    expect(readdirSync(join(folder, 'mails'))).toEqual([`${id}.eml`])
    const parsed = await simpleParser(readFileSync(join(folder, 'mails', `${id}.eml`)))
    expect(parsed.subject).toBe('Ihr Passwort wurde geändert')
    expect(parsed.text).toContain('Guten Tag Jörg Weiß,')
    rmSync(folder, { recursive: true })
  })

  test('that cannot be written is tried again later', async () => {
    const id = await promise(passwordChanged)

    await sendAll('file:///dev/null/mails')

    expect(await row(id)).toMatchObject({ state: 'queued', last_error: 'folder' })
  })
})
