import { compareOutcomes, listedChildren, type OutcomeComparison } from '../../domain/compare-outcomes.ts'
import { type PointsCatalogue, scoreEverywhere, scoreTrace } from '../../domain/points-catalogue.ts'
import { ok, refuse, type Result } from '../../domain/result.ts'
import { may, type Viewer } from '../../policy/scope.ts'
import {
  type CataloguePreview,
  findPreview,
  loadFrozenFacts,
  loadFrozenRound,
  loadKitasOfPrograms,
} from '../../store/catalogue-previews.ts'
import { kitaNames, listCatalogues } from '../../store/points-catalogues.ts'
import { companyNames, listPrograms, type ProgramView } from '../../store/reads/round-outcome.ts'
import { findRound, type Round } from '../../store/rounds.ts'
import type { Deps } from '../deps.ts'

/** A score is what counts at every Kita; the place's own points stand in the trace of the child. */
export type PreviewScores = { before: number; after: number }

export type CataloguePreviewView = {
  preview: Omit<CataloguePreview, 'assignments'>
  round: Round
  /** The catalogue that the round was computed with. */
  base: PointsCatalogue
  kitas: Map<string, string>
  companies: Map<string, string>
  programs: ProgramView[]
  /** Only of a verified preview. Children by ticket. */
  compared: { comparison: OutcomeComparison; scores: Map<string, PreviewScores> } | undefined
}

/** How other points would have changed a round, child by child and by ticket, never by name. */
export const showCataloguePreview =
  (deps: Deps) =>
  async (viewer: Viewer, previewId: string): Promise<Result<CataloguePreviewView, { kind: 'not-found' }>> => {
    const { db } = deps
    const found = await findPreview(db, previewId)
    if (!found || !may(viewer, 'pointsCatalogue.preview', found)) return refuse({ kind: 'not-found' })
    const { assignments, ...preview } = found
    const { computationId, consortiumId } = preview
    const round = await findRound(db, preview.roundId)
    const base = (await listCatalogues(db, consortiumId)).find(({ id }) => id === round?.catalogueId)
    if (!round || !base) throw new Error('a preview without its round')

    const frozen = assignments && (await loadFrozenRound(db, computationId))
    const facts = await loadFrozenFacts(db, computationId)
    return ok({
      preview,
      round,
      base,
      kitas: await kitaNames(db, consortiumId),
      companies: await companyNames(db, consortiumId),
      programs: await listPrograms(db, computationId),
      compared: frozen
        ? {
            comparison: compareOutcomes(
              listedChildren(frozen.problem),
              frozen.assignments,
              assignments,
              await loadKitasOfPrograms(db, computationId),
            ),
            scores: new Map(
              [...(facts ?? [])].map(([ticket, one]) => {
                const score = (catalogue: PointsCatalogue) => scoreEverywhere(scoreTrace(catalogue, one))
                return [ticket, { before: score(base), after: score(preview.catalogue) }]
              }),
            ),
          }
        : undefined,
    })
  }
