import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Database, inTransaction, openDatabase } from '../../src/store/db.ts'
import { keyringOf } from '../../src/store/keyring.ts'
import { queueMail } from '../../src/store/outbox.ts'
import { numRuns } from '../engine/support/problems.ts'
import { type FreshDatabase, freshMigratedDatabase } from '../support/database.ts'
import { testSecrets } from '../support/deps.ts'
import { MailSink, type Stage, stages } from '../support/mail-sink.ts'
import { RunningApp } from '../support/running-app.ts'

let fresh: FreshDatabase
let database: Database
let dataDir: string
let secretsFile: string
let sink: MailSink

beforeEach(async () => {
  fresh = await freshMigratedDatabase()
  database = openDatabase(fresh.url)
  dataDir = mkdtempSync(join(tmpdir(), 'verbund-kita-mails-'))
  secretsFile = join(dataDir, 'secrets.json')
  writeFileSync(secretsFile, JSON.stringify(testSecrets))
  sink = await MailSink.open()
})
afterEach(async () => {
  await sink.close()
  await database.close()
  await fresh.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

const values = { name: 'Eva Koch', token: 'token', until: '2999-01-01T00:00:00.000Z' }

/** Promises mails, each in a transaction of its own, and among them as many whose transactions are rolled back. */
async function promiseMails(count: number): Promise<string[]> {
  const keyring = keyringOf(testSecrets)
  const promised = Array.from({ length: count }, () => randomUUID())
  const at = new Date().toISOString()
  for (const id of promised) {
    const mail = { kind: 'confirm-address', to: `${id}@firma.example`, values } as const
    await inTransaction(database.db, (trx) => queueMail(trx, keyring, { id, accountId: null, mail, at }))
    await inTransaction(database.db, async (trx) => {
      await queueMail(trx, keyring, { id: randomUUID(), accountId: null, mail, at })
      throw new Error('rolled back')
    }).catch(() => {})
  }
  return promised
}

type Sender = { start(): Promise<void>; kill(): Promise<void> }

const theApp = () => RunningApp.at(fresh.url, dataDir, { MAIL_URL: sink.url })

/** Marks a mail as sent, then sends it. */
function carelessSender(): Sender {
  const script = fileURLToPath(new URL('../support/careless-sender.ts', import.meta.url))
  let child: ChildProcess | undefined
  return {
    async start() {
      const args = ['--import', 'tsx', script, fresh.url, secretsFile, sink.url, 'http://localhost:3000']
      child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      await once(child.stdout!, 'data')
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Kills the sender when the first, second or third delivery has come to the stage, and starts it again. */
async function sendThroughKills(sender: Sender, kills: readonly Stage[]): Promise<void> {
  for (const [at, stage] of kills.entries()) {
    let spared = at % 3
    const killed = new Promise<void>((done) => {
      sink.onStage = async (reached) => {
        if (reached !== stage || spared-- > 0) return
        sink.onStage = async () => {}
        await sender.kill()
        done()
      }
    })
    await sender.start()
    await killed
    // As if the sender had lain dead for a minute: nobody waits here for what it held to count as abandoned.
    await database.db.updateTable('outbox').set({ claimed_at: '2026-01-01T00:00:00.000Z' }).execute()
  }
}

async function untilNothingIsDue(): Promise<void> {
  for (;;) {
    const left = await database.db
      .selectFrom('outbox')
      .select('id')
      .where('state', 'in', ['queued', 'sending'])
      .execute()
    if (left.length === 0) return
    await pass(50)
  }
}

/** What was promised, against what the mail server has. */
function judge(promised: readonly string[]) {
  const counts = new Map<string, number>()
  for (const { id } of sink.received) counts.set(id, (counts.get(id) ?? 0) + 1)
  return {
    missing: promised.filter((id) => !counts.has(id)).length,
    unpromised: [...counts.keys()].filter((id) => !promised.includes(id)).length,
    duplicates: sink.received.length - counts.size,
    misdirected: sink.received.filter(({ id, to }) => to.join() !== `${id}@firma.example`).length,
  }
}

// Each point of a delivery: before the mail server has the mail, when it has it and the sender does not know, and after.
const kills = Array.from({ length: numRuns(1) }, () => stages).flat()

describe('a sender that is killed in the middle of a delivery', () => {
  test(
    'loses no promised mail, and doubles at most one for each kill, under the same Message-ID',
    async () => {
      const promised = await promiseMails(kills.length * 3)
      const app = await theApp()

      await sendThroughKills(app, kills)
      await app.start()
      await untilNothingIsDue()
      await app.kill()

      const { duplicates, ...found } = judge(promised)
      expect(found).toEqual({ missing: 0, unpromised: 0, misdirected: 0 })
      // Killed after the mail server had the mail and before the sender knew: those alone must be sent again.
      expect(duplicates).toBeGreaterThanOrEqual(kills.filter((stage) => stage === 'content').length)
      expect(duplicates).toBeLessThanOrEqual(kills.length)
      const kept = await database.db.selectFrom('outbox').select('id').where('content', 'is not', null).execute()
      expect(kept, 'links are forgotten').toEqual([])
    },
    120_000 * numRuns(1),
  )

  test('is caught where it marks mails as sent before they are', async () => {
    const promised = await promiseMails(6)
    const sender = carelessSender()

    await sendThroughKills(sender, ['recipient'])
    await sender.start()
    await untilNothingIsDue()
    await pass(200)
    await sender.kill()

    expect(judge(promised).missing).toBe(1)
  }, 120_000)
})

describe('two senders on one database', () => {
  test(
    'send each mail once between them',
    async () => {
      const promised = await promiseMails(numRuns(10))
      const senders = [await theApp(), await theApp()]

      await Promise.all(senders.map((sender) => sender.start()))
      await untilNothingIsDue()
      await Promise.all(senders.map((sender) => sender.kill()))

      expect(judge(promised)).toEqual({ missing: 0, unpromised: 0, misdirected: 0, duplicates: 0 })
    },
    60_000 * numRuns(1),
  )
})
