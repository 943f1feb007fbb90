import type { Actions } from '../../actions/app.ts'
import type { CatalogueFault } from '../../domain/check-points-catalogue.ts'
import { criterionWords } from '../criterion-words.ts'
import { formKey } from '../form-key.ts'
import type { ShownForm } from '../form.ts'
import { paths } from '../paths.ts'
import { roundTitle } from '../points-catalogues/show-points-catalogues.page.ts'
import { type RefusalKind, statusOf, wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { catalogueForm } from './catalogue-form.ts'
import { fieldsOf, orderOfCriteria, type ReadCatalogue, readCatalogue } from './read-catalogue.ts'

type Catalogues = Extract<Awaited<ReturnType<Actions['showPointsCatalogues']>>, { ok: true }>['value']

/** The points of the newest computed round, or those of an earlier try (`?von=`), ready to be changed. */
export async function showStartCataloguePreview({ actions, viewer, params, query }: Visit): Promise<Reply> {
  const shown = await actions.showPointsCatalogues(viewer, params.consortiumId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const earlier = query.von === undefined ? undefined : await actions.showCataloguePreview(viewer, query.von)
  const criteria = earlier?.ok ? earlier.value.preview.catalogue.criteria : criteriaOf(shown.value)
  return previewPage(shown.value, { values: fieldsOf(criteria), errors: [] }, 200)
}

export async function startCataloguePreview({ actions, viewer, params, fields }: Visit): Promise<Reply> {
  const { consortiumId } = params
  const shown = await actions.showPointsCatalogues(viewer, consortiumId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const read = readCatalogue(fields, orderOfCriteria(criteriaOf(shown.value)))

  const started = await actions.startCataloguePreview(viewer, { consortiumId, criteria: read.criteria, key })
  if (started.ok) return { kind: 'redirect', to: paths.cataloguePreview.href(started.value.previewId) }
  const { refusal } = started
  switch (refusal.kind) {
    case 'catalogue-unsound':
      return previewPage(shown.value, { values: fields, errors: errorsOf(refusal.faults, read) }, 422)
    case 'not-found':
      return { kind: 'refused', refusal }
    case 'no-computed-round':
    case 'facts-not-kept':
    case 'key-used-otherwise':
      return previewPage(
        shown.value,
        { values: fields, errors: [], problem: problemOf(refusal.kind) },
        statusOf(refusal.kind),
      )
  }
}

/** One sentence a field: the first thing that is wrong with it. */
function errorsOf(faults: readonly CatalogueFault[], { criteria, fieldOf }: ReadCatalogue) {
  const errors = new Map<string, string>()
  for (const { reason, path, found, values } of faults) {
    const field = fieldOf(path)
    const criterion = criterionWords(criteria[Number(path[1])]?.id ?? '')
    const sentence = t(`pointsCatalogue.faults.${reason}`, { ...values, found })
    if (!errors.has(field)) errors.set(field, t('cataloguePreview.fault', { criterion, sentence }))
  }
  return [...errors].map(([field, message]) => ({ field, message }))
}

function problemOf(code: RefusalKind) {
  return { code, ...wordsOf(code) }
}

/** Of the catalogue that the newest computed round was computed with; none before there is one. */
function criteriaOf({ catalogues, computed }: Catalogues) {
  return catalogues.find(({ id }) => id === computed?.catalogueId)?.criteria ?? []
}

function previewPage(shown: Catalogues, form: ShownForm, status: number): Reply {
  const { consortiumId, computed, kitas } = shown
  return {
    kind: 'page',
    view: 'catalogue-previews/start-catalogue-preview',
    page: 'start-catalogue-preview',
    entity: consortiumId,
    title: t('cataloguePreview.title'),
    status,
    data: {
      form,
      back: paths.pointsCatalogues.href(consortiumId),
      ...(computed && {
        lead: t('cataloguePreview.lead', { round: roundTitle(computed) }),
        action: paths.startCataloguePreview.href(consortiumId),
        criteria: catalogueForm(orderOfCriteria(criteriaOf(shown)), form, kitas),
      }),
    },
  }
}
