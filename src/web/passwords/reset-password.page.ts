import { z } from 'zod'
import { readForm, type ShownForm } from '../form.ts'
import { paths } from '../paths.ts'
import { isPasswordRefusal, passwordError, passwordHint, personFields } from '../person-fields.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

const resetForm = z.object({ password: personFields.password })

export async function showResetPassword({ actions, params }: Visit): Promise<Reply> {
  const shown = await actions.showPasswordReset(params.token)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  return resetPage(params.token, shown.value.email, [], 200)
}

export async function resetPassword({ actions, params, fields }: Visit): Promise<Reply> {
  const { token } = params
  const shown = await actions.showPasswordReset(token)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { email } = shown.value
  const form = readForm(resetForm, fields)
  if (!form.ok) return resetPage(token, email, form.shown.errors, 422)

  const reset = await actions.resetPassword({ token, ...form.value })
  if (reset.ok) return { kind: 'signed-out', to: `${paths.welcome.href()}?nach=passwort` }
  const { refusal } = reset
  return isPasswordRefusal(refusal)
    ? resetPage(token, email, [passwordError(refusal)], 422)
    : { kind: 'refused', refusal }
}

function resetPage(token: string, email: string, errors: ShownForm['errors'], status: number): Reply {
  return {
    kind: 'page',
    view: 'passwords/reset-password',
    page: 'reset-password',
    title: t('recovery.newTitle'),
    status,
    data: {
      form: { values: {}, errors },
      email,
      lead: t('recovery.newLead', { email }),
      action: paths.resetPassword.href(token),
      passwordHint: passwordHint(),
    },
  }
}
