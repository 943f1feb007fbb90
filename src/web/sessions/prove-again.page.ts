import { z } from 'zod'
import { readForm, type ShownForm } from '../form.ts'
import { paths } from '../paths.ts'
import { wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { codeField, passkeyScript } from './second-factor.page.ts'
import { localPath } from './ways.ts'

const codeForm = z.object({ code: codeField })
const passwordForm = z.object({ password: z.string().min(1, 'form.missing.password').max(128, 'form.tooLong') })

/** Before what binds many people: the second factor once more, or the password of whoever has none. */
export function showProveAgain(visit: Visit): Reply {
  return proveAgainPage(visit, { values: { next: localPath(visit.query.next) }, errors: [] }, 200)
}

export async function proveAgain(visit: Visit): Promise<Reply> {
  const { actions, presence, fields } = visit
  const { session } = presence
  const next = localPath(fields.next)
  if (!session) return { kind: 'refused', refusal: { kind: 'not-found' } }
  const wrong = (errors: ShownForm['errors']) => proveAgainPage(visit, { values: { next }, errors }, 422)
  const given = session.hasFactor ? readForm(codeForm, fields) : readForm(passwordForm, fields)
  if (!given.ok) return wrong(given.shown.errors)
  const proved =
    'code' in given.value
      ? await actions.proveWithTotp(session, given.value.code)
      : await actions.proveWithPassword(session, given.value.password)
  if (proved.ok) return { kind: 'signed-in', token: proved.value.token, to: next || paths.account.href() }
  if (proved.refusal.kind !== 'wrong-code') return { kind: 'refused', refusal: proved.refusal }
  return wrong([
    session.hasFactor
      ? { field: 'code', message: t('factorErrors.wrongCode') }
      : { field: 'password', message: t('factorErrors.wrongPassword') },
  ])
}

export async function proveAgainWithPasskey(visit: Visit): Promise<Reply> {
  const { actions, presence, site, fields } = visit
  const { session } = presence
  const next = localPath(fields.next)
  if (!session) return { kind: 'refused', refusal: { kind: 'not-found' } }
  const proved = await actions.proveWithPasskey(session, { answer: fields.answer ?? '', site })
  if (proved.ok) return { kind: 'signed-in', token: proved.value.token, to: next || paths.account.href() }
  if (proved.refusal.kind !== 'wrong-code') return { kind: 'refused', refusal: proved.refusal }
  const problem = { code: 'passkey-refused', ...wordsOf('passkey-refused') }
  return proveAgainPage(visit, { values: { next }, errors: [], problem }, 422)
}

function proveAgainPage({ presence }: Visit, form: ShownForm, status: number): Reply {
  return {
    kind: 'page',
    view: 'sessions/prove-again',
    page: 'prove-again',
    title: t('proveAgain.title'),
    status,
    script: passkeyScript,
    data: { form, byCode: presence.session?.hasFactor },
  }
}
