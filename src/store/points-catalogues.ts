import { createHash } from 'node:crypto'
import type { Day } from '../domain/day.ts'
import type { PointsCatalogue } from '../domain/points-catalogue.ts'
import { canonicalJson } from '../engine/canonical.ts'
import type { Db, Trx } from './db.ts'

/** A catalogue as it is kept: canonical JSON (RFC 8785), and the SHA-256 of exactly that text in lower-case hex. */
export function keptCatalogue({ version, criteria }: PointsCatalogue): { catalogue: string; hash: string } {
  const catalogue = canonicalJson({ version, criteria } satisfies PointsCatalogue)
  return { catalogue, hash: createHash('sha256').update(catalogue).digest('hex') }
}

export type DatedCatalogue = PointsCatalogue & { id: string; validFrom: Day; validTo: Day; hash: string }

/** A consortium's catalogues, the newest first. */
export async function listCatalogues(db: Db | Trx, consortiumId: string): Promise<DatedCatalogue[]> {
  const rows = await db
    .selectFrom('points_catalogue')
    .select(['id', 'valid_from', 'valid_to', 'catalogue', 'hash'])
    .where('consortium_id', '=', consortiumId)
    .orderBy('valid_from', 'desc')
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({
    ...(JSON.parse(row.catalogue) as PointsCatalogue),
    id: row.id,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    hash: row.hash,
  }))
}

/** The Kitas that a catalogue may name, id → name, in alphabetical order. */
export async function kitaNames(db: Db | Trx, consortiumId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('kita')
    .select(['id', 'name'])
    .where('consortium_id', '=', consortiumId)
    .orderBy('name')
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
