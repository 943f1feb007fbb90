/**
 * `npm run bench:trail [-- <entries>]`: what a long trail costs on an embedded database in a temporary folder: the first head over all
 * of it, a head after a busy hour, judging it whole, and a page of it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ChainedEntry, hashEntry } from '../src/engine/trail/entry.ts'
import { TrailVerifier } from '../src/engine/trail/verify-trail.ts'
import { newSecrets } from '../src/secrets.ts'
import { inTransaction, openDatabase } from '../src/store/db.ts'
import { headSignerOf } from '../src/store/head-signer.ts'
import { inBatches } from '../src/store/in-batches.ts'
import { migrate } from '../src/store/migrate.ts'
import { listTrailEntries } from '../src/store/reads/trail-entries.ts'
import { listHeads, makeHead } from '../src/store/trail-heads.ts'
import { readTrail } from '../src/store/trail-entries.ts'

const entries = Number(process.argv[2] ?? 1_000_000)
const busyHour = 5_000
const atOnce = 50_000
const folder = mkdtempSync(join(tmpdir(), 'verbund-kita-trail-'))
const { db, close } = openDatabase(`sqlite:${folder}/trail.sqlite`)
try {
  await migrate(db)
  const signer = headSignerOf(newSecrets().heads, 'bench.example/protokoll')
  const head = () => inTransaction(db, (trx) => makeHead(trx, signer, '2026-11-24T08:00:00.000Z'))
  await db.insertInto('consortium').values({ id: 'consortium', name: 'Verbund', region: 'Region' }).execute()

  await measured(`write ${entries} entries, without their acts`, async () => {
    for (let left = entries; left > 0; left -= atOnce) await append(Math.min(left, atOnce))
  })
  await measured(`first head, over ${entries} entries`, head)
  await append(busyHour)
  await measured(`head after ${busyHour} more`, head)
  await measured(`judge all ${entries + busyHour} entries and both heads`, async () => {
    const verifier = new TrailVerifier(
      (await listHeads(db)).map((one) => ({ ...one, keptBy: 'database' })),
      [signer.publicKey],
    )
    for await (const some of readTrail(db)) for (const entry of some) verifier.take(entry)
    const { found } = verifier.conclude()
    if (found > 0) throw new Error(`${found} findings in an untouched trail`)
  })
  const scope = { kind: 'consortium', ids: ['consortium'] } as const
  await measured('the newest page of one consortium', () => listTrailEntries(db, scope, { count: 51 }))
  await measured('a page from the middle', () => listTrailEntries(db, scope, { count: 51, before: entries / 2 }))
  await measured('the latest of a rare kind', () => listTrailEntries(db, scope, { count: 51, action: 'round.freeze' }))
} finally {
  await close()
  rmSync(folder, { recursive: true })
}

/** Every hundredth entry is about the consortium. */
async function append(count: number): Promise<void> {
  const last = await db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  let { seq, hash } = last ?? { seq: 0, hash: '' }
  const rows: ChainedEntry[] = []
  for (let at = 0; at < count; at++) {
    const entry = {
      seq: ++seq,
      at: '2026-11-24T08:00:00.000Z',
      actor: `account-${seq % 500}`,
      role: 'coordinator',
      action: 'child.look',
      subject: seq % 100 === 0 ? 'consortium' : `ticket-${seq % 5_000}`,
      details: '{"round":"round-1"}',
      before: null,
      after: null,
      reason: null,
      request: null,
      prev: hash,
    }
    hash = hashEntry(entry)
    rows.push({ ...entry, hash })
  }
  await inTransaction(db, (trx) =>
    inBatches(rows, (batch) =>
      trx
        .insertInto('audit')
        .values(batch as Required<(typeof batch)[number]>[])
        .execute(),
    ),
  )
}

async function measured(what: string, work: () => Promise<unknown>): Promise<void> {
  const begun = performance.now()
  await work()
  process.stdout.write(`${what}: ${Math.round(performance.now() - begun)} ms\n`)
}
