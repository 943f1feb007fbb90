import { type NamedValue, readNamed } from '../../domain/public-value.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { fingerprintOf } from '../../engine/draw/publish-draw.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { type Draw, findDraw } from '../../store/draws.ts'
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

export type DrawView = PublicDrawRow & { draw: ToldDraw; fingerprint: string | null }

/** A frozen round as everybody may see it: what was published when, and after the release what can be checked. */
export const showDraw =
  (deps: Deps) =>
  async (viewer: Viewer, roundId: string): Promise<Result<DrawView, { kind: 'not-found' }>> => {
    if (!may(viewer, 'draw.view', {})) return refuse({ kind: 'not-found' })
    const [row] = await listPublicDraws(deps.db, roundId)
    const draw = await findDraw(deps.db, roundId)
    if (row === undefined || !draw) return refuse({ kind: 'not-found' })
    const published = row.release && (await publishedDraw(deps.db, row.release.computationId))
    const fingerprint = published ? fingerprintOf(published.publicBundle.head) : null
    return ok({ ...row, draw: toldDraw(draw), fingerprint })
  }
