import { z } from 'zod'
import type { SignedIn } from '../../actions/sessions/find-presence.ts'
import { readForm, type ShownForm } from '../form.ts'
import { paths } from '../paths.ts'
import { wordsOf } from '../refusals.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { localPath } from './ways.ts'

/** Digits as people copy them: with a gap in the middle. */
export const codeField = z
  .string()
  .transform((typed) => typed.replaceAll(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'factorErrors.code'))

const secondFactorForm = z.object({ code: codeField })
const recoveryForm = z.object({ recovery: z.string().trim().min(1, 'form.missing.recovery').max(60, 'form.tooLong') })

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

export async function giveSecondFactor(visit: Visit): Promise<Reply> {
  const form = readForm(secondFactorForm, visit.fields)
  if (!form.ok) return again(visit, form.shown.errors)
  return proving(visit, 'code', (session) => visit.actions.proveWithTotp(session, form.value.code))
}

/** Whoever has lost app and passkey goes on to where a new one is set up. */
export async function giveRecoveryCode(visit: Visit): Promise<Reply> {
  const form = readForm(recoveryForm, visit.fields)
  if (!form.ok) return again(visit, form.shown.errors)
  const reply = await proving(visit, 'recovery', (session) =>
    visit.actions.proveWithRecoveryCode(session, form.value.recovery),
  )
  return reply.kind === 'signed-in' ? { ...reply, to: `${paths.account.href()}?wiederhergestellt=1` } : reply
}

export async function giveSecondPasskey(visit: Visit): Promise<Reply> {
  const { actions, site, fields } = visit
  const answer = fields.answer ?? ''
  return proving(visit, null, (session) => actions.proveWithPasskey(session, { answer, site }))
}

async function proving(
  visit: Visit,
  field: 'code' | 'recovery' | null,
  prove: (session: SignedIn) => ReturnType<Visit['actions']['proveWithTotp']>,
): Promise<Reply> {
  const { session } = visit.presence
  const to = localPath(visit.fields.next) || paths.start.href()
  if (session?.missing !== 'second-factor') return { kind: 'redirect', to }
  const proved = await prove(session)
  if (proved.ok) return { kind: 'signed-in', token: proved.value.token, to }
  if (proved.refusal.kind !== 'wrong-code') return { kind: 'refused', refusal: proved.refusal }
  return again(visit, field === null ? [] : [{ field, message: t(`factorErrors.${wrong[field]}`) }])
}

const wrong = { code: 'wrongCode', recovery: 'wrongRecovery' } as const

/** What was typed is a code, which nobody sees again; a passkey that was refused has no field to say so at. */
function again({ fields }: Visit, errors: ShownForm['errors']): Reply {
  const problem = errors.length > 0 ? {} : { problem: { code: 'passkey-refused', ...wordsOf('passkey-refused') } }
  return secondFactorPage({ values: { next: localPath(fields.next) }, errors, ...problem }, 422)
}

function secondFactorPage(form: ShownForm, status: number): Reply {
  return {
    kind: 'page',
    view: 'sessions/second-factor',
    page: 'second-factor',
    title: t('secondFactor.title'),
    status,
    script: passkeyScript,
    data: { form, lost: form.errors.some(({ field }) => field === 'recovery') },
  }
}

/** Brings the browser's passkeys to our forms; without it codes are the way. */
export const passkeyScript = '/assets/passkeys.js'
