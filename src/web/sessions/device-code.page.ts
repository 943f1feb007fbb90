import { z } from 'zod'
import { readForm, type ShownForm } from '../form.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { codeField } from './second-factor.page.ts'
import { localPath } from './ways.ts'

const deviceCodeForm = z.object({ code: codeField })

export function showDeviceCode({ presence, query }: Visit): Reply {
  const next = localPath(query.next)
  if (presence.session?.missing !== 'device-code') return { kind: 'redirect', to: next || paths.start.href() }
  return deviceCodePage({ values: { next }, errors: [] }, 200, query.gesendet !== undefined)
}

export async function giveDeviceCode({ actions, presence, browser, fields }: Visit): Promise<Reply> {
  const { session } = presence
  const next = localPath(fields.next)
  const to = next || paths.start.href()
  if (session?.missing !== 'device-code') return { kind: 'redirect', to }
  const form = readForm(deviceCodeForm, fields)
  if (!form.ok) return deviceCodePage({ ...form.shown, values: { next } }, 422)
  const proved = await actions.proveWithDeviceCode(session, { code: form.value.code, browser })
  if (proved.ok) return { kind: 'signed-in', ...proved.value, to }
  if (proved.refusal.kind !== 'wrong-code') return { kind: 'refused', refusal: proved.refusal }
  return deviceCodePage({ values: { next }, errors: [{ field: 'code', message: t('deviceCode.wrong') }] }, 422)
}

export async function sendDeviceCode({ actions, presence, fields }: Visit): Promise<Reply> {
  const { session } = presence
  const next = encodeURIComponent(localPath(fields.next))
  const sent = session ? await actions.sendDeviceCode(session) : undefined
  if (!sent?.ok) return { kind: 'redirect', to: paths.start.href() }
  return { kind: 'redirect', to: `${paths.deviceCode.href()}?gesendet=1&next=${next}` }
}

function deviceCodePage(form: ShownForm, status: number, sent = false): Reply {
  const title = t('deviceCode.title')
  return { kind: 'page', view: 'sessions/device-code', page: 'device-code', title, status, data: { form, sent } }
}
