import { toString as drawQrCode } from 'qrcode'
import { z } from 'zod'
import { readForm, type ShownForm } from '../form.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { codeField, passkeyScript } from './second-factor.page.ts'
import { localPath } from './ways.ts'

const enrolForm = z.object({ code: codeField, prepared: z.string().max(500) })

/** At the first sign-in of staff; later the same page stands in one's own account, behind a fresh proof. */
export const duringSignIn =
  (handle: (visit: Visit) => Promise<Reply>) =>
  (visit: Visit): Promise<Reply> | Reply =>
    visit.presence.session?.missing === 'second-factor'
      ? handle(visit)
      : { kind: 'redirect', to: paths.accountApp.href() }

export function showEnrolTotp(visit: Visit): Promise<Reply> {
  return enrolPage(visit, { values: { next: localPath(visit.query.next) }, errors: [] }, 200)
}

export async function enrolTotp(visit: Visit): Promise<Reply> {
  const { actions, presence, fields } = visit
  const next = localPath(fields.next)
  const values = { next, prepared: fields.prepared ?? '' }
  const form = readForm(enrolForm, fields)
  if (!form.ok) return enrolPage(visit, { ...form.shown, values }, 422)
  const enrolled = await actions.enrolTotp(presence, { sealed: form.value.prepared, code: form.value.code })
  if (enrolled.ok) return { kind: 'signed-in', token: enrolled.value.token, to: afterFirst(visit, next) }
  if (enrolled.refusal.kind !== 'wrong-code') return { kind: 'refused', refusal: enrolled.refusal }
  return enrolPage(visit, { values, errors: [{ field: 'code', message: t('factorErrors.wrongCode') }] }, 422)
}

/** After the first factor come the codes for its loss; whoever adds another one goes back to the own account. */
export function afterFirst({ presence }: Visit, next: string): string {
  const then = presence.session?.missing ? next : ''
  return presence.session?.hasFactor
    ? paths.account.href()
    : `${paths.recoveryCodes.href()}?next=${encodeURIComponent(then)}`
}

/** What was scanned stays good after a wrong code. */
async function enrolPage({ actions, presence }: Visit, form: ShownForm, status: number): Promise<Reply> {
  const prepared = actions.prepareTotp(presence, form.values.prepared)
  if (!prepared.ok) return { kind: 'refused', refusal: prepared.refusal }
  const { secret, uri, sealed } = prepared.value
  const picture = await drawQrCode(uri, { type: 'svg', margin: 1 })
  return {
    kind: 'page',
    view: 'sessions/enrol-totp',
    page: 'enrol-totp',
    title: t('enrolTotp.title'),
    status,
    script: passkeyScript,
    data: {
      passkeyAction: paths.enrolPasskey.href(),
      form: { ...form, values: { next: form.values.next } },
      first: presence.session?.missing === 'second-factor',
      action: presence.session?.missing ? paths.enrolSecondFactor.href() : paths.accountApp.href(),
      picture: `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`,
      uri,
      secret: secret.match(/.{1,4}/g)?.join(' '),
      prepared: sealed,
    },
  }
}
