import { z } from 'zod'
import { readForm, type ShownForm } from '../form.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

const signInForm = z.object({
  email: z.string().trim().min(1, 'form.required').max(254, 'form.tooLong').pipe(z.email('form.email')),
  password: z.string().min(1, 'form.required').max(128, 'form.tooLong'),
})

export function showSignIn({ viewer, query }: Visit): Reply {
  if (viewer.accountId) return { kind: 'redirect', to: paths.start.href() }
  return signInPage({ values: { next: localPath(query.next) }, errors: [] }, 200)
}

export async function signIn({ actions, fields }: Visit): Promise<Reply> {
  const form = readForm(signInForm, fields)
  if (!form.ok) return signInPage(withoutPassword(form.shown), 422)
  const came = await actions.signIn(form.value)
  if (!came.ok) {
    const title = t('refusals.sign-in-failed.title')
    const text = t('refusals.sign-in-failed.text')
    return signInPage(
      withoutPassword({ values: fields, errors: [], problem: { code: came.refusal.kind, title, text } }),
      422,
    )
  }
  return { kind: 'signed-in', accountId: came.value.accountId, to: localPath(fields.next) || paths.start.href() }
}

export function signOut(): Reply {
  return { kind: 'signed-out', to: paths.start.href() }
}

function signInPage(form: ShownForm, status: number): Reply {
  return { kind: 'page', view: 'sessions/sign-in', page: 'sign-in', title: t('signIn.title'), data: { form }, status }
}

function withoutPassword(form: ShownForm): ShownForm {
  return { ...form, values: { email: form.values.email ?? '', next: localPath(form.values.next) } }
}

/** A way back may only lead into this site: `//host` and `/\host` are read as other sites by browsers. */
function localPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])[^\\\s]*$/.test(path) ? path : ''
}
