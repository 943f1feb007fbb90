import { z } from 'zod'
import type { Actions } from '../../actions/app.ts'
import { weeklyHours } from '../../domain/place-class.ts'
import { formKey } from '../form-key.ts'
import { readForm, type ShownForm } from '../form.ts'
import { formatMonth } from '../format.ts'
import { paths } from '../paths.ts'
import { type RefusalKind, statusOf, wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

type Openings = Awaited<ReturnType<Actions['listOpenings']>>

// Line breaks and the like are no part of a name.
const oneLine = /^[^\p{Cc}]*$/u

const requestForm = z.object({
  companyId: z.string().min(1, 'company.errors.company').max(100, 'company.errors.company'),
  employeeName: z
    .string()
    .trim()
    .min(1, 'company.errors.employeeName')
    .max(200, 'form.tooLong')
    .regex(oneLine, 'form.invalid'),
  employeeEmail: z
    .string()
    .trim()
    .max(254, 'form.tooLong')
    .refine((email) => email === '' || z.email().safeParse(email).success, 'form.email')
    .transform((email) => (email === '' ? null : email)),
  childBirthMonth: z
    .string()
    .trim()
    .regex(/^((19|20)\d{2}-(0[1-9]|1[0-2])|(0?[1-9]|1[0-2])\.(19|20)\d{2})$/, 'company.errors.month')
    .transform(asMonth),
  startMonth: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])-01$/, 'company.errors.startMonth'),
  hours: z.enum(['25', '35', '45'], 'company.errors.hours').transform((hours) => Number(hours) as 25 | 35 | 45),
})

/** As a month field sends it (`2025-09`), or as people write it (`09.2025`). */
function asMonth(typed: string): string {
  if (typed.includes('-')) return `${typed}-01`
  const [month, year] = typed.split('.')
  return `${year}-${month.padStart(2, '0')}-01`
}

export async function showOpenPlaceRequest({ actions, viewer }: Visit): Promise<Reply> {
  return requestPage(await actions.listOpenings(viewer), { values: {}, errors: [] }, 200)
}

export async function openPlaceRequest({ actions, viewer, fields }: Visit): Promise<Reply> {
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const openings = await actions.listOpenings(viewer)
  const [first] = openings
  // With one company there is nothing to choose, and no field for it.
  const typed = openings.length === 1 ? { ...fields, companyId: first.companyId } : fields
  const form = readForm(requestForm, typed)
  if (!form.ok) return requestPage(openings, form.shown, 422)

  const opened = await actions.openPlaceRequest(viewer, { ...form.value, key })
  if (opened.ok) return { kind: 'redirect', to: `${paths.company.href()}?geoeffnet=1` }
  const { refusal } = opened
  switch (refusal.kind) {
    case 'not-found':
      return { kind: 'refused', refusal }
    case 'start-not-offered':
      return wrongField(openings, fields, 'startMonth', t('company.errors.start-not-offered'))
    case 'birth-after-start':
    case 'child-at-school-age':
      return wrongField(openings, fields, 'childBirthMonth', t(`company.errors.${refusal.kind}`))
    case 'no-open-round':
    case 'key-used-otherwise':
      return problem(openings, fields, refusal.kind)
  }
}

function wrongField(openings: Openings, values: ShownForm['values'], field: string, message: string): Reply {
  return requestPage(openings, { values, errors: [{ field, message }] }, 422)
}

function problem(openings: Openings, values: ShownForm['values'], code: RefusalKind): Reply {
  return requestPage(openings, { values, errors: [], problem: { code, ...wordsOf(code) } }, statusOf(code))
}

function requestPage(openings: Openings, form: ShownForm, status: number): Reply {
  const values = typedOf(form.values)
  const starts = [...new Set(openings.flatMap(({ startMonths }) => startMonths))].toSorted()
  const choose = { value: '', text: t('company.choose'), selected: false }
  const isOpen = starts.length > 0
  const words = wordsOf('no-open-round')
  return {
    kind: 'page',
    view: 'company/open-place-request',
    page: 'open-place-request',
    title: t('company.openTitle'),
    state: isOpen ? 'open' : 'closed',
    status,
    data: {
      form: { ...form, values },
      back: paths.company.href(),
      action: paths.openPlaceRequest.href(),
      // A refused form is drawn again with what was typed, also where the round has closed meanwhile.
      isOpen: isOpen || Object.keys(form.values).length > 0,
      closed: words,
      companies:
        openings.length > 1
          ? [choose, ...openings.map(({ companyId, company }) => option(companyId, company, values.companyId))]
          : null,
      startMonths: [choose, ...starts.map((month) => option(month, formatMonth(month), values.startMonth))],
      hours: weeklyHours.map((hours, at) => ({
        id: at === 0 ? 'hours' : `hours-${hours}`,
        value: String(hours),
        text: t('company.hoursChoice', { hours }),
        checked: values.hours === String(hours),
      })),
    },
  }
}

/** What belongs to the form itself, without its token and key. */
function typedOf(values: ShownForm['values']): ShownForm['values'] {
  return Object.fromEntries(Object.keys(requestForm.shape).map((field) => [field, values[field] ?? '']))
}

const option = (value: string, text: string, chosen: string | undefined) => ({
  value,
  text,
  selected: value === chosen,
})
