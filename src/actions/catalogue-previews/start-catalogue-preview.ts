import { type CatalogueFault, checkPointsCatalogue } from '../../domain/check-points-catalogue.ts'
import type { Criterion } from '../../domain/points-catalogue.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import { appendAudit } from '../../store/audit.ts'
import { findNewestComputedRound, loadFrozenFacts, savePreview } from '../../store/catalogue-previews.ts'
import { enqueue } from '../../store/jobs.ts'
import { kitaNames, listCatalogues } from '../../store/points-catalogues.ts'
import type { Deps } from '../deps.ts'
import { once, type OnceRefusal } from '../once.ts'

export type StartPreviewRefusal =
  | OnceRefusal
  | { kind: 'not-found' }
  | { kind: 'no-computed-round' }
  | { kind: 'facts-not-kept' }
  | { kind: 'catalogue-unsound'; faults: CatalogueFault[] }

/**
 * Asks how other points would have changed the newest computed round, child by child. It binds nobody and changes nothing
 * but the trail, which counts it: whoever tries points until the result pleases can be asked why.
 */
export const startCataloguePreview =
  (deps: Deps) =>
  async (
    viewer: Viewer,
    { consortiumId, criteria, key }: { consortiumId: string; criteria: Criterion[]; key: string },
  ): Promise<Result<{ previewId: string }, StartPreviewRefusal>> => {
    const { accountId } = viewer
    if (accountId === null || !may(viewer, 'pointsCatalogue.preview', { consortiumId })) {
      return refuse({ kind: 'not-found' })
    }
    // Points that are no number would be the same null in the key's content; such a catalogue is refused all the same.
    const content = { consortiumId, criteria: JSON.stringify(criteria) }
    const act = { accountId, key, act: 'preview-catalogue', content }
    return once(deps, act, async (trx): Promise<Result<{ previewId: string }, StartPreviewRefusal>> => {
      const computed = await findNewestComputedRound(trx, consortiumId)
      if (!computed) return refuse({ kind: 'no-computed-round' })
      const catalogues = await listCatalogues(trx, consortiumId)
      const base = catalogues.find(({ id }) => id === computed.catalogueId)
      if (!base) throw new Error('a computed round without its catalogue')

      const kitas = await kitaNames(trx, consortiumId)
      const faults = checkPointsCatalogue({ ...base, criteria }, new Set(kitas.keys()))
      if (faults.length > 0) return refuse({ kind: 'catalogue-unsound', faults })
      if (!(await loadFrozenFacts(trx, computed.computationId))) return refuse({ kind: 'facts-not-kept' })

      const at = deps.now()
      const id = deps.newId()
      const { computationId } = computed
      const catalogue = { version: base.version, criteria }
      const { hash } = await savePreview(trx, { id, computationId, requestedBy: accountId, requestedAt: at, catalogue })
      await enqueue(trx, { id: deps.newId(), kind: 'preview-catalogue', subjectId: id }, at)
      await appendAudit(trx, {
        at,
        actor: accountId,
        role: viewer.role,
        action: 'catalogue.preview',
        subject: computed.roundId,
        details: { preview: id, catalogueHash: hash, insteadOf: base.hash },
      })
      return ok({ previewId: id })
    })
  }
