import { createHash } from 'node:crypto'
import type { PointsCatalogue } from '../domain/points-catalogue.ts'
import { canonicalJson } from '../engine/canonical.ts'

/** A catalogue as it is kept: canonical JSON (RFC 8785), and the SHA-256 of exactly that text in lower-case hex. */
export function keptCatalogue({ version, criteria }: PointsCatalogue): { catalogue: string; hash: string } {
  const catalogue = canonicalJson({ version, criteria } satisfies PointsCatalogue)
  return { catalogue, hash: createHash('sha256').update(catalogue).digest('hex') }
}
