import { z } from 'zod'
import type { Actions } from '../../actions/app.ts'
import { readForm, type ShownForm } from '../form.ts'
import { formatInstant } from '../format.ts'
import { paths } from '../paths.ts'
import { isPasswordRefusal, passwordError, passwordHint, personFields } from '../person-fields.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

type Shown = Extract<Awaited<ReturnType<Actions['showInvitation']>>, { ok: true }>['value']

const { givenName, familyName, password } = personFields
const nameForm = z.object({ givenName, familyName })
const newcomerForm = z.object({ givenName, familyName, password })

export async function showInvitation({ actions, viewer, params }: Visit): Promise<Reply> {
  const shown = await actions.showInvitation(params.token)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  return invitationPage(params.token, shown.value, viewer.accountId, { values: {}, errors: [] }, 200)
}

export async function acceptInvitation({ actions, viewer, params, fields }: Visit): Promise<Reply> {
  const { token } = params
  const shown = await actions.showInvitation(token)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const invitation = shown.value
  const again = (form: ShownForm) => invitationPage(token, invitation, viewer.accountId, form, 422)

  if (invitation.accountId !== null) {
    const form = invitation.newFamily ? readForm(nameForm, fields) : undefined
    if (form?.ok === false) return again(form.shown)
    const accepted = await actions.acceptSignedIn(viewer, { token, name: form?.value ?? null })
    return accepted.ok ? { kind: 'redirect', to: paths.start.href() } : notOpen
  }
  const form = readForm(newcomerForm, fields)
  if (!form.ok) return again(form.shown)
  const accepted = await actions.acceptAsNewcomer({ token, ...form.value })
  if (accepted.ok) return { kind: 'redirect', to: `${paths.welcome.href()}?nach=einladung` }
  const { refusal } = accepted
  return isPasswordRefusal(refusal) ? again({ values: fields, errors: [passwordError(refusal)] }) : notOpen
}

const notOpen: Reply = { kind: 'refused', refusal: { kind: 'invitation-not-open' } }

function invitationPage(
  token: string,
  invitation: Shown,
  viewerId: string | null,
  form: ShownForm,
  status: number,
): Reply {
  const { role, givenBy, email, expiresAt, state, accountId, newFamily } = invitation
  if (state === 'revoked' || state === 'expired') return notOpen
  const values = { givenBy, role: t(`roles.${role}`), for: invitation.for }
  const own = accountId !== null && accountId === viewerId
  return {
    kind: 'page',
    view: 'invitations/accept-invitation',
    page: 'invitation',
    title: t('invitation.title'),
    state,
    status,
    data: {
      form: {
        ...form,
        values: { givenName: form.values.givenName ?? '', familyName: form.values.familyName ?? '' },
      },
      accepted: state === 'accepted',
      lead: t(role === 'parent' ? 'invitation.leadParent' : 'invitation.lead', values),
      address: t('invitation.address', { email, until: formatInstant(expiresAt) }),
      email,
      action: paths.invitation.href(token),
      signIn: paths.signIn.href(),
      signInAndBack: `${paths.signIn.href()}?next=${encodeURIComponent(paths.invitation.href(token))}`,
      // Three ways to accept: as nobody yet, as the account of this address, or after signing in to it.
      newcomer: accountId === null && viewerId === null,
      own,
      otherAccount: viewerId !== null && !own,
      newFamily,
      passwordHint: passwordHint(),
    },
  }
}
