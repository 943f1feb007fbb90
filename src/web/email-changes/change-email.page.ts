import { z } from 'zod'
import { formKey } from '../form-key.ts'
import { readForm, type ShownForm } from '../form.ts'
import { paths } from '../paths.ts'
import { personFields } from '../person-fields.ts'
import { problemOf } from '../problem-of.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

const changeForm = z.object({ email: personFields.email })

export function showChangeEmail({ presence }: Visit): Reply {
  return changePage(presence, { values: {}, errors: [] }, 200)
}

/** What became of it says the account's page: the same for an address that has an account and for one that has none. */
export async function askForEmailChange({ actions, presence, network, fields }: Visit): Promise<Reply> {
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const form = readForm(changeForm, fields)
  if (!form.ok) return changePage(presence, form.shown, 422)

  const asked = await actions.askForEmailChange(presence, { ...form.value, network, key })
  if (asked.ok) return { kind: 'redirect', to: paths.account.href() }
  const { refusal } = asked
  if (refusal.kind === 'not-found') return { kind: 'refused', refusal }
  if (refusal.kind === 'email-unchanged') {
    const errors = [{ field: 'email', message: t('emailChange.unchanged') }]
    return changePage(presence, { values: fields, errors }, 422)
  }
  const { problem, status, retryAfterSeconds } = problemOf(refusal)
  return { ...changePage(presence, { values: fields, errors: [], problem }, status), retryAfterSeconds }
}

export async function withdrawEmailChange({ actions, viewer, fields }: Visit): Promise<Reply> {
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const withdrawn = await actions.withdrawEmailChange(viewer, { key })
  return withdrawn.ok
    ? { kind: 'redirect', to: `${paths.account.href()}?gespeichert=email` }
    : { kind: 'refused', refusal: withdrawn.refusal }
}

function changePage({ session }: Visit['presence'], form: ShownForm, status: number): Extract<Reply, { kind: 'page' }> {
  return {
    kind: 'page',
    view: 'email-changes/change-email',
    page: 'change-email',
    title: t('emailChange.title'),
    status,
    data: {
      form: { ...form, values: { email: form.values.email ?? '' } },
      lead: t('emailChange.lead', { email: session?.email ?? '' }),
      action: paths.changeEmail.href(),
      back: paths.account.href(),
    },
  }
}
