import { z } from 'zod'
import type { BeginDelegationRefusal } from '../../actions/delegations/begin-delegation.ts'
import { dayOf, isDay } from '../../domain/day.ts'
import { longestInDays } from '../../domain/delegation.ts'
import { formKey } from '../form-key.ts'
import { readForm, type ShownForm } from '../form.ts'
import { formatDay } from '../format.ts'
import { paths } from '../paths.ts'
import { type RefusalKind, statusOf, wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

const day = z.string().trim().refine(isDay, 'delegation.errors.day')
const delegationForm = z.object({
  // What is lent and to whom, as one choice of the list: one cannot be right without the other.
  standIn: z.string().regex(/^[^|]{1,80}\|[^|]{1,80}$/, 'delegation.errors.standIn'),
  validFrom: day,
  validTo: day,
})

export function showDelegations(visit: Visit): Promise<Reply> {
  return delegationsPage(visit, { values: {}, errors: [] }, 200)
}

export async function beginDelegation(visit: Visit): Promise<Reply> {
  const { actions, viewer, fields } = visit
  const form = readForm(delegationForm, fields)
  if (!form.ok) return delegationsPage(visit, form.shown, 422)
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const { standIn, validFrom, validTo } = form.value
  const [subjectId, to] = standIn.split('|')
  const begun = await actions.beginDelegation(viewer, { subjectId, to, validFrom, validTo, key })
  if (begun.ok) return { kind: 'redirect', to: `${paths.delegations.href()}?eingetragen=1` }
  return refused(visit, begun.refusal.kind)
}

function refused(visit: Visit, kind: BeginDelegationRefusal['kind']): Promise<Reply> | Reply {
  const { fields } = visit
  const wrongField = (field: string) =>
    delegationsPage(
      visit,
      { values: fields, errors: [{ field, message: wordsOf(kind, { days: longestInDays }).text }] },
      422,
    )
  switch (kind) {
    case 'not-found':
      return { kind: 'refused', refusal: { kind } }
    case 'no-stand-in':
      return wrongField('standIn')
    case 'delegation-days':
      return wrongField('validFrom')
    case 'delegation-too-long':
      return wrongField('validTo')
    case 'key-used-otherwise':
      return problem(visit, kind)
  }
}

export async function endDelegation(visit: Visit): Promise<Reply> {
  const { actions, viewer, params, fields } = visit
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const ended = await actions.endDelegation(viewer, { delegationId: params.delegationId, key })
  if (ended.ok) return { kind: 'redirect', to: `${paths.delegations.href()}?beendet=1` }
  const { kind } = ended.refusal
  return kind === 'not-found' ? { kind: 'refused', refusal: { kind } } : problem(visit, kind)
}

function problem(visit: Visit, code: RefusalKind): Promise<Reply> {
  const form = { values: visit.fields, errors: [], problem: { code, ...wordsOf(code) } }
  return delegationsPage(visit, form, statusOf(code))
}

async function delegationsPage(visit: Visit, form: ShownForm, status: number): Promise<Reply> {
  const { actions, viewer, query } = visit
  const { delegations, offers } = await actions.showDelegations(viewer)
  const { standIn = '', validFrom = dayOf(actions.now()), validTo = '' } = form.values
  const choices = offers.flatMap(({ subjectId, subject, standIns }) =>
    standIns.map(({ accountId, name }) => ({
      value: `${subjectId}|${accountId}`,
      text: t('delegation.choice', { name, subject }),
      selected: standIn === `${subjectId}|${accountId}`,
    })),
  )
  const done = query.eingetragen === '1' ? 'begun' : query.beendet === '1' ? 'ended' : null
  return {
    kind: 'page',
    view: 'delegations/show-delegations',
    page: 'delegations',
    title: t('delegation.title'),
    status,
    data: {
      form: { ...form, values: { standIn, validFrom, validTo } },
      lead: t('delegation.lead', { days: longestInDays }),
      done: done && { code: `delegation-${done}`, title: t(`delegation.${done}`), text: t(`delegation.${done}Text`) },
      action: paths.delegations.href(),
      choices:
        choices.length === 0
          ? null
          : [{ value: '', text: t('delegation.choose'), selected: standIn === '' }, ...choices],
      delegations: delegations.map(
        ({ id, role, subject, from, to, fromName, toName, validFrom: first, validTo: last }) => ({
          id,
          who: t('delegation.who', { to: toName, from: fromName }),
          what: t('delegation.what', { role: t(`roles.${role}`), subject }),
          days: t('delegation.days', { first: formatDay(first), last: formatDay(last) }),
          own: from === viewer.accountId || to === viewer.accountId,
          end: paths.endDelegation.href(id),
          endLong: t('delegation.endLong', { to: toName, from: fromName }),
        }),
      ),
    },
  }
}
