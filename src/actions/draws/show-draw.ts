import { type NamedValue, readNamed } from '../../domain/public-value.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { fingerprintOf } from '../../engine/draw/publish-draw.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { type Draw, findDraw, listThawedDraws } from '../../store/draws.ts'
import type { ThawReason } from '../../domain/thaw-reason.ts'
import { listPublicDraws, type PublicDrawRow } from '../../store/reads/public-draws.ts'
import type { Deps } from '../deps.ts'
import { publishedDraw } from './published.ts'

/** What everybody may know of a draw from the freeze on. A value that only one person has entered is not among it. */
export type ToldDraw = {
  named: NamedValue
  frozenAt: string
  root: string
  rulesHash: string
  drawn: { at: string; randomness: string; drandSignature: string | null; seed: string } | null
}

export function toldDraw({ named, frozenAt, root, rulesHash, entry, drawn }: Draw): ToldDraw {
  return {
    named: readNamed(named),
    frozenAt,
    root,
    rulesHash,
    drawn: entry && drawn && { at: drawn.at, seed: drawn.seed, ...valueOf(entry) },
  }
}

const valueOf = ({ randomness, drandSignature }: NonNullable<Draw['entry']>) => ({ randomness, drandSignature })

/** What had been published of a draw when the round was opened again: nothing published vanishes. */
export type ToldThawedDraw = Pick<ToldDraw, 'named' | 'frozenAt' | 'root' | 'rulesHash'> & {
  thawedAt: string
  reason: ThawReason
}

/** `draw` is null where the round was thawed and not frozen again. */
export type DrawView = PublicDrawRow & { draw: ToldDraw | null; thawed: ToldThawedDraw[]; fingerprint: string | null }

/** A round that is or was frozen as everybody may see it: what was published when, and after the release what can be checked. */
export const showDraw =
  (deps: Deps) =>
  async (viewer: Viewer, roundId: string): Promise<Result<DrawView, { kind: 'not-found' }>> => {
    if (!may(viewer, 'draw.view', {})) return refuse({ kind: 'not-found' })
    const [row] = await listPublicDraws(deps.db, roundId)
    const draw = await findDraw(deps.db, roundId)
    if (row === undefined) return refuse({ kind: 'not-found' })
    const thawed = await listThawedDraws(deps.db, roundId)
    const published = row.release && (await publishedDraw(deps.db, row.release.computationId))
    const fingerprint = published ? fingerprintOf(published.publicBundle.head) : null
    return ok({
      ...row,
      draw: draw ? toldDraw(draw) : null,
      thawed: thawed.map((other) => ({ ...other, named: readNamed(other.named) })),
      fingerprint,
    })
  }
