import { z } from 'zod'
import type { Actions } from '../../actions/app.ts'
import { dayOf } from '../../domain/day.ts'
import { formKey } from '../form-key.ts'
import { readForm, type ShownForm } from '../form.ts'
import { formatDay, formatInstant } from '../format.ts'
import { paged } from '../paging.ts'
import { paths } from '../paths.ts'
import { personFields } from '../person-fields.ts'
import { problemOf } from '../problem-of.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

type Listed = Awaited<ReturnType<Actions['listInvitations']>>
type Given = Listed['giving'][number]
type Role = Given['role']

const invitationForm = z.object({
  // Role and institution in one choice: not every role goes with every institution.
  what: z.string().min(1, 'invitations.errors.what').max(200, 'invitations.errors.what'),
  email: personFields.email,
})

const pageSize = 20
const looks = { open: 'info', accepted: 'success', revoked: 'warning', expired: 'warning' } as const
const done = ['given', 'reissued', 'revoked'] as const

export async function showInvitations({ actions, viewer, query }: Visit): Promise<Reply> {
  return invitationsPage(await actions.listInvitations(viewer), query, { values: {}, errors: [] }, 200)
}

export async function giveInvitation({ actions, viewer, query, fields }: Visit): Promise<Reply> {
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const listed = await actions.listInvitations(viewer)
  const form = readForm(invitationForm, fields)
  if (!form.ok) return invitationsPage(listed, query, form.shown, 422)
  const { email, what } = form.value
  const chosen = choicesOf(listed.giving).find(({ value }) => value === what)
  if (!chosen) {
    const errors = [{ field: 'what', message: t('invitations.errors.what') }]
    return invitationsPage(listed, query, { values: fields, errors }, 422)
  }
  const { role, subjectId } = chosen
  const given = await actions.giveInvitation(viewer, { role, subjectId, email, key })
  if (given.ok) return { kind: 'redirect', to: `${paths.invitations.href()}?getan=given` }
  if (given.refusal.kind === 'not-found') return { kind: 'refused', refusal: given.refusal }
  const { problem, status } = problemOf(given.refusal)
  return invitationsPage(listed, query, { values: fields, errors: [], problem }, status)
}

export const reissueInvitation = (visit: Visit) => act(visit, visit.actions.reissueInvitation, 'reissued')
export const revokeInvitation = (visit: Visit) => act(visit, visit.actions.revokeInvitation, 'revoked')

async function act(
  { actions, viewer, params, query, fields }: Visit,
  action: Actions['reissueInvitation'],
  word: (typeof done)[number],
): Promise<Reply> {
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const acted = await action(viewer, { invitationId: params.invitationId, key })
  if (acted.ok) return { kind: 'redirect', to: `${paths.invitations.href()}?getan=${word}` }
  if (acted.refusal.kind === 'not-found') return { kind: 'refused', refusal: acted.refusal }
  const { problem, status } = problemOf(acted.refusal)
  const shown = { values: {}, errors: [], problem }
  return invitationsPage(await actions.listInvitations(viewer), query, shown, status)
}

function choicesOf(giving: readonly Given[]) {
  return giving.flatMap(({ role, institutions }) =>
    institutions.map(({ id, name }) => ({
      value: `${role}/${id}`,
      role,
      subjectId: id,
      text: role === 'parent' ? t('invitations.optionParent', { for: name }) : optionOf(role, name),
    })),
  )
}

const optionOf = (role: Role, name: string) => t('invitations.option', { role: t(`roles.${role}`), for: name })

function invitationsPage(
  { giving, invitations }: Listed,
  query: Visit['query'],
  form: ShownForm,
  status: number,
): Reply {
  const { what = '', email = '' } = form.values
  const { rows, hits, pages } = paged(
    invitations,
    { ...(query.page && { page: query.page }) },
    paths.invitations.href(),
    pageSize,
  )
  const word = done.find((one) => one === query.getan)
  return {
    kind: 'page',
    view: 'invitations/list-invitations',
    page: 'invitations',
    title: t('invitations.title'),
    status,
    data: {
      form: { ...form, values: { what, email } },
      action: paths.invitations.href(),
      done:
        word === undefined || status !== 200
          ? null
          : { code: `invitation-${word}`, title: t(`invitations.${word}`), text: t(`invitations.${word}Text`) },
      choices: [
        { value: '', text: t('invitations.choose'), selected: what === '' },
        ...choicesOf(giving).map(({ value, text }) => ({ value, text, selected: value === what })),
      ],
      invitations: rows.map((invitation) => ({
        id: invitation.id,
        email: invitation.email,
        what: t('invitations.option', { role: t(`roles.${invitation.role}`), for: invitation.for }),
        givenBy: invitation.givenBy,
        givenAt: formatDay(dayOf(invitation.givenAt)),
        until: formatInstant(invitation.expiresAt),
        state: invitation.state,
        badge: { look: looks[invitation.state], text: t(`invitations.states.${invitation.state}`) },
        acts:
          invitation.state === 'open' || invitation.state === 'expired'
            ? [
                actOf('reissue', paths.reissueInvitation.href(invitation.id), invitation.email),
                actOf('revoke', paths.revokeInvitation.href(invitation.id), invitation.email),
              ]
            : [],
      })),
      hits: t('invitations.hits', hits),
      pages,
    },
  }
}

function actOf(word: 'reissue' | 'revoke', href: string, email: string) {
  const text = t(`invitations.${word}`)
  return { name: `${word}-invitation`, href, text, label: t('invitations.aboutWhom', { act: text, email }) }
}
