import { z } from 'zod'
import type { Actions } from '../../actions/app.ts'
import { formKey } from '../form-key.ts'
import { readForm, type ShownForm } from '../form.ts'
import { formatNumber } from '../format.ts'
import { paths } from '../paths.ts'
import { type RefusalKind, statusOf, wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { placeClassWords, reservedOf, reserveWords, yearWordOf } from './kita-words.ts'

type PlaceClass = Extract<Awaited<ReturnType<Actions['showPlaceClass']>>, { ok: true }>['value']

const vacanciesForm = z.object({
  vacancies: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, 'kita.errors.count')
    .transform(Number),
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
})

export async function showDeclareVacancies({ actions, viewer, params }: Visit): Promise<Reply> {
  const shown = await actions.showPlaceClass(viewer, params.placeClassId)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { value } = shown
  return vacanciesPage(value, { values: { vacancies: String(value.vacancies) }, errors: [] }, 200)
}

export async function declareVacancies(visit: Visit): Promise<Reply> {
  const { actions, viewer, params, fields } = visit
  const { placeClassId } = params
  const before = await actions.showPlaceClass(viewer, placeClassId)
  if (!before.ok) return { kind: 'refused', refusal: before.refusal }
  const key = formKey(fields)
  if (key === undefined || !vacanciesForm.shape.version.safeParse(fields.version).success)
    return { kind: 'refused', refusal: { kind: 'malformed' } }
  const form = readForm(vacanciesForm, fields)
  if (!form.ok) return vacanciesPage(before.value, form.shown, 422)

  const declared = await actions.declareVacancies(viewer, { placeClassId, ...form.value, key })
  if (declared.ok) {
    const to = paths.kita.href(declared.value.kitaId)
    return { kind: 'redirect', to: `${to}?gespeichert=${encodeURIComponent(placeClassId)}` }
  }
  const { refusal } = declared
  // What is shown beside what was typed is the state that the refusal was decided on.
  const now = await actions.showPlaceClass(viewer, placeClassId)
  if (!now.ok) return { kind: 'refused', refusal: now.refusal }
  switch (refusal.kind) {
    case 'not-found':
      return { kind: 'refused', refusal }
    case 'vacancies-not-a-count':
      return wrongField(now.value, fields, t('kita.errors.count'))
    case 'vacancies-below-reserves':
      return wrongField(now.value, fields, t('kita.errors.reserved', { reserved: refusal.reserved }))
    case 'round-not-open':
    case 'changed-meanwhile':
    case 'key-used-otherwise':
      return problem(now.value, fields, refusal.kind)
  }
}

function wrongField(placeClass: PlaceClass, values: ShownForm['values'], message: string): Reply {
  return vacanciesPage(placeClass, { values, errors: [{ field: 'vacancies', message }] }, 422)
}

function problem(placeClass: PlaceClass, values: ShownForm['values'], code: RefusalKind): Reply {
  return vacanciesPage(placeClass, { values, errors: [], problem: { code, ...wordsOf(code) } }, statusOf(code))
}

function vacanciesPage(placeClass: PlaceClass, form: ShownForm, status: number): Reply {
  const year = yearWordOf(placeClass.yearState)
  const reserved = reservedOf(placeClass.reserves)
  return {
    kind: 'page',
    view: 'kitas/declare-vacancies',
    page: 'declare-vacancies',
    entity: placeClass.id,
    state: year,
    title: t('kita.declareTitle'),
    status,
    data: {
      form: { ...form, values: { vacancies: form.values.vacancies ?? '' } },
      head: t('kita.declareHead', { placeClass: placeClassWords(placeClass) }),
      kita: placeClass.kitaName,
      back: { href: paths.kita.href(placeClass.kitaId), text: t('kita.back', { kita: placeClass.kitaName }) },
      action: paths.declareVacancies.href(placeClass.id),
      isOpen: placeClass.takesInput,
      note: t(`kita.years.${year}`),
      vacancies: formatNumber(placeClass.vacancies),
      reserved: formatNumber(reserved),
      reserves: reserveWords(placeClass.reserves),
      hint: t('kita.vacanciesHint', { reserved }),
      version: placeClass.version,
    },
  }
}
