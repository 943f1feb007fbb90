import { type Frontier, noLeaves, rootOfFrontier, withLeaf } from '../engine/draw/merkle.ts'
import type { SignedHead } from '../engine/trail/head.ts'
import { lockTrail } from './audit.ts'
import type { Db, Trx } from './db.ts'
import type { HeadSigner } from './head-signer.ts'

/** Entries that are read at once while a tree grows: memory stays small also where a long trail gets its first head. */
const atOnce = 5_000

/**
 * Signs the trail as it stands at this moment, under its lock. Only the entries since the head before are read: what that one
 * covers is in its frontier. Where nothing has come since, there is no new head.
 */
export async function makeHead(trx: Trx, signer: HeadSigner, at: string): Promise<SignedHead | undefined> {
  await lockTrail(trx)
  const before = await lastFrontier(trx)
  let frontier = before
  for (;;) {
    const rows = await trx
      .selectFrom('audit')
      .select('hash')
      .where('seq', '>', frontier.size)
      .orderBy('seq')
      .limit(atOnce)
      .execute()
    for (const { hash } of rows) frontier = withLeaf(frontier, hash)
    if (rows.length < atOnce) break
  }
  if (frontier.size === before.size) return undefined
  const head = signer.sign({ size: frontier.size, root: rootOfFrontier(frontier), at })
  const { size, root, origin, keyId, signature } = head
  await trx
    .insertInto('trail_head')
    .values({ size, at, root, origin, key_id: keyId, signature, frontier: JSON.stringify(frontier.roots) })
    .execute()
  return head
}

async function lastFrontier(trx: Trx): Promise<Frontier> {
  const last = await trx
    .selectFrom('trail_head')
    .select(['size', 'frontier'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ? { size: last.size, roots: JSON.parse(last.frontier) as string[] } : noLeaves
}

export async function countHeads(db: Db): Promise<number> {
  const { heads } = await db
    .selectFrom('trail_head')
    .select(({ fn }) => fn.countAll<number>().as('heads'))
    .executeTakeFirstOrThrow()
  return heads
}

/** The newest first; without a page all of them. */
export async function listHeads(db: Db, page?: { from: number; count: number }): Promise<SignedHead[]> {
  const rows = await db
    .selectFrom('trail_head')
    .select(['size', 'at', 'root', 'origin', 'key_id', 'signature'])
    .orderBy('size', 'desc')
    .$if(page !== undefined, (query) => query.limit(page?.count ?? 0).offset(page?.from ?? 0))
    .execute()
  return rows.map(({ key_id, ...row }) => ({ ...row, keyId: key_id }))
}
