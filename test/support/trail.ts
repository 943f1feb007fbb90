import { sql } from 'kysely'
import type { Deps } from '../../src/actions/deps.ts'
import { verifyTrail } from '../../src/actions/trail/verify-trail.ts'
import { hashEntry } from '../../src/engine/trail/entry.ts'
import { appendAudit } from '../../src/store/audit.ts'
import { type Database, type Db, inTransaction } from '../../src/store/db.ts'
import { readTrail } from '../../src/store/trail-entries.ts'

/** Takes away what guards the trail, as whoever has the file, or owns the tables, can. */
export async function withoutTriggers({ db, dialect }: Pick<Database, 'db' | 'dialect'>): Promise<void> {
  for (const table of ['audit', 'trail_head']) {
    if (dialect === 'postgres') await sql`alter table ${sql.table(table)} disable trigger all`.execute(db)
    else {
      for (const event of ['update', 'delete', 'replace']) {
        await sql`drop trigger ${sql.ref(`${table}_is_append_only_${event}`)}`.execute(db)
      }
    }
  }
}

/** So many entries, each with another subject. */
export async function someEntries(db: Db, count: number, at = '2026-11-24T08:00:00.000Z'): Promise<void> {
  await inTransaction(db, async (trx) => {
    for (let subject = 1; subject <= count; subject++) {
      await appendAudit(trx, {
        at,
        actor: 'account-1',
        role: 'coordinator',
        action: 'child.look',
        subject: `ticket-${subject}`,
        details: { round: 'round-1' },
      })
    }
  })
}

/** Writes the links and hashes of the whole trail anew, so that it does not contradict itself. */
export async function chainAnew(db: Db): Promise<void> {
  let prev = ''
  for await (const entries of readTrail(db)) {
    for (const { hash: _, ...entry } of entries) {
      const linked = { ...entry, prev }
      prev = hashEntry(linked)
      await db.updateTable('audit').set({ prev: linked.prev, hash: prev }).where('seq', '=', entry.seq).execute()
    }
  }
}

/** What is wrong with the trail, by the program's own verifier; nothing, as it should be. */
export async function findingsOf(deps: Pick<Deps, 'db' | 'headSigner'>, kept: string[] = []) {
  const verified = await verifyTrail(deps as Deps)({ kept, keys: [] })
  if (!verified.ok) throw new Error(verified.refusal.kind)
  return verified.value.findings
}
