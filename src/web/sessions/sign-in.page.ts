import { z } from 'zod'
import { readForm, type ShownForm } from '../form.ts'
import { paths } from '../paths.ts'
import { personFields } from '../person-fields.ts'
import { problemOf } from '../problem-of.ts'
import { wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { passkeyScript } from './second-factor.page.ts'
import { localPath } from './ways.ts'

const signInForm = z.object({ email: personFields.email, password: personFields.password })

export function showSignIn({ presence, query }: Visit): Reply {
  if (presence.session) return { kind: 'redirect', to: paths.start.href() }
  return signInPage({ values: { next: localPath(query.next) }, errors: [] }, 200)
}

export async function signIn({ actions, browser, network, fields }: Visit): Promise<Reply> {
  const form = readForm(signInForm, fields)
  if (!form.ok) return signInPage(withoutPassword(form.shown), 422)
  const came = await actions.signIn({ ...form.value, browser, network })
  if (!came.ok) {
    const { problem, status, retryAfterSeconds } = problemOf(came.refusal)
    return { ...signInPage(withoutPassword({ values: fields, errors: [], problem }), status), retryAfterSeconds }
  }
  return { kind: 'signed-in', token: came.value.token, to: localPath(fields.next) || paths.start.href() }
}

export async function signInWithPasskey({ actions, browser, site, fields }: Visit): Promise<Reply> {
  const came = await actions.signInWithPasskey({ answer: fields.answer ?? '', browser, site })
  const next = localPath(fields.next)
  if (came.ok) return { kind: 'signed-in', token: came.value.token, to: next || paths.start.href() }
  const problem = { code: 'passkey-refused', ...wordsOf('passkey-refused') }
  return signInPage({ values: { next }, errors: [], problem }, 422)
}

export async function signOut({ actions, presence }: Visit): Promise<Reply> {
  await actions.endSession(presence)
  return { kind: 'signed-out', to: paths.start.href() }
}

function signInPage(form: ShownForm, status: number): Extract<Reply, { kind: 'page' }> {
  const title = t('signIn.title')
  return {
    kind: 'page',
    view: 'sessions/sign-in',
    page: 'sign-in',
    title,
    data: { form, forgotPassword: paths.forgotPassword.href(), register: paths.register.href() },
    status,
    script: passkeyScript,
  }
}

function withoutPassword(form: ShownForm): ShownForm {
  return { ...form, values: { email: form.values.email ?? '', next: localPath(form.values.next) } }
}
