import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import nodemailer from 'nodemailer'
import type { Delivery, MailTrouble } from '../domain/mail-delivery.ts'

/** A mail in its words; `id` names it for ever, `at` is when it was promised. */
export type Letter = { id: string; at: string; to: string; subject: string; text: string; html: string }

export type MailSettings = {
  /** smtp://, smtps:// or file:///dir. `?tls=off` is for a mail server on a trusted network that has no TLS. */
  mailUrl: string
  /** Its host makes the Message-ID. */
  baseUrl: string
  from: { name: string; address: string }
  /** Where answers go, if not to `from`. */
  replyTo?: string
}

export type Post = (letter: Letter) => Promise<Delivery>

const second = 1_000
/**
 * A server that hangs must not hold the queue. RFC 5321, 4.5.3.2 gives it ten minutes after the content, because whoever gives up
 * there doubles the mail; two are enough for a small mail and a server of one's own.
 */
const patience = {
  connectionTimeout: 15 * second,
  greetingTimeout: 15 * second,
  socketTimeout: 120 * second,
  dnsTimeout: 10 * second,
}

/** How mails leave this installation. It never throws for what a mail server or a disk may do. */
export function openPost(settings: MailSettings, limits = patience): Post {
  const url = new URL(settings.mailUrl)
  return url.protocol === 'file:' ? intoFolder(settings, fileURLToPath(url)) : bySmtp(settings, url, limits)
}

function bySmtp(settings: MailSettings, url: URL, limits: typeof patience): Post {
  const secure = url.protocol === 'smtps:'
  const local = isThisMachine(url.hostname)
  const off = url.searchParams.get('tls') === 'off'
  const transport = nodemailer.createTransport({
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    // Links in mails open doors: to another machine they go encrypted, or not at all.
    requireTLS: !secure && !local && !off,
    ignoreTLS: off,
    // A mail server on this machine often offers encryption under a certificate that nobody has signed.
    tls: { rejectUnauthorized: !local },
    ...(url.username !== '' && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    ...limits,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async (letter) => {
    try {
      await transport.sendMail(messageOf(letter, settings))
      return { ok: true }
    } catch (error) {
      return { ok: false, ...troubleOf(error as SmtpError) }
    }
  }
}

type SmtpError = { code?: string; originalCode?: string; command?: string; responseCode?: number }

const troubles: Readonly<Record<string, MailTrouble | undefined>> = {
  EAUTH: 'sign-in-refused',
  ENOAUTH: 'sign-in-refused',
  ETLS: 'insecure',
  ETIMEDOUT: 'timeout',
  ECONNECTION: 'unreachable',
  ESOCKET: 'unreachable',
  EDNS: 'unreachable',
}

function troubleOf(error: SmtpError): { trouble: MailTrouble; forGood: boolean } {
  const { code = '', originalCode = '', command = '', responseCode } = error
  // Before the envelope, the server refuses us and not this mail: others would be refused as well until somebody mends it.
  const aboutThisMail = /^(MAIL FROM|RCPT TO|DATA)/.test(command)
  if (aboutThisMail && responseCode !== undefined) {
    return responseCode >= 500 ? { trouble: 'refused', forGood: true } : { trouble: 'put-off', forGood: false }
  }
  // Node's names for a certificate that cannot be trusted.
  const insecure = /CERT|TLS|SSL|SIGNATURE/.test(originalCode)
  return { trouble: insecure ? 'insecure' : (troubles[code] ?? 'unexpected'), forGood: false }
}

/** One .eml file a mail; it gets its name when it is whole, and the same name when it is sent again. */
function intoFolder(settings: MailSettings, folder: string): Post {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true })
  return async (letter) => {
    const { message } = await transport.sendMail(messageOf(letter, settings))
    try {
      await mkdir(folder, { recursive: true })
      const name = join(folder, `${letter.id}.eml`)
      const file = await open(`${name}.tmp`, 'w', 0o600)
      try {
        await file.writeFile(message as Buffer)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(`${name}.tmp`, name)
      return { ok: true }
    } catch {
      return { ok: false, trouble: 'folder', forGood: false }
    }
  }
}

function messageOf(letter: Letter, { baseUrl, from, replyTo }: MailSettings) {
  const { id, at, to, subject, text, html } = letter
  return {
    messageId: `<${id}@${new URL(baseUrl).hostname}>`,
    date: new Date(at),
    from,
    // An object is one recipient, whatever stands in it; a text would be read as a list.
    to: { name: '', address: to },
    ...(replyTo !== undefined && { replyTo }),
    subject,
    text,
    html,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': 'de',
    },
  }
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
