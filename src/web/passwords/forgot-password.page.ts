import { z } from 'zod'
import { formKey } from '../form-key.ts'
import { readForm, type ShownForm } from '../form.ts'
import { paths } from '../paths.ts'
import { personFields } from '../person-fields.ts'
import { problemOf } from '../problem-of.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

const forgotForm = z.object({ email: personFields.email })

export function showForgotPassword(): Reply {
  return forgotPage({ values: {}, errors: [] }, 200)
}

export async function askForPasswordReset({ actions, fields, network }: Visit): Promise<Reply> {
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const form = readForm(forgotForm, fields)
  if (!form.ok) return forgotPage(form.shown, 422)

  const asked = await actions.askForPasswordReset({ ...form.value, network, key })
  if (asked.ok) return { kind: 'redirect', to: paths.resetAsked.href() }
  const { problem, status, retryAfterSeconds } = problemOf(asked.refusal)
  return { ...forgotPage({ values: fields, errors: [], problem }, status), retryAfterSeconds }
}

/** The same for an address that has an account and for one that has none. */
export function showResetAsked(): Reply {
  const data = { head: t('recovery.sentTitle'), lead: t('recovery.sentLead'), text: t('recovery.sentText') }
  return { kind: 'page', view: 'registrations/mail-sent', page: 'reset-asked', title: t('recovery.sentTitle'), data }
}

function forgotPage(form: ShownForm, status: number): Extract<Reply, { kind: 'page' }> {
  return {
    kind: 'page',
    view: 'passwords/forgot-password',
    page: 'forgot-password',
    title: t('recovery.title'),
    status,
    data: { form: { ...form, values: { email: form.values.email ?? '' } }, action: paths.forgotPassword.href() },
  }
}
