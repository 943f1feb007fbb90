import { fewestWitnesses } from '../../domain/trail.ts'
import { noteOf, verifierKey } from '../../engine/trail/head.ts'
import { may, scopeOf, type Viewer } from '../../policy/scope.ts'
import { listConsortia } from '../../store/reads/consortium-overview.ts'
import { countHeads, listHeads } from '../../store/trail-heads.ts'
import type { Deps } from '../deps.ts'

export type TrailHeadView = { size: number; at: string; root: string; note: string }

export type TrailHeadsView = {
  total: number
  heads: TrailHeadView[]
  verifierKey: string
  /** How many there are; who they are is theirs to tell. */
  witnesses: number
  enoughWitnesses: boolean
  /** Whose entries the viewer may read, and whether it may read of its own acts and of its family. */
  consortia: { id: string; name: string }[]
  ownActs: boolean
  familyLooks: boolean
}

/** What everybody may know of the trail: its signed heads and the key to check them with. `pageOf` gets the number of heads. */
export const showTrailHeads =
  (deps: Deps) =>
  async (viewer: Viewer, pageOf: (total: number) => { from: number; count: number }): Promise<TrailHeadsView> => {
    const total = may(viewer, 'trailHead.view', {}) ? await countHeads(deps.db) : 0
    const heads = total === 0 ? [] : await listHeads(deps.db, pageOf(total))
    const witnesses = deps.witnesses.length
    return {
      total,
      heads: heads.map((head) => ({ size: head.size, at: head.at, root: head.root, note: noteOf(head) })),
      verifierKey: verifierKey(deps.headSigner.origin, deps.headSigner.publicKey),
      witnesses,
      enoughWitnesses: witnesses >= fewestWitnesses,
      consortia: (await listConsortia(deps.db, scopeOf(viewer, 'trail.view'))).map(({ id, name }) => ({ id, name })),
      ownActs: scopeOf(viewer, 'trail.viewOwn').kind !== 'nowhere',
      familyLooks: scopeOf(viewer, 'familyLook.view').kind !== 'nowhere',
    }
  }
