import { paths } from '../paths.ts'
import type { Reply, Visit } from '../route.ts'
import { t } from '../words.ts'

/** After the proof: what had been typed before, to be sent by one click. The person sends it, never the page by itself. */
export function showHeldForm({ heldForm, presence, viewer }: Visit): Reply {
  const held = heldForm()
  if (!held || !presence.session?.roles.includes(held.role)) return { kind: 'redirect', to: paths.start.href() }
  const title = t('heldForm.title')
  if (held.role !== viewer.role) {
    const role = t(`roles.${held.role}`)
    const data = { role: held.role, lead: t('heldForm.otherRole', { role }), submit: t('heldForm.switch', { role }) }
    return { kind: 'page', view: 'sessions/held-form-of-role', page: 'held-form', state: 'other-role', title, data }
  }
  const { act, target, from } = held
  const { _key, ...typed } = held.fields
  const fields = Object.entries(typed).map(([name, value]) => ({ name, value }))
  const data = { held: { act, target, from, key: _key, fields } }
  return { kind: 'page', view: 'sessions/held-form', page: 'held-form', title, data }
}
