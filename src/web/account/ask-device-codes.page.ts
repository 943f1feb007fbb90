import { z } from 'zod'
import { readForm } from '../form.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

const switchForm = z.object({ switch: z.enum(['on', 'off']) })

export async function showAskDeviceCodes({ actions, presence }: Visit): Promise<Reply> {
  const shown = await actions.showAccount(presence)
  if (!shown.ok) return { kind: 'refused', refusal: shown.refusal }
  const { asksDeviceCode: isOn } = shown.value
  return {
    kind: 'page',
    view: 'account/ask-device-codes',
    page: 'ask-device-codes',
    title: t('askDeviceCodes.title'),
    state: isOn ? 'on' : 'off',
    data: { isOn, to: isOn ? 'off' : 'on', back: paths.account.href() },
  }
}

export async function askDeviceCodes({ actions, presence, browser, fields }: Visit): Promise<Reply> {
  const form = readForm(switchForm, fields)
  if (!form.ok) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const asked = await actions.askDeviceCodes(presence, { on: form.value.switch === 'on', browser })
  if (!asked.ok) return { kind: 'refused', refusal: asked.refusal }
  return { kind: 'signed-in', ...asked.value, to: `${paths.account.href()}?gespeichert=geraete-code` }
}
