import type { Actions } from '../../actions/app.ts'
import { formatInstant, formatNumber, formatShare } from '../format.ts'
import { comparisonCsv, comparisonView, type Names } from '../outcome-comparison.ts'
import { paths } from '../paths.ts'
import { catalogueChanges, catalogueRows } from '../points-catalogues/catalogue-words.ts'
import { roundTitle } from '../points-catalogues/show-points-catalogues.page.ts'
import type { Reply, Visit } from '../route.ts'
import { programsById } from '../rounds/round-words.ts'
import { t } from '../words.ts'
import { previewChildren } from './preview-children.ts'

type Shown = Extract<Awaited<ReturnType<Actions['showCataloguePreview']>>, { ok: true }>['value']

export async function showCataloguePreview({ actions, viewer, params, query }: Visit): Promise<Reply> {
  const shown = await actions.showCataloguePreview(viewer, params.previewId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { preview, round, compared } = shown.value
  const names = namesOf(shown.value)
  const running = preview.state === 'queued'
  return {
    kind: 'page',
    view: 'catalogue-previews/show-catalogue-preview',
    page: 'catalogue-preview',
    entity: preview.id,
    state: preview.state,
    title: t('cataloguePreview.shownTitle'),
    ...(running && { refresh: 2, script: '/assets/progress.js' }),
    data: {
      back: paths.pointsCatalogues.href(preview.consortiumId),
      lead: t('cataloguePreview.shownLead', { round: roundTitle(round) }),
      requestedAt: t('cataloguePreview.requestedAt', { at: formatInstant(preview.requestedAt) }),
      hash: preview.catalogueHash,
      again: `${paths.startCataloguePreview.href(preview.consortiumId)}?von=${encodeURIComponent(preview.id)}`,
      changes: changesOf(shown.value),
      ...(running && { progress: progressOf(preview) }),
      ...(preview.incidentNumber !== null && {
        incident: t('cataloguePreview.incidentText', { number: preview.incidentNumber }),
      }),
      ...(compared && {
        csv: paths.cataloguePreviewCsv.href(preview.id),
        comparison: comparisonView(compared.comparison, names),
        children: previewChildren(
          compared.comparison,
          compared.scores,
          names,
          query,
          paths.cataloguePreview.href(preview.id),
        ),
      }),
    },
  }
}

/** A preview without an outcome has no file: it is not there yet, or never will be. */
export async function cataloguePreviewCsv({ actions, viewer, params }: Visit): Promise<Reply> {
  const shown = await actions.showCataloguePreview(viewer, params.previewId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { compared } = shown.value
  if (!compared) return { kind: 'refused', refusal: { kind: 'not-found' } }
  return {
    kind: 'csv',
    name: 'vorschau-kinder.csv',
    text: comparisonCsv(compared.comparison, namesOf(shown.value), compared.scores),
  }
}

function namesOf({ companies, kitas, programs }: Shown): Names {
  return { companies, kitas, programs: programsById(programs) }
}

function changesOf({ base, preview, kitas }: Shown) {
  const changes = catalogueChanges(
    catalogueRows(base.criteria, kitas),
    catalogueRows(preview.catalogue.criteria, kitas),
  )
  const words = (points: number | null) => (points === null ? t('cataloguePreview.notCounted') : formatNumber(points))
  return changes.map((change) => ({ ...change, before: words(change.before), after: words(change.after) }))
}

function progressOf({ progress }: Shown['preview']) {
  if (!progress) return { text: t('cataloguePreview.waitingForWorker'), done: 0, total: 1 }
  const percent = formatShare(progress.done, progress.total)
  return { text: t('cataloguePreview.progress', { percent }), ...progress }
}
