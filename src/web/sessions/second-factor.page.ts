import { z } from 'zod'
import { readForm, type ShownForm } from '../form.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { localPath } from './ways.ts'

/** Digits as people copy them: with a gap in the middle. */
export const codeField = z
  .string()
  .transform((typed) => typed.replaceAll(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'factorErrors.code'))

const secondFactorForm = z.object({ code: codeField })

/** After the password: what shows the second factor, or where there is none yet, the page that sets it up. */
export function showSecondFactor({ presence, query }: Visit): Reply {
  const { session } = presence
  const next = localPath(query.next)
  if (session?.missing !== 'second-factor') return { kind: 'redirect', to: next || paths.start.href() }
  if (!session.hasFactor) {
    return { kind: 'redirect', to: `${paths.enrolSecondFactor.href()}?next=${encodeURIComponent(next)}` }
  }
  return secondFactorPage({ values: { next }, errors: [] }, 200)
}

export async function giveSecondFactor({ actions, presence, fields }: Visit): Promise<Reply> {
  const { session } = presence
  const next = localPath(fields.next)
  if (session?.missing !== 'second-factor') return { kind: 'redirect', to: next || paths.start.href() }
  const form = readForm(secondFactorForm, fields)
  if (!form.ok) return secondFactorPage({ ...form.shown, values: { next } }, 422)
  const proved = await actions.proveWithTotp(session, form.value.code)
  if (proved.ok) return { kind: 'signed-in', token: proved.value.token, to: next || paths.start.href() }
  if (proved.refusal.kind !== 'wrong-code') return { kind: 'refused', refusal: proved.refusal }
  const errors = [{ field: 'code', message: t('factorErrors.wrongCode') }]
  return secondFactorPage({ values: { next }, errors }, 422)
}

function secondFactorPage(form: ShownForm, status: number): Reply {
  const title = t('secondFactor.title')
  return { kind: 'page', view: 'sessions/second-factor', page: 'second-factor', title, data: { form }, status }
}
