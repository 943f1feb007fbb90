import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

/** After the proof: what had been typed before, to be sent by one click. The person sends it, never the page by itself. */
export function showHeldForm({ heldForm }: Visit): Reply {
  const held = heldForm()
  if (!held) return { kind: 'redirect', to: paths.start.href() }
  const { act, target, from } = held
  const { _key, ...typed } = held.fields
  const fields = Object.entries(typed).map(([name, value]) => ({ name, value }))
  const data = { held: { act, target, from, key: _key, fields } }
  return { kind: 'page', view: 'sessions/held-form', page: 'held-form', title: t('heldForm.title'), data }
}
