import { z } from 'zod'
import { formKey } from '../form-key.ts'
import { readForm, type ShownForm } from '../form.ts'
import { paths } from '../paths.ts'
import { isPasswordRefusal, passwordError, passwordHint, personFields } from '../person-fields.ts'
import { problemOf } from '../problem-of.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

const registerForm = z.object({
  code: z.string().trim().min(1, 'form.missing.code').max(100, 'form.tooLong'),
  ...personFields,
})

export function showRegister({ viewer }: Visit): Reply {
  if (viewer.accountId) return { kind: 'redirect', to: paths.start.href() }
  return registerPage({ values: {}, errors: [] }, 200)
}

export async function registerParent({ actions, fields, network }: Visit): Promise<Reply> {
  const key = formKey(fields)
  if (key === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const form = readForm(registerForm, fields)
  if (!form.ok) return registerPage(form.shown, 422)

  const registered = await actions.registerParent({ ...form.value, network, key })
  if (registered.ok) return { kind: 'redirect', to: paths.registered.href() }
  const { refusal } = registered
  if (isPasswordRefusal(refusal)) return registerPage({ values: fields, errors: [passwordError(refusal)] }, 422)
  if (refusal.kind === 'company-code-not-valid')
    return registerPage({ values: fields, errors: [{ field: 'code', message: t('register.codeError') }] }, 422)
  const { problem, status, retryAfterSeconds } = problemOf(refusal)
  return { ...registerPage({ values: fields, errors: [], problem }, status), retryAfterSeconds }
}

/** The same for an address that has an account and for one that has none. */
export function showRegistered(): Reply {
  const data = { head: t('register.sentTitle'), lead: t('register.sentLead'), text: t('register.sentText') }
  return { kind: 'page', view: 'registrations/mail-sent', page: 'registered', title: t('register.sentTitle'), data }
}

/** The password alone is typed again. The code is a company's, who has told it to many; its characters are hard to type on a phone. */
function registerPage(form: ShownForm, status: number): Extract<Reply, { kind: 'page' }> {
  const { code = '', givenName = '', familyName = '', email = '' } = form.values
  return {
    kind: 'page',
    view: 'registrations/register-parent',
    page: 'register',
    title: t('register.title'),
    status,
    data: {
      form: { ...form, values: { code, givenName, familyName, email } },
      action: paths.register.href(),
      signIn: paths.signIn.href(),
      passwordHint: passwordHint(),
    },
  }
}
