import { z } from 'zod'
import { readForm, type ShownForm } from '../form.ts'
import { paths } from '../paths.ts'
import { isPasswordRefusal, passwordError, passwordHint, personFields } from '../person-fields.ts'
import { problemOf } from '../problem-of.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

const changeForm = z.object({
  oldPassword: z.string().min(1, 'changePassword.oldMissing').max(512, 'form.tooLong'),
  password: personFields.password,
})

export function showChangePassword(): Reply {
  return changePage({ values: {}, errors: [] }, 200)
}

export async function changePassword({ actions, viewer, network, fields }: Visit): Promise<Reply> {
  const form = readForm(changeForm, fields)
  if (!form.ok) return changePage(form.shown, 422)
  const changed = await actions.changePassword(viewer, { ...form.value, network })
  if (changed.ok) return { kind: 'signed-out', to: `${paths.welcome.href()}?nach=passwort` }
  const { refusal } = changed
  const wrong = (errors: ShownForm['errors']) => changePage({ values: {}, errors }, 422)
  if (isPasswordRefusal(refusal)) return wrong([passwordError(refusal)])
  if (refusal.kind === 'old-password-wrong')
    return wrong([{ field: 'oldPassword', message: t('changePassword.oldWrong') }])
  if (refusal.kind === 'not-found') return { kind: 'refused', refusal }
  const { problem, status, retryAfterSeconds } = problemOf(refusal)
  return { ...changePage({ values: {}, errors: [], problem }, status), retryAfterSeconds }
}

function changePage(form: ShownForm, status: number): Extract<Reply, { kind: 'page' }> {
  return {
    kind: 'page',
    view: 'passwords/change-password',
    page: 'change-password',
    title: t('changePassword.title'),
    status,
    data: {
      form: { ...form, values: {} },
      action: paths.changePassword.href(),
      passwordHint: passwordHint(),
    },
  }
}
