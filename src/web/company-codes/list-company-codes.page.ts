import { z } from 'zod'
import type { Actions } from '../../actions/app.ts'
import { spacedCode } from '../../domain/company-code.ts'
import { dayOf, daysAfter } from '../../domain/day.ts'
import { formKey } from '../form-key.ts'
import { readForm, type ShownForm } from '../form.ts'
import { formatDay } from '../format.ts'
import { paths } from '../paths.ts'
import { problemOf } from '../problem-of.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

type Listed = Awaited<ReturnType<Actions['listCompanyCodes']>>

const codeForm = z.object({
  companyId: z.string().min(1, 'company.errors.company').max(100, 'company.errors.company'),
  label: z
    .string()
    .trim()
    .min(1, 'companyCodes.errors.label')
    .max(60, 'form.tooLong')
    .regex(/^[^\p{Cc}]*$/u, 'form.invalid'),
  uses: z
    .string()
    .trim()
    .regex(/^[1-9]\d{0,3}$/, 'companyCodes.errors.uses')
    .transform(Number),
  validTo: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'companyCodes.errors.validTo'),
})

const looks = { valid: 'success', 'used-up': 'info', expired: 'warning', withdrawn: 'warning' } as const
const done = ['made', 'withdrawn'] as const

export async function showCompanyCodes({ actions, viewer, query }: Visit): Promise<Reply> {
  const inAQuarter = daysAfter(dayOf(actions.now()), 90)
  const form = { values: { uses: '20', validTo: inAQuarter }, errors: [] }
  return codesPage(await actions.listCompanyCodes(viewer), query, form, 200)
}

export async function makeCompanyCode({ actions, viewer, query, fields }: Visit): Promise<Reply> {
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const listed = await actions.listCompanyCodes(viewer)
  const [first] = listed.companies
  // With one company there is nothing to choose, and no field for it.
  const typed = listed.companies.length === 1 ? { ...fields, companyId: first.id } : fields
  const form = readForm(codeForm, typed)
  if (!form.ok) return codesPage(listed, query, form.shown, 422)
  const made = await actions.makeCompanyCode(viewer, { ...form.value, key })
  if (made.ok) return { kind: 'redirect', to: `${paths.companyCodes.href()}?getan=made` }
  const { refusal } = made
  const wrong = (field: string, message: string) =>
    codesPage(listed, query, { values: fields, errors: [{ field, message }] }, 422)
  switch (refusal.kind) {
    case 'not-found':
      return { kind: 'refused', refusal }
    case 'uses-not-a-count':
      return wrong('uses', t('companyCodes.errors.uses'))
    case 'day-out-of-reach':
      return wrong('validTo', t('companyCodes.errors.validTo'))
    case 'key-used-otherwise': {
      const { problem, status } = problemOf(refusal)
      return codesPage(listed, query, { values: fields, errors: [], problem }, status)
    }
  }
}

export async function withdrawCompanyCode({ actions, viewer, params, query, fields }: Visit): Promise<Reply> {
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const withdrawn = await actions.withdrawCompanyCode(viewer, { codeId: params.codeId, key })
  if (withdrawn.ok) return { kind: 'redirect', to: `${paths.companyCodes.href()}?getan=withdrawn` }
  if (withdrawn.refusal.kind === 'not-found') return { kind: 'refused', refusal: withdrawn.refusal }
  const { problem, status } = problemOf(withdrawn.refusal)
  return codesPage(await actions.listCompanyCodes(viewer), query, { values: {}, errors: [], problem }, status)
}

function codesPage({ companies, codes }: Listed, query: Visit['query'], form: ShownForm, status: number): Reply {
  const { companyId = '', label = '', uses = '', validTo = '' } = form.values
  const word = done.find((one) => one === query.getan)
  const several = companies.length > 1
  return {
    kind: 'page',
    view: 'company-codes/list-company-codes',
    page: 'company-codes',
    title: t('companyCodes.title'),
    status,
    data: {
      form: { ...form, values: { companyId, label, uses, validTo } },
      back: paths.company.href(),
      action: paths.companyCodes.href(),
      done:
        word === undefined || status !== 200
          ? null
          : {
              code: `company-code-${word}`,
              title: t(`companyCodes.${word}`),
              text: t(`companyCodes.${word}Text`),
            },
      companies: several
        ? [
            { value: '', text: t('company.choose'), selected: companyId === '' },
            ...companies.map(({ id, name }) => ({ value: id, text: name, selected: id === companyId })),
          ]
        : null,
      codes: codes.map((code) => ({
        id: code.id,
        label: code.label,
        ...(several && { company: code.company }),
        code: code.state === 'withdrawn' ? null : spacedCode(code.code),
        used: t('companyCodes.usedOf', { used: code.uses - code.usesLeft, uses: code.uses }),
        until: formatDay(dayOf(code.validUntil)),
        state: code.state,
        badge: { look: looks[code.state], text: t(`companyCodes.states.${code.state}`) },
        withdraw: code.state === 'withdrawn' ? null : paths.withdrawCompanyCode.href(code.id),
        withdrawLabel: t('companyCodes.withdrawThis', { label: code.label }),
      })),
    },
  }
}
