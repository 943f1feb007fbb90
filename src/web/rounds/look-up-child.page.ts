import { isLookUpReason, lookUpReasons } from '../../domain/child-look-up.ts'
import { formKey } from '../form-key.ts'
import type { ShownForm } from '../form.ts'
import { formatDay } from '../format.ts'
import { paths } from '../paths.ts'
import { statusOf, wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

export function showLookUpChild(visit: Visit): Promise<Reply> {
  return lookUpPage(visit, { values: {}, errors: [] }, 200)
}

/** The answer to the form itself is the page with the name: an address that shows it would show it without a reason. */
export async function lookUpChild(visit: Visit): Promise<Reply> {
  const { actions, viewer, params, fields } = visit
  const { roundId, ticket } = params
  const { reason = '' } = fields
  if (!isLookUpReason(reason)) {
    const errors = [{ field: 'reason', message: t('childLookUp.errors.reason') }]
    return lookUpPage(visit, { values: {}, errors }, 422)
  }
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const found = await actions.lookUpChild(viewer, { roundId, ticket, reason, key })
  if (!found.ok) {
    const { kind } = found.refusal
    if (kind === 'not-found') return { kind: 'refused', refusal: { kind } }
    return lookUpPage(
      visit,
      { values: { reason }, errors: [], problem: { code: kind, ...wordsOf(kind) } },
      statusOf(kind),
    )
  }
  const { childName, birthDate, district, guardians, employers } = found.value
  const facts = [
    [t('childLookUp.child'), childName],
    [t('childLookUp.birthDate'), birthDate === null ? null : formatDay(birthDate)],
    [t('childLookUp.guardians'), guardians.join(', ')],
    [t('childLookUp.employers'), employers.join(', ')],
    [t('childLookUp.district'), district],
  ] as const
  return {
    kind: 'page',
    view: 'rounds/look-up-child',
    page: 'child-look-up',
    entity: ticket,
    state: 'found',
    title: t('childLookUp.title', { ticket }),
    data: {
      ...headOf(visit),
      found: facts.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
      reasonGiven: t('childLookUp.noted', { reason: t(`childLookUp.reasons.${reason}`) }),
      form: { values: {}, errors: [] },
    },
  }
}

async function lookUpPage(visit: Visit, form: ShownForm, status: number): Promise<Reply> {
  const { actions, viewer, params } = visit
  const { roundId, ticket } = params
  if (!(await actions.findChildToLookUp(viewer, { roundId, ticket })))
    return { kind: 'refused', refusal: { kind: 'not-found' } }
  return {
    kind: 'page',
    view: 'rounds/look-up-child',
    page: 'child-look-up',
    entity: ticket,
    state: 'asked',
    title: t('childLookUp.title', { ticket }),
    status,
    data: {
      ...headOf(visit),
      form,
      action: paths.lookUpChild.href(roundId, ticket),
      reasons: [
        { value: '', text: t('childLookUp.choose'), selected: !form.values.reason },
        ...lookUpReasons.map((reason) => ({
          value: reason,
          text: t(`childLookUp.reasons.${reason}`),
          selected: reason === form.values.reason,
        })),
      ],
    },
  }
}

function headOf({ params: { roundId, ticket } }: Visit) {
  return { title: t('childLookUp.title', { ticket }), back: paths.roundChild.href(roundId, ticket) }
}
