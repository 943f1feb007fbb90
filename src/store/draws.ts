import type { Entry } from '../domain/draw.ts'
import type { FrozenInput } from '../domain/freeze.ts'
import type { ThawReason } from '../domain/thaw-reason.ts'
import { canonicalJson } from '../engine/canonical.ts'
import type { DrawRules, Leaf } from '../engine/draw/bundles.ts'
import type { Db, Trx } from './db.ts'
import { inBatches } from './in-batches.ts'

export type Draw = {
  id: string
  roundId: string
  /** The public random value as the rules name it. */
  named: string
  rules: DrawRules
  rulesHash: string
  placesSalt: string
  root: string
  frozenBy: string
  frozenAt: string
  /** The first entry. Before the second it is told to nobody. */
  entry: (Entry & { at: string }) | null
  /** When two entries were thrown away because they were not the same. */
  differedAt: string | null
  drawn: { confirmedBy: string; at: string; seed: string } | null
}

/** The draw that counts: there is none where the round was thawed and not frozen again. */
export async function findDraw(db: Db | Trx, roundId: string): Promise<Draw | undefined> {
  const row = await db
    .selectFrom('draw')
    .selectAll()
    .where('round_id', '=', roundId)
    .where('thawed_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const { entered_by, entered_at, randomness, confirmed_by, drawn_at, seed } = row
  return {
    id: row.id,
    roundId: row.round_id,
    named: row.named,
    rules: JSON.parse(row.rules) as DrawRules,
    rulesHash: row.rules_hash,
    placesSalt: row.places_salt,
    root: row.root,
    frozenBy: row.frozen_by,
    frozenAt: row.frozen_at,
    entry:
      entered_by === null || entered_at === null || randomness === null
        ? null
        : { by: entered_by, at: entered_at, randomness, drandSignature: row.drand_signature },
    differedAt: row.differed_at,
    drawn:
      confirmed_by === null || drawn_at === null || seed === null
        ? null
        : { confirmedBy: confirmed_by, at: drawn_at, seed },
  }
}

export async function insertDraw(
  trx: Trx,
  draw: FrozenInput & Pick<Draw, 'id' | 'roundId' | 'named' | 'frozenBy' | 'frozenAt'>,
): Promise<void> {
  await trx
    .insertInto('draw')
    .values({
      id: draw.id,
      round_id: draw.roundId,
      named: draw.named,
      rules: canonicalJson(draw.rules),
      rules_hash: draw.rulesHash,
      places_salt: draw.placesSalt,
      root: draw.root,
      frozen_by: draw.frozenBy,
      frozen_at: draw.frozenAt,
      entered_by: null,
      entered_at: null,
      randomness: null,
      drand_signature: null,
      differed_at: null,
      confirmed_by: null,
      drawn_at: null,
      seed: null,
      thawed_at: null,
      thaw_reason: null,
    })
    .execute()
  const leaves = draw.leaves.map((leaf) => ({ draw_id: draw.id, ticket: leaf.ticket, leaf: canonicalJson(leaf) }))
  await inBatches(leaves, (batch) => trx.insertInto('draw_leaf').values(batch).execute())
}

export async function listLeaves(db: Db | Trx, drawId: string): Promise<Leaf[]> {
  const rows = await db.selectFrom('draw_leaf').select('leaf').where('draw_id', '=', drawId).orderBy('ticket').execute()
  return rows.map(({ leaf }) => JSON.parse(leaf) as Leaf)
}

export async function saveEntry(trx: Trx, drawId: string, entry: Entry, at: string): Promise<void> {
  await trx
    .updateTable('draw')
    .set({
      entered_by: entry.by,
      entered_at: at,
      randomness: entry.randomness,
      drand_signature: entry.drandSignature,
      differed_at: null,
    })
    .where('id', '=', drawId)
    .execute()
}

/** Two entries that are not the same are forgotten, so that nobody can try which one the other had. */
export async function forgetEntry(trx: Trx, drawId: string, at: string): Promise<void> {
  await trx
    .updateTable('draw')
    .set({ entered_by: null, entered_at: null, randomness: null, drand_signature: null, differed_at: at })
    .where('id', '=', drawId)
    .execute()
}

export async function saveDrawn(
  trx: Trx,
  drawId: string,
  { confirmedBy, at, seed }: NonNullable<Draw['drawn']>,
): Promise<void> {
  await trx
    .updateTable('draw')
    .set({ confirmed_by: confirmedBy, drawn_at: at, seed })
    .where('id', '=', drawId)
    .execute()
}

export async function saveThawed(
  trx: Trx,
  drawId: string,
  { at, reason }: { at: string; reason: ThawReason },
): Promise<void> {
  await trx.updateTable('draw').set({ thawed_at: at, thaw_reason: reason }).where('id', '=', drawId).execute()
}

/** What was published of a draw before its round was opened again. */
export type ThawedDraw = Pick<Draw, 'named' | 'frozenAt' | 'root' | 'rulesHash'> & {
  thawedAt: string
  reason: ThawReason
}

/** The newest first. */
export async function listThawedDraws(db: Db, roundId: string): Promise<ThawedDraw[]> {
  const rows = await db
    .selectFrom('draw')
    .select(['named', 'frozen_at', 'root', 'rules_hash', 'thawed_at', 'thaw_reason'])
    .where('round_id', '=', roundId)
    .where('thawed_at', 'is not', null)
    .orderBy('thawed_at', 'desc')
    .execute()
  return rows.flatMap(({ named, frozen_at, root, rules_hash, thawed_at, thaw_reason }) =>
    thawed_at === null || thaw_reason === null
      ? []
      : [{ named, frozenAt: frozen_at, root, rulesHash: rules_hash, thawedAt: thawed_at, reason: thaw_reason }],
  )
}
