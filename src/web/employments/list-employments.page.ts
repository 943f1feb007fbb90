import type { Actions } from '../../actions/app.ts'
import { dayOf } from '../../domain/day.ts'
import { type EmploymentAnswer, type EmploymentState, employmentStates } from '../../domain/employment.ts'
import { formKey } from '../form-key.ts'
import type { ShownForm } from '../form.ts'
import { compareWords, formatDay } from '../format.ts'
import { options, paged } from '../paging.ts'
import { paths } from '../paths.ts'
import { problemOf } from '../problem-of.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { employmentLooks } from './employment-looks.ts'

type Employment = Awaited<ReturnType<Actions['listEmployments']>>[number]

const pageSize = 30
const done = ['confirmed', 'denied'] as const

export async function showEmployments(visit: Visit): Promise<Reply> {
  return employmentsPage(visit, { values: {}, errors: [] }, 200)
}

/** What takes something from somebody is asked once more, on a page of its own. */
export async function showDenyEmployment(visit: Visit): Promise<Reply> {
  const employment = await employmentOf(visit)
  if (!employment) return { kind: 'refused', refusal: { kind: 'not-found' } }
  // Somebody else has said so meanwhile.
  if (employment.state === 'denied') return { kind: 'redirect', to: paths.employments.href() }
  const { accountId, companyId, name, company, state, version } = employment
  return {
    kind: 'page',
    view: 'employments/deny-employment',
    page: 'deny-employment',
    entity: accountId,
    state,
    title: t('employment.deny'),
    data: {
      head: t('employment.denyHead', { name, company }),
      action: paths.denyEmployment.href(companyId, accountId),
      version,
      back: paths.employments.href(),
    },
  }
}

export const confirmEmployment = (visit: Visit): Promise<Reply> => answer(visit, 'confirmed')
export const denyEmployment = (visit: Visit): Promise<Reply> => answer(visit, 'denied')

/** A refusal is shown above the list, where the present state stands. */
async function answer(visit: Visit, said: EmploymentAnswer): Promise<Reply> {
  const { actions, viewer, params, fields } = visit
  const { accountId, companyId } = params
  const key = formKey(fields)
  const { version } = fields
  if (key === undefined || version === undefined || !/^\d{1,9}$/.test(version)) {
    // Whose employee it is comes before how the form is filled in.
    const kind = (await employmentOf(visit)) ? 'malformed' : 'not-found'
    return { kind: 'refused', refusal: { kind } }
  }
  const given = { accountId, companyId, answer: said, version: Number(version), key }
  const answered = await actions.answerEmployment(viewer, given)
  if (answered.ok) return { kind: 'redirect', to: `${paths.employments.href()}?getan=${said}` }
  if (answered.refusal.kind === 'not-found') return { kind: 'refused', refusal: answered.refusal }
  const { problem, status } = problemOf(answered.refusal)
  return employmentsPage(visit, { values: {}, errors: [], problem }, status)
}

async function employmentOf({ actions, viewer, params }: Visit): Promise<Employment | undefined> {
  const employments = await actions.listEmployments(viewer)
  return employments.find(
    ({ accountId, companyId }) => accountId === params.accountId && companyId === params.companyId,
  )
}

/** Who waits for an answer comes first, then whom the company does not know. */
const byState = (a: Employment, b: Employment) =>
  employmentStates.indexOf(a.state) - employmentStates.indexOf(b.state) || compareWords(a.name, b.name)

async function employmentsPage({ actions, viewer, query }: Visit, form: ShownForm, status: number): Promise<Reply> {
  const employments = await actions.listEmployments(viewer)
  const state = employmentStates.find((one) => one === query.state) ?? ''
  const path = paths.employments.href()
  const { rows, hits, pages } = paged(
    employments.filter((one) => state === '' || one.state === state).toSorted(byState),
    { ...(state && { state }), ...(query.page && { page: query.page }) },
    path,
    pageSize,
  )
  const word = status === 200 ? done.find((one) => one === query.getan) : undefined
  const several = viewer.subjects.length > 1
  return {
    kind: 'page',
    view: 'employments/list-employments',
    page: 'employments',
    title: t('employment.title'),
    status,
    data: {
      form,
      back: paths.company.href(),
      path,
      done: word && {
        code: `employment-${word}`,
        title: t(`employment.${word}Done`),
        text: t(`employment.${word}Text`),
      },
      any: employments.length > 0,
      codes: paths.companyCodes.href(),
      states: options(
        employmentStates.map((one) => [one, t(`employment.states.${one}`)]),
        state,
      ),
      several,
      employments: rows.map((employment) => rowOf(employment, several)),
      hits: t('employment.hits', hits),
      pages,
    },
  }
}

function rowOf({ accountId, companyId, company, name, cameBy, toldAt, state, version }: Employment, several: boolean) {
  return {
    id: accountId,
    name,
    ...(several && { company }),
    came: t('employment.cameOn', { by: t(`employment.cameBy.${cameBy}`), day: formatDay(dayOf(toldAt)) }),
    state,
    badge: { look: employmentLooks[state], text: t(`employment.states.${state}`) },
    version,
    ...actsOf(state, name, { accountId, companyId }),
  }
}

function actsOf(state: EmploymentState, name: string, ids: { accountId: string; companyId: string }) {
  const label = (act: string) => t('employment.aboutWhom', { act, name })
  const yes = t(state === 'denied' ? 'employment.confirmAfterAll' : 'employment.confirm')
  const no = t('employment.deny')
  return {
    ...(state !== 'confirmed' && {
      confirm: { href: paths.confirmEmployment.href(ids.companyId, ids.accountId), text: yes, label: label(yes) },
    }),
    ...(state !== 'denied' && {
      deny: { href: paths.denyEmployment.href(ids.companyId, ids.accountId), text: no, label: label(no) },
    }),
  }
}
