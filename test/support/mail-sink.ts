import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** What a real mail server may do with a mail: take it, refuse it for good, put it off, or never answer. */
export type Manner = 'accept' | 'refuse' | 'put-off' | 'hang'

/** Where a delivery stands when something happens to it. */
export type Stage = 'connected' | 'recipient' | 'content' | 'answered'
export const stages: readonly Stage[] = ['connected', 'recipient', 'content', 'answered']

export type ReceivedMail = { id: string; to: string[]; raw: string; parsed: ParsedMail; encrypted: boolean }

type SinkOptions = { tls?: boolean; password?: string }

/** A real SMTP server that keeps what it is sent, whether or not the sender ever hears that it arrived. */
export class MailSink {
  readonly received: ReceivedMail[] = []
  manner: Manner = 'accept'
  /** Called where a delivery has come to a stage, before the sink answers; after it for `answered`. */
  onStage: (stage: Stage) => Promise<void> = async () => {}
  private readonly server: SMTPServer

  private constructor({ tls, password }: SinkOptions) {
    const answer = async (stage: Stage, callback: (error?: Error | null) => void) => {
      await this.onStage(stage)
      callback()
    }
    this.server = new SMTPServer({
      authOptional: password === undefined,
      // Its certificate is signed by nobody.
      disabledCommands: [...(tls ? [] : ['STARTTLS']), ...(password === undefined ? ['AUTH'] : [])],
      allowInsecureAuth: true,
      onAuth: (auth, _session, callback) =>
        auth.password === password ? callback(null, { user: 'kita' }) : callback(new Error('wrong password')),
      disableReverseLookup: true,
      closeTimeout: 100,
      onConnect: (_session, callback) => void answer('connected', callback),
      onRcptTo: (_address, _session, callback) => {
        if (this.manner === 'hang') return
        const code = { refuse: 550, 'put-off': 451, accept: undefined }[this.manner]
        if (code !== undefined) return callback(Object.assign(new Error('name@example.org'), { responseCode: code }))
        void answer('recipient', callback)
      },
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8')
          const to = session.envelope.rcptTo.map(({ address }) => address)
          void simpleParser(raw).then(async (parsed) => {
            const id = /^<(.+)@[^@]+>$/.exec(parsed.messageId ?? '')?.[1] ?? ''
            this.received.push({ id, to, raw, parsed, encrypted: session.secure })
            await answer('content', callback)
            await this.onStage('answered')
          })
        })
      },
    })
    // Whoever is killed in the middle of a mail leaves a broken connection.
    this.server.on('error', () => {})
  }

  static async open(options: SinkOptions = {}): Promise<MailSink> {
    const sink = new MailSink(options)
    const listening = sink.server.listen(0, '127.0.0.1')
    await once(listening, 'listening')
    return sink
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`
  }

  close(): Promise<void> {
    return new Promise((closed) => this.server.close(() => closed()))
  }
}
