import { z } from 'zod'
import { readForm } from '../form.ts'
import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'
import { afterFirst } from './enrol-totp.page.ts'
import { localPath } from './ways.ts'

const taskForm = z.object({ purpose: z.enum(['add', 'prove', 'sign-in']) })
const passkeyForm = z.object({
  name: z.string().trim().max(60, 'form.tooLong'),
  answer: z.string().min(1).max(20_000),
})

/** What the browser's passkey is to sign, for our script. */
export async function givePasskeyTask({ actions, presence, browser, site, fields }: Visit): Promise<Reply> {
  const form = readForm(taskForm, fields)
  if (!form.ok) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const task = await actions.preparePasskey({ presence, browser, site }, form.value.purpose)
  return task.ok ? { kind: 'json', data: task.value } : { kind: 'refused', refusal: task.refusal }
}

/** Both at the first sign-in of staff and from one's own account. */
export async function addPasskey(visit: Visit): Promise<Reply> {
  const { actions, presence, browser, site, fields } = visit
  const form = readForm(passkeyForm, fields)
  if (!form.ok) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const { answer, name } = form.value
  const added = await actions.addPasskey(presence, { answer, name: name || browser.label, site })
  if (added.ok) return { kind: 'signed-in', token: added.value.token, to: afterFirst(visit, localPath(fields.next)) }
  if (added.refusal.kind === 'wrong-code') return { kind: 'refused', refusal: { kind: 'passkey-refused' } }
  return { kind: 'refused', refusal: added.refusal }
}

export async function removePasskey({ actions, presence, params }: Visit): Promise<Reply> {
  const removed = await actions.removePasskey(presence, params.passkeyId)
  if (!removed.ok) return { kind: 'refused', refusal: removed.refusal, way: toAccount() }
  return { kind: 'redirect', to: `${paths.account.href()}?gespeichert=faktor` }
}

export async function removeApp({ actions, presence }: Visit): Promise<Reply> {
  const removed = await actions.removeTotp(presence)
  if (!removed.ok) return { kind: 'refused', refusal: removed.refusal, way: toAccount() }
  return { kind: 'redirect', to: `${paths.account.href()}?gespeichert=faktor` }
}

const toAccount = () => ({ href: paths.account.href(), text: t('account.back') })
