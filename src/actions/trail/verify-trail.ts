import { ok, refuse, type Result } from '../../domain/result.ts'
import { readNotes, readVerifierKey } from '../../engine/trail/head.ts'
import { type TrailVerdict, TrailVerifier } from '../../engine/trail/verify-trail.ts'
import { countEntries, readTrail } from '../../store/trail-entries.ts'
import { listHeads } from '../../store/trail-heads.ts'
import type { Deps, Progress } from '../deps.ts'

export type VerifiedTrail = TrailVerdict & {
  /** How many heads were judged, and when the largest of each was signed. */
  heads: Record<'database' | 'witness', { count: number; lastAt: string | null }>
}

export type VerifyTrailRefusal = { kind: 'no-head' } | { kind: 'no-key' }

/**
 * Judges the whole trail with all heads of this database and those that a witness has kept.
 *
 * @param kept texts with signed notes in them, such as the mails that a witness has kept
 * @param keys verifier keys to trust instead of this installation's own
 */
export const verifyTrail =
  (deps: Deps) =>
  async (
    { kept, keys }: { kept: readonly string[]; keys: readonly string[] },
    onProgress: Progress = () => {},
  ): Promise<Result<VerifiedTrail, VerifyTrailRefusal>> => {
    const notes = kept.map(readNotes)
    if (notes.some((found) => found.length === 0)) return refuse({ kind: 'no-head' })
    const trusted = keys.map(readVerifierKey).filter((key) => key !== null)
    if (trusted.length < keys.length) return refuse({ kind: 'no-key' })

    // The heads first: entries that come while these are read lie behind all of them.
    const [own, witnessed] = [await listHeads(deps.db), notes.flat().toSorted((a, b) => b.size - a.size)]
    const verifier = new TrailVerifier(
      [
        ...own.map((head) => ({ ...head, keptBy: 'database' as const })),
        ...witnessed.map((head) => ({ ...head, keptBy: 'witness' as const })),
      ],
      keys.length > 0 ? trusted : [deps.headSigner.publicKey],
    )
    const total = await countEntries(deps.db)
    let done = 0
    for await (const entries of readTrail(deps.db)) {
      for (const entry of entries) verifier.take(entry)
      onProgress((done += entries.length), total)
    }
    const about = (heads: readonly { at: string }[]) => ({ count: heads.length, lastAt: heads[0]?.at ?? null })
    return ok({ ...verifier.conclude(), heads: { database: about(own), witness: about(witnessed) } })
  }
